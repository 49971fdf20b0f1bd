#include "model_counter/sqlite_database.hpp"
#include "support/caller.hpp"
#include "support/temporary_directory.hpp"

#include <sqlite3.h>
#include <stdexcept>

namespace model_counter::test {
namespace {

int keep_number(void* number, int, char** values, char**) {
    *static_cast<std::int64_t*>(number) = std::stoll(values[0]);
    return 0;
}

class SqliteCaller final : public Caller {
public:
    explicit SqliteCaller(const std::string& path) {
        sqlite3_open(path.c_str(), &connection_);
        sqlite3_busy_timeout(connection_, 20'000);
    }
    ~SqliteCaller() override { sqlite3_close(connection_); }
    SqliteCaller(const SqliteCaller&) = delete;
    SqliteCaller& operator=(const SqliteCaller&) = delete;

    void run(const std::string& sql) override { execute(sql, nullptr); }

    std::int64_t number(const std::string& sql) override {
        std::int64_t number = 0;
        execute(sql, &number);
        return number;
    }

    void increment_in(Counters& counters, const OwnerRef& owner, std::string_view key,
                      std::int64_t amount) override {
        counters.increment_in(connection_, owner, key, amount);
    }

private:
    void execute(const std::string& sql, std::int64_t* number) {
        if (sqlite3_exec(connection_, sql.c_str(), number != nullptr ? keep_number : nullptr,
                         number, nullptr) != SQLITE_OK) {
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(connection_));
        }
    }

    sqlite3* connection_ = nullptr;
};

class SqliteCallerFixture final : public CallerFixture {
public:
    std::unique_ptr<Database> open() override {
        return open_sqlite_database({.path = directory_.file("counters.sqlite3"),
                                     .busy_timeout = std::chrono::seconds(20)});
    }
    std::unique_ptr<Caller> connect() override {
        return std::make_unique<SqliteCaller>(directory_.file("counters.sqlite3"));
    }
    std::unique_ptr<Caller> connect_elsewhere() override {
        return std::make_unique<SqliteCaller>(directory_.file("other.sqlite3"));
    }
    [[nodiscard]] std::vector<std::string> begin_read_only() const override {
        return {"PRAGMA query_only = ON", "BEGIN"};
    }

private:
    TemporaryDirectory directory_;
};

}  // namespace

CallerKind sqlite_caller_kind() {
    return {"sqlite", [] { return std::make_unique<SqliteCallerFixture>(); }};
}

}  // namespace model_counter::test
