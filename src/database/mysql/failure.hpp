#pragma once

#include "model_counter/error.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace model_counter::mysql {

/// The session is gone, or is not what it was: its server stopped, its statements are forgotten,
/// the tables were made anew. What it had not committed is rolled back; another connection may do.
class SessionLost : public Error {
public:
    using Error::Error;
};

/// Another transaction was in the way: a deadlock, or a row that changed meanwhile. Run it again.
class TransactionConflict : public Error {
public:
    explicit TransactionConflict(const std::string& message)
        : Error(ErrorCode::unavailable, message) {}
};

/// A row that the table does not take.
class RowRefused : public Error {
public:
    RowRefused(const std::string& message, std::string said)
        : Error(ErrorCode::conflict, message), said_(std::move(said)) {}

    /// The server's words alone.
    [[nodiscard]] const std::string& said() const noexcept { return said_; }

private:
    std::string said_;
};

/// Throws what an error of the server or of its client library means here. `location` names the
/// database.
[[noreturn]] void fail(unsigned code, const std::string& said, const std::string& location,
                       std::string_view doing);

/// Throws that the deadline passed.
[[noreturn]] void fail_in_time(const std::string& location, std::string_view doing);

/// Whether the server ended a statement because it took too long, or was told to.
[[nodiscard]] bool was_interrupted(unsigned code) noexcept;

}  // namespace model_counter::mysql
