#include "database/postgresql/connection.hpp"

#include "database/postgresql/failure.hpp"
#include "database/postgresql/libpq.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <limits>
#include <vector>

namespace model_counter::postgresql {
namespace {

using std::chrono::milliseconds;

/// For poll(2): rounded up, so that it does not return just before the deadline.
int poll_timeout(const Deadline& deadline) {
    if (deadline.is_never()) {
        return -1;
    }
    const auto left = std::chrono::ceil<milliseconds>(deadline.remaining()).count();
    return static_cast<int>(std::min<std::int64_t>(left, std::numeric_limits<int>::max()));
}

std::string name_of(Query query) {
    return "model_counter_" + std::to_string(static_cast<std::size_t>(query));
}

/// Parameters as libpq takes them; all of them are binary.
struct Arguments {
    explicit Arguments(const Parameters& parameters) {
        for (std::size_t i = 0; i < parameters.count(); ++i) {
            values.push_back(parameters.value(i).data());
            sizes.push_back(static_cast<int>(parameters.value(i).size()));
            formats.push_back(1);
        }
    }
    std::vector<const char*> values;
    std::vector<int> sizes;
    std::vector<int> formats;
};

}  // namespace

Connection::Connection(const Place& place, const Deadline& deadline)
    : place_(place), deadline_(deadline) {
    try {
        connect();
        look_at_session();
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

Connection::~Connection() { PQfinish(handle_); }

void Connection::connect() {
    const Deadline callers = deadline_;
    deadline_ = std::min(callers, Deadline::after(place_.url.connect_timeout));
    const std::array keywords{"dbname", "client_encoding", "fallback_application_name",
                              static_cast<const char*>(nullptr)};
    const std::array values{place_.url.text.c_str(), "UTF8", "model-counter",
                            static_cast<const char*>(nullptr)};
    handle_ = PQconnectStartParams(keywords.data(), values.data(), 1);
    if (handle_ == nullptr || PQstatus(handle_) == CONNECTION_BAD) {
        fail_to_connect(handle_, place_.url.location);
    }
    PQsetNoticeReceiver(
        handle_, [](void*, const PGresult*) {}, nullptr);
    PQsetErrorVerbosity(handle_, PQERRORS_VERBOSE);  // an error of connecting has no other code
    for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;) {
        if (state == PGRES_POLLING_FAILED) {
            fail_to_connect(handle_, place_.url.location);
        }
        try {
            wait(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, "connecting");
        } catch (const Error& error) {
            if (error.kind() != ErrorCode::timeout || callers.expired()) {
                throw;
            }
            throw Error(ErrorCode::unavailable,
                        "database " + place_.url.location + ": connecting: no answer within " +
                            std::to_string(place_.url.connect_timeout.count()) +
                            " ms; check host and port, or raise connect_timeout");
        }
        state = PQconnectPoll(handle_);
    }
    PQsetErrorVerbosity(handle_, PQERRORS_DEFAULT);
    PQsetnonblocking(handle_, 1);
    socket_ = PQsocket(handle_);
    deadline_ = callers;
}

void Connection::look_at_session() {
    const Result facts = query(
        "SELECT pg_is_in_recovery(), pg_backend_pid()::bigint, current_setting('server_encoding')",
        {}, "looking at the server");
    if (facts.is_true(0, 0)) {
        throw Error(ErrorCode::unavailable,
                    "database " + place_.url.location +
                        " is a standby, which lags and cannot be written; connect to the primary, "
                        "or name all hosts and add target_session_attrs=primary");
    }
    is_pooled_ = facts.integer(0, 1) != PQbackendPID(handle_);
    const std::string_view encoding = facts.text(0, 2);
    if (encoding != "UTF8" && encoding != "SQL_ASCII") {
        throw Error(ErrorCode::conflict,
                    "database " + place_.url.location + " has the encoding " +
                        std::string(encoding) +
                        ", which cannot hold every text; make one with ENCODING 'UTF8'");
    }
}

Result Connection::run(const std::string& sql, std::string_view doing) {
    return finish(PQsendQuery(handle_, sql.c_str()), doing);
}

Result Connection::query(Query query, const Parameters& parameters, std::string_view doing) {
    if (is_pooled_) {
        return this->query(place_.queries.text(query), parameters, doing);
    }
    const auto index = static_cast<std::size_t>(query);
    if (!prepared_.test(index)) {
        prepare(query, parameters);
        prepared_.set(index);
    }
    const Arguments arguments(parameters);
    return finish(PQsendQueryPrepared(handle_, name_of(query).c_str(),
                                      static_cast<int>(parameters.count()), arguments.values.data(),
                                      arguments.sizes.data(), arguments.formats.data(), 0),
                  doing);
}

Result Connection::query(const std::string& sql, const Parameters& parameters,
                         std::string_view doing) {
    const Arguments arguments(parameters);
    return finish(PQsendQueryParams(handle_, sql.c_str(), static_cast<int>(parameters.count()),
                                    parameters.types().data(), arguments.values.data(),
                                    arguments.sizes.data(), arguments.formats.data(), 0),
                  doing);
}

void Connection::prepare(Query query, const Parameters& parameters) {
    finish(PQsendPrepare(handle_, name_of(query).c_str(), place_.queries.text(query).c_str(),
                         static_cast<int>(parameters.count()), parameters.types().data()),
           "preparing a statement");
}

Result Connection::finish(int sent, std::string_view doing) {
    if (sent == 0) {
        fail(handle_, nullptr, place_.url.location, doing);
    }
    send_all(doing);
    Result last;
    Result failed;
    for (Result result = next(doing); result.get() != nullptr; result = next(doing)) {
        const ExecStatusType status = PQresultStatus(result.get());
        const bool good = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
        if (!good && failed.get() == nullptr) {
            failed = std::move(result);
        } else {
            last = std::move(result);
        }
    }
    if (failed.get() != nullptr) {
        fail_with(failed, doing);
    }
    return last;
}

void Connection::send_all(std::string_view doing) {
    for (int left = PQflush(handle_); left != 0; left = PQflush(handle_)) {
        if (left < 0) {
            fail(handle_, nullptr, place_.url.location, doing);
        }
        // Reading meanwhile keeps the two sides from waiting for each other.
        if ((wait(POLLIN | POLLOUT, doing) & POLLIN) != 0) {
            PQconsumeInput(handle_);
        }
    }
}

/// The statements' next result; an empty one after the last.
Result Connection::next(std::string_view doing) {
    while (PQisBusy(handle_) != 0) {
        wait(POLLIN, doing);
        if (PQconsumeInput(handle_) == 0) {
            break;  // the connection is lost; what it said before is the next result
        }
    }
    return Result(PQgetResult(handle_));
}

void Connection::fail_with(const Result& result, std::string_view doing) {
    const char* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    // A transaction has its deadline as statement_timeout too, and the server may be faster.
    constexpr milliseconds kAlmost{100};
    if (state != nullptr && std::string_view(state) == "57014" && deadline_.remaining() < kAlmost) {
        fail_in_time(place_.url.location, doing);
    }
    fail(handle_, result.get(), place_.url.location, doing);
}

bool Connection::looks_dead() const {
    pollfd asked{PQsocket(handle_), POLLIN, 0};
    // Nothing was asked: what comes now is an end, or a notice that the next statement reads.
    if (poll(&asked, 1, 0) == 0) {
        return false;
    }
    char byte = 0;
    const ssize_t got = recv(asked.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got <= 0 || PQstatus(handle_) == CONNECTION_BAD;
}

short Connection::wait(short events, std::string_view doing) {
    for (;;) {
        if (deadline_.expired()) {
            fail_in_time(place_.url.location, doing);
        }
        pollfd asked{PQsocket(handle_), events, 0};
        const int ready = poll(&asked, 1, poll_timeout(deadline_));
        if (ready > 0) {
            return asked.revents;
        }
        if (ready < 0 && errno != EINTR) {
            throw SessionLost(ErrorCode::unavailable,
                              "database " + place_.url.location + ": cannot wait for the server");
        }
    }
}

}  // namespace model_counter::postgresql
