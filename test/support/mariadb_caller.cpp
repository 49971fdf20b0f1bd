#include "model_counter/mysql_database.hpp"
#include "support/caller.hpp"
#include "support/mariadb_server.hpp"

#include <memory>

namespace model_counter::test {
namespace {

class MariadbCaller final : public Caller {
public:
    explicit MariadbCaller(const MariadbSchema& schema) : session_(schema.place(), schema.name()) {
        // As an application may have it: what does not fit is clipped, not refused.
        session_.run("SET SESSION sql_mode = ''");
    }

    void run(const std::string& sql) override { session_.run(sql); }

    std::int64_t number(const std::string& sql) override {
        return std::stoll(session_.run(sql).at(0).at(0));
    }

    void increment_in(Counters& counters, const OwnerRef& owner, std::string_view key,
                      std::int64_t amount) override {
        counters.increment_in(session_.handle(), owner, key, amount);
    }

private:
    MariadbSession session_;
};

class MariadbCallerFixture final : public CallerFixture {
public:
    std::unique_ptr<Database> open() override {
        return open_mysql_database({.url = schema_.url(), .owner_ids = OwnerIdKind::string});
    }
    std::unique_ptr<Caller> connect() override { return std::make_unique<MariadbCaller>(schema_); }
    std::unique_ptr<Caller> connect_elsewhere() override {
        return std::make_unique<MariadbCaller>(other_schema_);
    }
    [[nodiscard]] std::vector<std::string> begin_read_only() const override {
        return {"START TRANSACTION READ ONLY"};
    }

private:
    MariadbSchema schema_;
    MariadbSchema other_schema_;
};

}  // namespace

CallerKind mysql_caller_kind() {
    return {"mysql", [] { return std::make_unique<MariadbCallerFixture>(); }};
}

}  // namespace model_counter::test
