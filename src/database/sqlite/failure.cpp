#include "database/sqlite/failure.hpp"

#include <sqlite3.h>
#include <filesystem>

namespace model_counter::sqlite {
namespace {

struct Meaning {
    ErrorCode code;
    std::string_view what;
    std::string_view remedy;
};

Meaning cannot_open(const std::string& path) {
    std::error_code ignored;
    const auto directory = std::filesystem::path(path).parent_path();
    if (!std::filesystem::is_directory(directory, ignored)) {
        return {ErrorCode::not_found, "its directory does not exist",
                "make the directory, or configure another path"};
    }
    if (!std::filesystem::exists(path, ignored)) {
        return {ErrorCode::not_found, "there is no such file", "run `model-counter migrate`"};
    }
    return {ErrorCode::unavailable, "it cannot be opened",
            "check who may read and write the file and its directory"};
}

Meaning meaning(int code, const std::string& path) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::unavailable, "it is locked by another connection",
                    "try again when the other transaction has ended"};
        case SQLITE_READONLY:
            return {ErrorCode::unavailable, "it is read-only",
                    "let this user write the file and its directory, or open it for writing"};
        case SQLITE_FULL:
            return {ErrorCode::unavailable, "the disk or the file's page limit is full",
                    "make room; nothing was changed"};
        case SQLITE_CANTOPEN:
            return cannot_open(path);
        case SQLITE_NOTADB:
            return {ErrorCode::corrupt, "it is not a SQLite database",
                    "it was left as it is; configure another path"};
        case SQLITE_CORRUPT:
            return {ErrorCode::corrupt, "it is damaged",
                    "run sqlite3's `.recover`, or restore a backup"};
        case SQLITE_IOERR:
        case SQLITE_PROTOCOL:
            return {ErrorCode::unavailable, "reading or writing it failed",
                    "check the disk and the kernel's log"};
        case SQLITE_INTERRUPT:
            return {ErrorCode::timeout, "the deadline passed",
                    "nothing was done; try again, or give it more time"};
        case SQLITE_NOMEM:
            return {ErrorCode::unavailable, "there is not enough memory", "make room"};
        default:
            return {ErrorCode::internal, "SQLite refused the request", "please report this"};
    }
}

}  // namespace

void fail(sqlite3* connection, int code, const std::string& path, std::string_view doing) {
    const std::string said =
        connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
    const std::string start = "database " + path + ": " + std::string(doing) + ": ";
    if ((code & 0xff) == SQLITE_CONSTRAINT) {
        throw ConstraintFailure(start + said);
    }
    if (code == SQLITE_ERROR || (code & 0xff) == SQLITE_SCHEMA) {
        throw SqlFailure(start + said);
    }
    const Meaning means = meaning(code, path);
    throw Error(means.code,
                start + std::string(means.what) + " (" + said + "); " + std::string(means.remedy));
}

}  // namespace model_counter::sqlite
