#pragma once

#include "model_counter/error.hpp"

#include <string>
#include <string_view>

struct pg_conn;
struct pg_result;

namespace model_counter::postgresql {

/// The session is gone, or is not what it was: its server stopped, its statements are forgotten,
/// the tables were made anew. What it had not committed is rolled back; another connection may do.
class SessionLost : public Error {
public:
    using Error::Error;
};

/// Another transaction was in the way: a deadlock, or a serialization failure. Run it again.
class TransactionConflict : public Error {
public:
    explicit TransactionConflict(const std::string& message)
        : Error(ErrorCode::unavailable, message) {}
};

/// A row that the table does not take.
class RowRefused : public Error {
public:
    explicit RowRefused(const std::string& message) : Error(ErrorCode::conflict, message) {}

    /// The server's words alone.
    explicit RowRefused(const std::string& message, std::string said) : RowRefused(message) {
        said_ = std::move(said);
    }
    [[nodiscard]] const std::string& said() const noexcept { return said_; }

private:
    std::string said_;
};

/// Throws what a failed statement means here. `location` names the database.
[[noreturn]] void fail(pg_conn* connection, const pg_result* result, const std::string& location,
                       std::string_view doing);

/// Throws why there is no connection.
[[noreturn]] void fail_to_connect(pg_conn* connection, const std::string& location);

/// Throws that the deadline passed.
[[noreturn]] void fail_in_time(const std::string& location, std::string_view doing);

}  // namespace model_counter::postgresql
