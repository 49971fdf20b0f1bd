#include "model_counter/postgresql_database.hpp"
#include "support/caller.hpp"
#include "support/postgresql_server.hpp"

#include <memory>

namespace model_counter::test {
namespace {

class PostgresqlCaller final : public Caller {
public:
    explicit PostgresqlCaller(const std::string& url) : session_(url) {}

    void run(const std::string& sql) override { session_.run(sql); }

    std::int64_t number(const std::string& sql) override {
        return std::stoll(session_.run(sql).at(0).at(0));
    }

    void increment_in(Counters& counters, const OwnerRef& owner, std::string_view key,
                      std::int64_t amount) override {
        counters.increment_in(session_.get(), owner, key, amount);
    }

private:
    PostgresqlSession session_;
};

class PostgresqlCallerFixture final : public CallerFixture {
public:
    std::unique_ptr<Database> open() override {
        return open_postgresql_database({.url = schema_.url(), .owner_ids = OwnerIdKind::string});
    }
    std::unique_ptr<Caller> connect() override {
        return std::make_unique<PostgresqlCaller>(schema_.url());
    }
    std::unique_ptr<Caller> connect_elsewhere() override {
        return std::make_unique<PostgresqlCaller>(other_schema_.url());
    }
    [[nodiscard]] std::vector<std::string> begin_read_only() const override {
        return {"BEGIN READ ONLY"};
    }
    [[nodiscard]] bool survives_errors() const override { return false; }

private:
    PostgresqlSchema schema_;
    PostgresqlSchema other_schema_;
};

}  // namespace

CallerKind postgresql_caller_kind() {
    return {"postgresql", [] { return std::make_unique<PostgresqlCallerFixture>(); }};
}

}  // namespace model_counter::test
