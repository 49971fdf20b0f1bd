#include "database/mysql/connection.hpp"

#include "database/mysql/failure.hpp"
#include "database/mysql/libmariadb.hpp"

#include <errmsg.h>
#include <mysqld_error.h>
#include <poll.h>
#include <sys/socket.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <vector>

namespace model_counter::mysql {
namespace {

using std::chrono::milliseconds;

/// Statements that a session keeps prepared; beyond it, all are forgotten and made again.
constexpr std::size_t kStatementsMax = 64;

/// The file that LOAD DATA LOCAL reads: text of ours, whatever name the server asks for.
struct LoadedText {
    std::string_view left;

    static int begin(void** reader, const char*, void* text) {
        *reader = text;
        return text == nullptr ? 1 : 0;
    }
    static int read(void* reader, char* buffer, unsigned size) {
        auto& text = *static_cast<LoadedText*>(reader);
        const std::size_t bytes = std::min<std::size_t>(size, text.left.size());
        std::memcpy(buffer, text.left.data(), bytes);
        text.left.remove_prefix(bytes);
        return static_cast<int>(bytes);
    }
    static void end(void*) {}
    static int error(void*, char* buffer, unsigned size) {
        if (size > 0) {
            *buffer = '\0';
        }
        return 1;
    }
};

/// The values as the client library takes them; they must outlive it.
std::vector<MYSQL_BIND> bind(const Parameters& parameters) {
    std::vector<MYSQL_BIND> binds(parameters.values().size());
    for (std::size_t i = 0; i < binds.size(); ++i) {
        const Parameters::Value& value = parameters.values()[i];
        if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
            binds[i].buffer_type = MYSQL_TYPE_LONGLONG;
            binds[i].buffer = const_cast<std::int64_t*>(integer);
        } else {
            const std::string& text = std::get<std::string>(value);
            binds[i].buffer_type = MYSQL_TYPE_BLOB;
            binds[i].buffer = const_cast<char*>(text.data());
            binds[i].buffer_length = text.size();
        }
    }
    return binds;
}

}  // namespace

void Connection::CloseStatement::operator()(st_mysql_stmt* statement) const {
    mysql_stmt_close(statement);
}

Connection::Connection(const Place& place, const Deadline& deadline)
    : place_(place), deadline_(deadline), handle_(mysql_init(nullptr)) {
    if (handle_ == nullptr) {
        throw std::bad_alloc();
    }
    try {
        set_options();
        connect();
        set_session();
    } catch (...) {
        mysql_close(handle_);
        throw;
    }
}

Connection::~Connection() {
    if (stopped_midway_ && socket_ >= 0) {
        // It may be in the middle of a message: nothing can be said on it any more.
        ::shutdown(socket_, SHUT_RDWR);
    }
    mysql_close(handle_);
}

void Connection::set_options() {
    const ServerUrl& url = place_.url;
    const auto set = [this](mysql_option option, const void* value) {
        mysql_options(handle_, option, value);
    };
    constexpr my_bool kYes = 1;
    constexpr my_bool kNo = 0;
    constexpr unsigned kLocalFiles = 1;
    set(MYSQL_OPT_NONBLOCK, nullptr);
    set(MYSQL_READ_DEFAULT_GROUP, "client");
    set(MYSQL_SET_CHARSET_NAME, "utf8mb4");
    set(MYSQL_OPT_RECONNECT, &kNo);
    set(MYSQL_OPT_LOCAL_INFILE, &kLocalFiles);
    set(MYSQL_REPORT_DATA_TRUNCATION, &kYes);
    const auto seconds = static_cast<unsigned>(url.connect_timeout.count());
    set(MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    if (url.tls == ServerUrl::Tls::off) {
        set(MYSQL_OPT_SSL_ENFORCE, &kNo);
    } else if (url.tls != ServerUrl::Tls::by_option_file) {
        set(MYSQL_OPT_SSL_ENFORCE, &kYes);
        set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, url.tls == ServerUrl::Tls::verified ? &kYes : &kNo);
    }
    const auto set_path = [&](mysql_option option, const std::string& path) {
        if (!path.empty()) {
            set(option, path.c_str());
        }
    };
    set_path(MYSQL_OPT_SSL_CA, url.tls_ca);
    set_path(MYSQL_OPT_SSL_CERT, url.tls_certificate);
    set_path(MYSQL_OPT_SSL_KEY, url.tls_key);
    // No file of this machine is ever sent: what LOAD DATA LOCAL reads is set before each.
    mysql_set_local_infile_handler(handle_, LoadedText::begin, LoadedText::read, LoadedText::end,
                                   LoadedText::error, nullptr);
}

