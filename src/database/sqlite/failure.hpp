#pragma once

#include "model_counter/error.hpp"

#include <string>
#include <string_view>

struct sqlite3;

namespace model_counter::sqlite {

/// SQL that SQLite could not make sense of: the tables are not what they should be, or a bug.
class SqlFailure : public Error {
public:
    explicit SqlFailure(const std::string& message) : Error(ErrorCode::internal, message) {}
};

/// A row that the table refused; the statement did nothing.
class ConstraintFailure : public Error {
public:
    explicit ConstraintFailure(const std::string& message) : Error(ErrorCode::conflict, message) {}
};

/// Throws what result code `code` of SQLite means here, naming the file and the remedy.
///
/// `connection` may be null where none could be made.
[[noreturn]] void fail(sqlite3* connection, int code, const std::string& path,
                       std::string_view doing);

}  // namespace model_counter::sqlite
