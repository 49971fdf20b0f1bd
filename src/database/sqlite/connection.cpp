#include "database/sqlite/connection.hpp"

#include "database/sqlite/failure.hpp"

#include <sqlite3.h>
#include <algorithm>
#include <thread>

namespace model_counter::sqlite {
namespace {

/// Steps of SQLite's virtual machine between two looks at the clock: some ten microseconds.
constexpr int kStepsBetweenLooks = 1000;

}  // namespace

Connection::Connection(const Place& place, Use use, const Deadline& deadline) : place_(place) {
    try {
        open(use);
        within(deadline, [&] { set_up(use); });
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Connection::~Connection() {
    statements_ = {};
    sqlite3_close_v2(handle_);
}

void Connection::open(Use use) {
    const bool may_write = !place_.read_only && use != Use::read;
    // A reader may have to replay the journal of a process that died: that writes.
    const int access = place_.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (may_write && use == Use::create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(place_.path.c_str(), &handle_, flags, nullptr);
    if (code != SQLITE_OK) {
        fail(handle_, code, place_.path, "opening it");
    }
}

void Connection::set_up(Use use) {
    // A name in double quotes that means nothing must be an error, not a text.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_busy_handler(handle_, wait_for_others, this);
    const int code = register_batch_table(handle_, &batch_);
    if (code != SQLITE_OK) {
        fail(handle_, code, place_.path, "preparing a connection");
    }
    run("PRAGMA temp_store = MEMORY");  // where a statement keeps what it may have to undo
    if (use == Use::read) {
        run("PRAGMA query_only = ON");
    } else {
        run("PRAGMA cache_size = -32768");  // of KiB; only a fold fills it
    }
    set_up_journal();
}

void Connection::set_up_journal() {
    Statement journal(handle_, place_.path, "PRAGMA journal_mode");
    auto rows = journal.query();
    is_wal_ = rows.next() && rows.text(0) == "wal";
    // Without WAL only EXTRA also syncs the directory, where deleting the journal is the commit.
    run(is_wal_ ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = EXTRA");
}

Statement& Connection::operator[](Query query) {
    auto& statement = statements_[static_cast<std::size_t>(query)];
    if (!statement) {
        statement = std::make_unique<Statement>(handle_, place_.path, place_.queries.text(query));
    }
    return *statement;
}

void Connection::run(const std::string& sql) { Statement(handle_, place_.path, sql).execute(); }

std::int64_t Connection::changes() const noexcept { return sqlite3_changes64(handle_); }

bool Connection::is_idle() const noexcept { return sqlite3_get_autocommit(handle_) != 0; }

bool Connection::has_moved() const noexcept {
    int moved = 0;
    sqlite3_file_control(handle_, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

void Connection::set_deadline(const Deadline& deadline) noexcept {
    deadline_ = deadline;
    deadline_ended_wait_ = false;
    if (interrupts_ == deadline.is_never()) {
        interrupts_ = !deadline.is_never();
        sqlite3_progress_handler(handle_, interrupts_ ? kStepsBetweenLooks : 0, has_passed, this);
    }
}

void Connection::stop_interrupting() noexcept {
    interrupts_ = false;
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
}

void Connection::fail_at_deadline(const Error& error) const {
    if (deadline_ended_wait_ && error.kind() == ErrorCode::unavailable) {
        throw Error(ErrorCode::timeout,
                    std::string(error.what()) + "; the deadline ended the wait, nothing was done");
    }
}

int Connection::has_passed(void* connection) {
    return static_cast<Connection*>(connection)->deadline_.expired() ? 1 : 0;
}

int Connection::wait_for_others(void* connection, int attempt) {
    auto& self = *static_cast<Connection*>(connection);
    if (attempt == 0) {
        self.waiting_until_ = std::min(Deadline::after(self.place_.busy_timeout), self.deadline_);
    }
    const auto left = self.waiting_until_.remaining();
    if (left == Deadline::Clock::duration::zero()) {
        self.deadline_ended_wait_ = self.deadline_.expired();
        return 0;
    }
    const auto pause = std::chrono::microseconds(200) * std::min(attempt + 1, 50);
    std::this_thread::sleep_for(std::min<Deadline::Clock::duration>(pause, left));
    return 1;
}

}  // namespace model_counter::sqlite