void Connection::connect() {
    const ServerUrl& url = place_.url;
    const Deadline callers = deadline_;
    deadline_ = std::min(callers, Deadline::after(url.connect_timeout));
    const auto or_default = [](const std::string& text) {
        return text.empty() ? nullptr : text.c_str();
    };
    MYSQL* connected = nullptr;
    try {
        drive(
            [&] {
                return mysql_real_connect_start(&connected, handle_, or_default(url.host),
                                                or_default(url.user), or_default(url.password),
                                                url.database.c_str(), url.port,
                                                or_default(url.socket), CLIENT_FOUND_ROWS);
            },
            [&](int status) { return mysql_real_connect_cont(&connected, handle_, status); },
            "connecting");
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::timeout || callers.expired()) {
            throw;
        }
        throw Error(ErrorCode::unavailable,
                    "database " + url.location + ": connecting: no answer within " +
                        std::to_string(url.connect_timeout.count()) +
                        " s; check host and port, or raise connect-timeout");
    }
    if (connected == nullptr) {
        fail_now("connecting");
    }
    // The client library goes on without TLS where the server has none.
    const bool wants_tls =
        url.tls == ServerUrl::Tls::required || url.tls == ServerUrl::Tls::verified;
    if (wants_tls && mysql_get_ssl_cipher(handle_) == nullptr) {
        fail_with(CR_SSL_CONNECTION_ERROR, "the server offers none", "connecting");
    }
    socket_ = static_cast<int>(mysql_get_socket(handle_));
    deadline_ = callers;
}

void Connection::set_session() {
    run("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', "
        "time_zone = '+00:00', autocommit = 1",
        "setting up the session");
    run("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", "setting up the session");
    const Result facts = query("SELECT @@local_infile", {}, "looking at the server");
    may_load_ = facts.integer(0, 0) == 1;
}

void Connection::run(const std::string& sql, std::string_view doing) {
    int failed = 0;
    drive([&] { return mysql_real_query_start(&failed, handle_, sql.data(), sql.size()); },
          [&](int status) { return mysql_real_query_cont(&failed, handle_, status); }, doing);
    if (failed != 0) {
        fail_now(doing);
    }
    MYSQL_RES* rows = nullptr;
    drive([&] { return mysql_store_result_start(&rows, handle_); },
          [&](int status) { return mysql_store_result_cont(&rows, handle_, status); }, doing);
    mysql_free_result(rows);
    if (mysql_errno(handle_) != 0) {
        fail_now(doing);
    }
}

st_mysql_stmt& Connection::prepared(const std::string& sql, std::string_view doing) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) {
        return *found->second;
    }
    if (statements_.size() >= kStatementsMax) {
        statements_.clear();
    }
    StatementHandle statement(mysql_stmt_init(handle_));
    if (!statement) {
        throw std::bad_alloc();
    }
    int failed = 0;
    drive(
        [&] { return mysql_stmt_prepare_start(&failed, statement.get(), sql.data(), sql.size()); },
        [&](int status) { return mysql_stmt_prepare_cont(&failed, statement.get(), status); },
        doing);
    if (failed != 0) {
        fail_now(*statement, doing);
    }
    return *statements_.emplace(sql, std::move(statement)).first->second;
}

Result Connection::query(const std::string& sql, const Parameters& parameters,
                         std::string_view doing) {
    st_mysql_stmt& statement = prepared(sql, doing);
    std::vector<MYSQL_BIND> binds = bind(parameters);
    if (!binds.empty() && mysql_stmt_bind_param(&statement, binds.data()) != 0) {
        fail_now(statement, doing);
    }
    int failed = 0;
    drive([&] { return mysql_stmt_execute_start(&failed, &statement); },
          [&](int status) { return mysql_stmt_execute_cont(&failed, &statement, status); }, doing);
    if (failed != 0) {
        fail_now(statement, doing);
    }
    return rows_of(statement, doing);
}

Result Connection::rows_of(st_mysql_stmt& statement, std::string_view doing) {
    const unsigned columns = mysql_stmt_field_count(&statement);
    if (columns == 0) {
        return Result(mysql_stmt_affected_rows(&statement));
    }
    constexpr my_bool kYes = 1;
    mysql_stmt_attr_set(&statement, STMT_ATTR_UPDATE_MAX_LENGTH, &kYes);
    int failed = 0;
    drive([&] { return mysql_stmt_store_result_start(&failed, &statement); },
          [&](int status) { return mysql_stmt_store_result_cont(&failed, &statement, status); },
          doing);
    if (failed != 0) {
        fail_now(statement, doing);
    }
    const std::unique_ptr<MYSQL_RES, FreeRows> shape(mysql_stmt_result_metadata(&statement));
    std::vector<std::string> buffers(columns);
    std::vector<unsigned long> sizes(columns);
    std::vector<my_bool> nulls(columns);
    std::vector<MYSQL_BIND> binds(columns);
    constexpr std::size_t kNumberBytes = 32;
    for (unsigned i = 0; i < columns; ++i) {
        const MYSQL_FIELD* const field = mysql_fetch_field_direct(shape.get(), i);
        buffers[i].resize(std::max<std::size_t>(field->max_length, kNumberBytes));
        binds[i].buffer_type = MYSQL_TYPE_STRING;
        binds[i].buffer = buffers[i].data();
        binds[i].buffer_length = buffers[i].size();
        binds[i].length = &sizes[i];
        binds[i].is_null = &nulls[i];
    }
    if (mysql_stmt_bind_result(&statement, binds.data()) != 0) {
        fail_now(statement, doing);
    }
    Result result;
    for (;;) {
        const int fetched = mysql_stmt_fetch(&statement);
        if (fetched == MYSQL_NO_DATA) {
            break;
        }
        if (fetched != 0) {
            fail_now(statement, doing);
        }
        std::vector<std::string> row(columns);
        for (unsigned i = 0; i < columns; ++i) {
            row[i] = nulls[i] != 0 ? std::string() : buffers[i].substr(0, sizes[i]);
        }
        result.add_row(std::move(row));
    }
    mysql_stmt_free_result(&statement);
    return result;
}

