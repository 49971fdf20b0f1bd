#include "bench/plain_server.hpp"
#include "bench/workload.hpp"
#include "model_counter/postgresql_database.hpp"
#include "support/postgresql_server.hpp"

#include <libpq-fe.h>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace model_counter::bench {
namespace {

constexpr const char* kInto =
    R"(INSERT INTO upserted (owner_type, owner_id, "key", count, created_at, updated_at) VALUES )";
constexpr const char* kOnConflict =
    R"( ON CONFLICT (owner_type, owner_id, "key") DO UPDATE
        SET count = upserted.count + excluded.count, updated_at = excluded.updated_at)";

class PlainPostgresql final : public PlainServer {
public:
    PlainPostgresql() : connection_(PQconnectdb(schema_.url().c_str()), PQfinish) {
        PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
    }

    std::unique_ptr<Database> open_ours() override {
        return open_postgresql_database({.url = schema_.url()});
    }

    void make_upsert_table() override {
        run(R"(CREATE TABLE upserted (
            id bigserial PRIMARY KEY, owner_type varchar(255) NOT NULL, owner_id bigint NOT NULL,
            "key" varchar(100) NOT NULL, count bigint NOT NULL DEFAULT 0, created_at timestamp,
            updated_at timestamp, UNIQUE (owner_type, owner_id, "key")))");
        run("CREATE INDEX ON upserted (owner_type, owner_id)");
        const std::string type = "'" + std::string(kOwnerType) + "'";
        const std::string key = "'" + std::string(kKey) + "'";
        prepare("upsert",
                kInto + ("(" + type + ", $1, " + key + ", 1, now(), now())") + kOnConflict);
        prepare("read", "SELECT count FROM upserted WHERE owner_type = " + type +
                            R"( AND owner_id = $1 AND "key" = )" + key);
    }

    void upsert(std::uint32_t id) override {
        const Result result = run_prepared("upsert", id);
        check(PQresultStatus(result.get()) == PGRES_COMMAND_OK);
    }

    void upsert(std::span<const Delta> deltas) override {
        for (std::size_t i = 0; i < deltas.size(); i += kRowsOfUpsert) {
            const auto some = deltas.subspan(i, std::min(kRowsOfUpsert, deltas.size() - i));
            run(kInto + rows_of_upsert(some, "now()") + kOnConflict);
        }
    }

    std::int64_t select(std::uint32_t id) override {
        const Result result = run_prepared("read", id);
        check(PQresultStatus(result.get()) == PGRES_TUPLES_OK);
        return PQntuples(result.get()) == 0
                   ? 0
                   : std::strtoll(PQgetvalue(result.get(), 0, 0), nullptr, 10);
    }

    void make_bulk_table() override {
        run(R"(CREATE TABLE bulk (
            owner_type text COLLATE "C" NOT NULL, owner_id bigint NOT NULL,
            "key" text COLLATE "C" NOT NULL, "interval" text COLLATE "C" NOT NULL DEFAULT '',
            period_start timestamptz NOT NULL DEFAULT 'epoch', count bigint NOT NULL,
            created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
            PRIMARY KEY (owner_type, owner_id, "key", "interval", period_start))
            WITH (fillfactor = 50))");
        run(R"(CREATE TEMPORARY TABLE batch (owner_type text, owner_id bigint, "key" text,
                                             amount bigint))");
    }

    void load(std::span<const std::uint32_t> ascending) override {
        run("TRUNCATE batch");
        run("BEGIN");
        copy(ascending);
        run(R"(INSERT INTO bulk AS kept (owner_type, owner_id, "key", count, created_at, updated_at)
            SELECT owner_type, owner_id, "key", amount, now(), now() FROM batch
            ORDER BY owner_type, owner_id, "key"
            ON CONFLICT (owner_type, owner_id, "key", "interval", period_start) DO UPDATE
            SET count = kept.count + excluded.count, updated_at = excluded.updated_at)");
        run("COMMIT");
    }

private:
    using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

    void run(const std::string& sql) {
        const Result result(PQexec(connection_.get(), sql.c_str()), PQclear);
        check(PQresultStatus(result.get()) == PGRES_COMMAND_OK);
    }

    void prepare(const char* name, const std::string& sql) {
        const Result prepared(PQprepare(connection_.get(), name, sql.c_str(), 1, nullptr), PQclear);
        check(PQresultStatus(prepared.get()) == PGRES_COMMAND_OK);
    }

    Result run_prepared(const char* name, std::uint32_t id) {
        const std::string text = std::to_string(id);
        const std::array<const char*, 1> values{text.c_str()};
        return {PQexecPrepared(connection_.get(), name, 1, values.data(), nullptr, nullptr, 0),
                PQclear};
    }

    void copy(std::span<const std::uint32_t> ids) {
        const Result begun(PQexec(connection_.get(), "COPY batch FROM STDIN"), PQclear);
        check(PQresultStatus(begun.get()) == PGRES_COPY_IN);
        std::string lines;
        for (const std::uint32_t id : ids) {
            lines += std::string(kOwnerType) + '\t' + std::to_string(id) + '\t' +
                     std::string(kKey) + "\t1\n";
        }
        check(PQputCopyData(connection_.get(), lines.data(), static_cast<int>(lines.size())) == 1);
        check(PQputCopyEnd(connection_.get(), nullptr) == 1);
        for (Result one(PQgetResult(connection_.get()), PQclear); one;
             one.reset(PQgetResult(connection_.get()))) {
            check(PQresultStatus(one.get()) == PGRES_COMMAND_OK);
        }
    }

    void check(bool good) {
        if (!good) {
            throw std::runtime_error(PQerrorMessage(connection_.get()));
        }
    }

    test::PostgresqlSchema schema_;
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

}  // namespace

std::unique_ptr<PlainServer> start_postgresql() { return std::make_unique<PlainPostgresql>(); }

bool has_postgresql() { return !test::postgresql_recipe().program.empty(); }

}  // namespace model_counter::bench
