#include "database/postgresql/failure.hpp"

#include "database/postgresql/libpq.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace model_counter::postgresql {
namespace {

constexpr std::string_view kGrants =
    "grant this role what docs/operating/postgresql.md lists, as the tables' owner";

enum class Kind { plain, session_lost, conflict, row_refused };

/// What a class of SQLSTATEs, or one of them, means here. Longer prefixes come first.
struct Meaning {
    std::string_view state;
    Kind kind;
    ErrorCode code;
    std::string_view what;
    std::string_view remedy;
};

constexpr std::array kMeanings = std::to_array<Meaning>({
    {"40P01", Kind::conflict, ErrorCode::unavailable, "it was in a deadlock with another", ""},
    {"40001", Kind::conflict, ErrorCode::unavailable, "another transaction was faster", ""},
    {"23", Kind::row_refused, ErrorCode::conflict, "", ""},
    {"22", Kind::row_refused, ErrorCode::conflict, "", ""},
    {"44", Kind::row_refused, ErrorCode::conflict, "", ""},
    {"P0001", Kind::row_refused, ErrorCode::conflict, "", ""},
    {"57014", Kind::plain, ErrorCode::unavailable, "it was cancelled",
     "raise statement_timeout, or try again"},
    {"57P", Kind::session_lost, ErrorCode::unavailable, "the server ended the connection",
     "try again when it is up"},
    {"08", Kind::session_lost, ErrorCode::unavailable, "the connection failed",
     "try again when the server is up"},
    {"25P0", Kind::session_lost, ErrorCode::unavailable, "the server ended the transaction",
     "try again"},
    {"25006", Kind::plain, ErrorCode::unavailable, "the database is read-only",
     "connect to the primary, or let transactions write"},
    {"26000", Kind::session_lost, ErrorCode::unavailable, "the session's statements are gone",
     "try again"},
    {"0A000", Kind::session_lost, ErrorCode::internal, "the server cannot do this",
     "please report this"},
    {"42501", Kind::plain, ErrorCode::unavailable, "access was refused", kGrants},
    {"3F000", Kind::plain, ErrorCode::not_found, "there is no schema to look in",
     "make it, or set search_path"},
    {"42", Kind::session_lost, ErrorCode::internal, "the tables are not what they should be",
     "check that nothing else alters them"},
    {"55P03", Kind::plain, ErrorCode::unavailable, "another transaction holds a lock",
     "try again when it has ended, or raise lock_timeout"},
    {"53100", Kind::plain, ErrorCode::unavailable, "the server's disk is full",
     "make room; nothing was changed"},
    {"53300", Kind::plain, ErrorCode::unavailable, "the server has no connection left",
     "raise max_connections, or let fewer processes connect"},
    {"53", Kind::plain, ErrorCode::unavailable, "the server is out of resources",
     "give it more, and try again"},
    {"58", Kind::plain, ErrorCode::unavailable, "reading or writing failed on the server",
     "check its disk and its log"},
    {"XX001", Kind::plain, ErrorCode::corrupt, "the server found damaged data",
     "check its disk, and restore a backup"},
    {"XX002", Kind::plain, ErrorCode::corrupt, "an index is damaged", "run REINDEX"},
    {"28P01", Kind::plain, ErrorCode::unavailable, "the password is wrong",
     "correct it in the URL, PGPASSWORD or the password file"},
    {"28", Kind::plain, ErrorCode::unavailable, "the server does not let this role in",
     "check the role, and the server's pg_hba.conf"},
    {"3D000", Kind::plain, ErrorCode::not_found, "there is no such database",
     "make it with createdb, or correct the URL"},
});

constexpr Meaning kNoConnection{"", Kind::session_lost, ErrorCode::unavailable,
                                "the server cannot be reached",
                                "check host and port, and that it runs"};
constexpr Meaning kUnknown{"", Kind::plain, ErrorCode::internal, "the server refused the request",
                           "please report this"};

const Meaning* find(std::string_view state) {
    const auto* const found = std::find_if(
        kMeanings.begin(), kMeanings.end(),
        [&](const Meaning& meaning) { return !state.empty() && state.starts_with(meaning.state); });
    return found == kMeanings.end() ? nullptr : found;
}

std::string without_end(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

[[noreturn]] void raise(const Meaning& means, const std::string& start, const std::string& said) {
    const std::string message = start + std::string(means.what) + " (" + said + ")" +
                                (means.remedy.empty() ? "" : "; " + std::string(means.remedy));
    switch (means.kind) {
        case Kind::session_lost:
            throw SessionLost(means.code, message);
        case Kind::conflict:
            throw TransactionConflict(message + "; try again");
        case Kind::row_refused:
            throw RowRefused(start + said, said);
        case Kind::plain:
            break;
    }
    throw Error(means.code, message);
}

/// libpq writes `FATAL:  28P01: password ...` when it is asked for everything it knows.
std::string state_in(const std::string& words) {
    constexpr std::size_t kSize = 5;
    std::string state;
    for (auto at = words.find(":  "); at != std::string::npos; at = words.find(":  ", at + 1)) {
        const std::string candidate = words.substr(at + 3, kSize + 1);
        const bool good = candidate.size() == kSize + 1 && candidate[kSize] == ':' &&
                          std::all_of(candidate.begin(), candidate.end() - 1, [](char c) {
                              return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                          });
        if (good) {
            state = candidate.substr(0, kSize);  // of several hosts the last one's
        }
    }
    return state;
}

/// In one line, without what only the server's developers want to know.
std::string in_one_line(const std::string& words) {
    std::istringstream lines(words);
    std::string result;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("LOCATION:")) {
            const auto begin = line.find_first_not_of("\t ");
            result += (result.empty() ? "" : " ") + line.substr(std::min(begin, line.size()));
        }
    }
    return without_end(result);
}

}  // namespace

void fail(pg_conn* connection, const pg_result* result, const std::string& location,
          std::string_view doing) {
    const std::string start = "database " + location + ": " + std::string(doing) + ": ";
    const char* const state =
        result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* const primary =
        result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string said = without_end(primary != nullptr ? primary : PQerrorMessage(connection));
    const bool lost = PQstatus(connection) == CONNECTION_BAD;
    const Meaning* const means = find(state == nullptr ? "" : state);
    if (lost && (means == nullptr || means->kind != Kind::session_lost)) {
        raise(kNoConnection, start, said);
    }
    raise(means == nullptr ? (state == nullptr ? kNoConnection : kUnknown) : *means, start, said);
}

void fail_to_connect(pg_conn* connection, const std::string& location) {
    const std::string words = PQerrorMessage(connection);
    const Meaning* const means = find(state_in(words));
    const Meaning& shown = means == nullptr ? kNoConnection : *means;
    throw Error(shown.code, "database " + location + ": connecting: " + std::string(shown.what) +
                                " (" + in_one_line(words) + "); " + std::string(shown.remedy));
}

}  // namespace model_counter::postgresql
