#include "database/mysql/failure.hpp"

#include <errmsg.h>
#include <mysqld_error.h>
#include <algorithm>
#include <array>

namespace model_counter::mysql {
namespace {

constexpr std::string_view kGrants =
    "grant this user what docs/operating/mysql.md lists, as an administrator";
constexpr std::string_view kNoServer = "check host, port or socket, and that the server runs";

enum class Kind { plain, session_lost, conflict, row_refused };

/// What an error number means here.
struct Meaning {
    unsigned code;
    Kind kind;
    ErrorCode error;
    std::string_view what;
    std::string_view remedy;
};

// Numbers that MariaDB's header does not name are MySQL's, or the other way round.
constexpr unsigned kReadOnlySuper = 1836;
constexpr unsigned kStatementTime = 1969;
constexpr unsigned kConnectionKilled = 1927;
constexpr unsigned kExecutionTime = 3024;
constexpr unsigned kCheckViolated = 3819;
constexpr unsigned kConstraintFailed = 4025;
constexpr unsigned kAccessDeniedNoPassword = 1698;
constexpr unsigned kIdleTransaction = 4031;
constexpr unsigned kServerFileError = 1030;
constexpr unsigned kLocalForbidden = 4166;
constexpr unsigned kLocalForbiddenByMysql = 3948;
constexpr unsigned kCannotConnectFirst = 2000;
constexpr unsigned kClientErrorsEnd = 3000;

/// What the table does not take: the row is at fault.
constexpr std::array<unsigned, 10> kRowsRefused{ER_WARN_DATA_OUT_OF_RANGE,
                                                ER_DATA_OUT_OF_RANGE,
                                                ER_DATA_TOO_LONG,
                                                ER_TRUNCATED_WRONG_VALUE_FOR_FIELD,
                                                ER_BAD_NULL_ERROR,
                                                ER_SIGNAL_EXCEPTION,
                                                ER_DUP_ENTRY,
                                                ER_NO_REFERENCED_ROW_2,
                                                kCheckViolated,
                                                kConstraintFailed};

/// After these the session is gone, or does not know its statements any more.
constexpr std::array<unsigned, 11> kSessionsLost{
    CR_SERVER_GONE_ERROR,    CR_SERVER_LOST,        ER_SERVER_SHUTDOWN,
    kConnectionKilled,       kIdleTransaction,      ER_NET_READ_ERROR,
    ER_NET_READ_INTERRUPTED, ER_NET_ERROR_ON_WRITE, ER_NET_WRITE_INTERRUPTED,
    ER_UNKNOWN_STMT_HANDLER, ER_NEED_REPREPARE};

constexpr std::array kMeanings = std::to_array<Meaning>({
    {ER_LOCK_DEADLOCK, Kind::conflict, ErrorCode::unavailable, "it was in a deadlock with another",
     ""},
    {ER_CHECKREAD, Kind::conflict, ErrorCode::unavailable, "another transaction was faster", ""},
    {ER_LOCK_WAIT_TIMEOUT, Kind::plain, ErrorCode::unavailable, "another transaction holds a lock",
     "try again when it has ended"},
    {ER_QUERY_INTERRUPTED, Kind::plain, ErrorCode::unavailable, "it was interrupted", "try again"},
    {kStatementTime, Kind::plain, ErrorCode::unavailable, "it took longer than the server allows",
     "raise max_statement_time, or try again"},
    {kExecutionTime, Kind::plain, ErrorCode::unavailable, "it took longer than the server allows",
     "raise max_execution_time, or try again"},
    {ER_NO_SUCH_TABLE, Kind::session_lost, ErrorCode::internal,
     "the tables are not what they should be", "check that nothing else alters them"},
    {ER_BAD_FIELD_ERROR, Kind::session_lost, ErrorCode::internal,
     "the tables are not what they should be", "check that nothing else alters them"},
    // A session that begins now knows it, and loads nothing.
    {kLocalForbidden, Kind::session_lost, ErrorCode::unavailable,
     "the server forbids LOAD DATA LOCAL by now", "try again"},
    {kLocalForbiddenByMysql, Kind::session_lost, ErrorCode::unavailable,
     "the server forbids LOAD DATA LOCAL by now", "try again"},
    {ER_OPTION_PREVENTS_STATEMENT, Kind::plain, ErrorCode::unavailable, "the server is read-only",
     "connect to the primary, or switch read_only off"},
    {kReadOnlySuper, Kind::plain, ErrorCode::unavailable, "the server is read-only",
     "connect to the primary, or switch read_only off"},
    {ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, Kind::plain, ErrorCode::unavailable,
     "transactions are read-only", "switch tx_read_only off"},
    {ER_ACCESS_DENIED_ERROR, Kind::plain, ErrorCode::unavailable,
     "the server does not let this user in",
     "check user and password in the URL, MYSQL_PWD or the option file"},
    {kAccessDeniedNoPassword, Kind::plain, ErrorCode::unavailable,
     "the server does not let this user in", "check the user and how it proves itself"},
    {ER_DBACCESS_DENIED_ERROR, Kind::plain, ErrorCode::unavailable, kAccessRefused, kGrants},
    {ER_TABLEACCESS_DENIED_ERROR, Kind::plain, ErrorCode::unavailable, kAccessRefused, kGrants},
    {ER_COLUMNACCESS_DENIED_ERROR, Kind::plain, ErrorCode::unavailable, kAccessRefused, kGrants},
    {ER_SPECIFIC_ACCESS_DENIED_ERROR, Kind::plain, ErrorCode::unavailable, kAccessRefused, kGrants},
    {ER_BAD_DB_ERROR, Kind::plain, ErrorCode::not_found, "there is no such database",
     "make it with CREATE DATABASE, or correct the URL"},
    {ER_CON_COUNT_ERROR, Kind::plain, ErrorCode::unavailable, "the server has no connection left",
     "raise max_connections, or let fewer processes connect"},
    {ER_TOO_MANY_USER_CONNECTIONS, Kind::plain, ErrorCode::unavailable,
     "the user has no connection left", "raise max_user_connections"},
    {ER_USER_LIMIT_REACHED, Kind::plain, ErrorCode::unavailable, "the user's limit is reached",
     "raise it, or wait"},
    {ER_DISK_FULL, Kind::plain, ErrorCode::unavailable, "the server's disk is full",
     "make room; nothing was changed"},
    {ER_RECORD_FILE_FULL, Kind::plain, ErrorCode::unavailable, "the server's disk is full",
     "make room; nothing was changed"},
    {ER_ERROR_ON_WRITE, Kind::plain, ErrorCode::unavailable, "the server cannot write",
     "check its disk; nothing was changed"},
    {kServerFileError, Kind::plain, ErrorCode::unavailable, "the server's storage failed",
     "check its disk and its log"},
    {ER_OUT_OF_RESOURCES, Kind::plain, ErrorCode::unavailable, "the server is out of memory",
     "give it more, and try again"},
    {ER_NOT_KEYFILE, Kind::plain, ErrorCode::corrupt, "the server found damaged data",
     "check its disk, and restore a backup"},
    {ER_CRASHED_ON_USAGE, Kind::plain, ErrorCode::corrupt, "the server found damaged data",
     "check its disk, and restore a backup"},
    {CR_SSL_CONNECTION_ERROR, Kind::plain, ErrorCode::unavailable, "there is no TLS connection",
     "check ssl-mode, ssl-ca and the server's certificate"},
});

constexpr Meaning kNoConnection{0, Kind::session_lost, ErrorCode::unavailable,
                                "the server cannot be reached", kNoServer};
constexpr Meaning kRowRefused{0, Kind::row_refused, ErrorCode::conflict, "", ""};
constexpr Meaning kSessionLost{0, Kind::session_lost, ErrorCode::unavailable,
                               "the server ended the session", "try again when it is up"};
constexpr Meaning kUnknown{0, Kind::plain, ErrorCode::internal, "the server refused the request",
                           "please report this"};

const Meaning& meaning_of(unsigned code) {
    const auto is_in = [code](const auto& codes) {
        return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    if (is_in(kRowsRefused)) {
        return kRowRefused;
    }
    if (is_in(kSessionsLost)) {
        return kSessionLost;
    }
    const auto* const found =
        std::find_if(kMeanings.begin(), kMeanings.end(),
                     [code](const Meaning& meaning) { return meaning.code == code; });
    if (found != kMeanings.end()) {
        return *found;
    }
    return code >= kCannotConnectFirst && code < kClientErrorsEnd ? kNoConnection : kUnknown;
}

}  // namespace

void fail(unsigned code, const std::string& said, const std::string& location,
          std::string_view doing) {
    const Meaning& means = meaning_of(code);
    const std::string start = "database " + location + ": " + std::string(doing) + ": ";
    const std::string message = start + std::string(means.what) + " (" + said + ")" +
                                (means.remedy.empty() ? "" : "; " + std::string(means.remedy));
    switch (means.kind) {
        case Kind::session_lost:
            throw SessionLost(means.error, message);
        case Kind::conflict:
            throw TransactionConflict(message + "; try again");
        case Kind::row_refused:
            throw RowRefused(start + said, said);
        case Kind::plain:
            break;
    }
    throw Error(means.error, message);
}

bool was_interrupted(unsigned code) noexcept {
    return code == ER_QUERY_INTERRUPTED || code == kStatementTime || code == kExecutionTime ||
           code == ER_LOCK_WAIT_TIMEOUT;
}

}  // namespace model_counter::mysql