std::uint64_t Connection::load(const std::string& sql, std::string_view data,
                               std::string_view doing) {
    LoadedText text{data};
    const auto offer = [this](LoadedText* offered) {
        mysql_set_local_infile_handler(handle_, LoadedText::begin, LoadedText::read,
                                       LoadedText::end, LoadedText::error, offered);
    };
    offer(&text);
    try {
        run(sql, doing);
    } catch (const Error&) {
        offer(nullptr);
        if (mysql_errno(handle_) != ER_RECORD_FILE_FULL) {
            throw;
        }
        return 0;
    }
    offer(nullptr);
    return mysql_warning_count(handle_) == 0 ? mysql_affected_rows(handle_) : 0;
}

void Connection::limit_lock_waits() {
    if (deadline_.is_never() && !limits_locks_) {
        return;
    }
    std::string limit = "DEFAULT";
    if (!deadline_.is_never()) {
        constexpr std::int64_t kSecondsMax = 1'000'000;
        const auto left = std::chrono::ceil<std::chrono::seconds>(deadline_.remaining()).count();
        limit = std::to_string(std::clamp<std::int64_t>(left, 1, kSecondsMax));
    }
    run("SET SESSION innodb_lock_wait_timeout = " + limit, "setting up the session");
    limits_locks_ = !deadline_.is_never();
}

bool Connection::looks_dead() const {
    pollfd asked{socket_, POLLIN, 0};
    // Nothing was asked: what comes now is an end.
    return poll(&asked, 1, 0) != 0;
}

template <class Start, class GoOn>
void Connection::drive(const Start& start, const GoOn& go_on, std::string_view doing) {
    if (deadline_.expired()) {
        fail_in_time(place_.url.location, doing);
    }
    for (int status = start(); status != 0;) {
        status = go_on(wait(status, doing));
    }
}

int Connection::wait(int status, std::string_view doing) {
    const auto has = [status](int flag) { return (status & flag) != 0; };
    const auto events = static_cast<short>((has(MYSQL_WAIT_READ) ? POLLIN : 0) |
                                           (has(MYSQL_WAIT_WRITE) ? POLLOUT : 0) |
                                           (has(MYSQL_WAIT_EXCEPT) ? POLLPRI : 0));
    socket_ = static_cast<int>(mysql_get_socket(handle_));
    for (;;) {
        auto left = std::int64_t{-1};
        if (!deadline_.is_never()) {
            left = std::chrono::ceil<milliseconds>(deadline_.remaining()).count();
        }
        bool librarys = false;
        if (has(MYSQL_WAIT_TIMEOUT)) {
            const auto own = std::int64_t{mysql_get_timeout_value_ms(handle_)};
            librarys = left < 0 || own < left;
            left = librarys ? own : left;
        }
        pollfd asked{socket_, events, 0};
        const int ready =
            poll(&asked, 1,
                 static_cast<int>(std::min<std::int64_t>(left, std::numeric_limits<int>::max())));
        if (ready > 0) {
            return ((asked.revents & (POLLIN | POLLHUP | POLLERR)) != 0 ? MYSQL_WAIT_READ : 0) |
                   ((asked.revents & POLLOUT) != 0 ? MYSQL_WAIT_WRITE : 0) |
                   ((asked.revents & POLLPRI) != 0 ? MYSQL_WAIT_EXCEPT : 0);
        }
        if (ready < 0 && errno != EINTR) {
            stopped_midway_ = true;
            throw SessionLost(ErrorCode::unavailable,
                              "database " + place_.url.location + ": cannot wait for the server");
        }
        if (deadline_.expired()) {
            stopped_midway_ = true;
            fail_in_time(place_.url.location, doing);
        }
        if (ready == 0 && librarys) {
            return MYSQL_WAIT_TIMEOUT;
        }
    }
}

void Connection::fail_now(std::string_view doing) {
    fail_with(mysql_errno(handle_), mysql_error(handle_), doing);
}

void Connection::fail_now(st_mysql_stmt& statement, std::string_view doing) {
    fail_with(mysql_stmt_errno(&statement), mysql_stmt_error(&statement), doing);
}

void Connection::fail_with(unsigned code, const std::string& said, std::string_view doing) {
    // The server's own limits follow from the deadline, and it may be faster.
    constexpr milliseconds kAlmost{100};
    if (was_interrupted(code) && deadline_.remaining() < kAlmost) {
        fail_in_time(place_.url.location, doing);
    }
    fail(code, said, place_.url.location, doing);
}

}  // namespace model_counter::mysql
