#pragma once

#include "model_counter/error.hpp"

#include <string>
#include <string_view>
#include <utility>

// What may go wrong with a server, as far as somebody here does something about it.
namespace model_counter::database {

/// The session is gone, or is not what it was: its server stopped, its statements are forgotten,
/// the tables were made anew. What it had not committed is rolled back; another connection may do.
class SessionLost : public Error {
public:
    using Error::Error;
};

/// Another transaction was in the way: a deadlock, a serialization failure. Run it again.
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

/// Throws that the deadline passed. `location` names the database.
[[noreturn]] void fail_in_time(const std::string& location, std::string_view doing);

}  // namespace model_counter::database
