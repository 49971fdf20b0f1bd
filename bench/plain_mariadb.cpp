#include "bench/plain_server.hpp"
#include "bench/workload.hpp"
#include "model_counter/mysql_database.hpp"
#include "support/mariadb_server.hpp"
#include "support/shared_server.hpp"

#include <mysql.h>
#include <optional>
#include <stdexcept>
#include <vector>

namespace model_counter::bench {
namespace {

constexpr const char* kInto =
    "INSERT INTO upserted (owner_type, owner_id, `key`, count, created_at, updated_at) VALUES ";
constexpr const char* kOnDuplicate =
    " ON DUPLICATE KEY UPDATE count = count + VALUES(count), updated_at = VALUES(updated_at)";

/// A prepared statement with a counter's number in it.
class Prepared {
public:
    Prepared(MYSQL* session, const std::string& sql)
        : handle_(mysql_stmt_init(session), mysql_stmt_close) {
        check(mysql_stmt_prepare(handle_.get(), sql.data(), sql.size()) == 0);
        place_.buffer_type = MYSQL_TYPE_LONG;
        place_.buffer = &id_;
        place_.is_unsigned = 1;
        check(mysql_stmt_bind_param(handle_.get(), &place_) == 0);
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    void run(std::uint32_t id) {
        id_ = id;
        check(mysql_stmt_execute(handle_.get()) == 0);
    }

    /// The one column of the one row; 0 where there is none.
    std::int64_t value(std::uint32_t id) {
        std::int64_t value = 0;
        MYSQL_BIND column{};
        column.buffer_type = MYSQL_TYPE_LONGLONG;
        column.buffer = &value;
        run(id);
        check(mysql_stmt_bind_result(handle_.get(), &column) == 0);
        check(mysql_stmt_fetch(handle_.get()) != 1);
        mysql_stmt_free_result(handle_.get());
        return value;
    }

private:
    void check(bool good) const {
        if (!good) {
            throw std::runtime_error(mysql_stmt_error(handle_.get()));
        }
    }

    std::unique_ptr<MYSQL_STMT, decltype(&mysql_stmt_close)> handle_;
    MYSQL_BIND place_{};
    std::uint32_t id_ = 0;
};

/// As the tests start it, but with commits that reach the disk.
const test::ServerRecipe& durable_recipe() {
    static const test::ServerRecipe recipe = [] {
        test::ServerRecipe durable = test::mariadb_recipe();
        durable.name = "mariadb-durable";
        durable.command = [](const test::ServerPlace& place) {
            test::ServerCommand command = test::mariadb_recipe().command(place);
            std::erase(command, "--innodb-flush-method=nosync");
            return command;
        };
        return durable;
    }();
    return recipe;
}

/// The text that LOAD DATA LOCAL reads instead of a file.
struct Lines {
    std::string text;
    std::size_t at = 0;

    static int begin(void** reader, const char*, void* lines) {
        *reader = lines;
        return 0;
    }
    static int read(void* reader, char* buffer, unsigned size) {
        auto& lines = *static_cast<Lines*>(reader);
        const std::size_t bytes = std::min<std::size_t>(size, lines.text.size() - lines.at);
        lines.text.copy(buffer, bytes, lines.at);
        lines.at += bytes;
        return static_cast<int>(bytes);
    }
    static void end(void*) {}
    static int error(void*, char*, unsigned) { return 1; }
};

class PlainMariadb final : public PlainServer {
public:
    PlainMariadb()
        : schema_(test::shared_server(durable_recipe())),
          session_(schema_.place(), schema_.name()) {
        constexpr unsigned kYes = 1;
        mysql_options(session_.handle(), MYSQL_OPT_LOCAL_INFILE, &kYes);
    }

    std::unique_ptr<Database> open_ours() override {
        return open_mysql_database({.url = schema_.url()});
    }

    void make_upsert_table() override {
        session_.run(
            "CREATE TABLE upserted (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, "
            "owner_type VARCHAR(255) NOT NULL, owner_id BIGINT NOT NULL, "
            "`key` VARCHAR(100) NOT NULL, count BIGINT NOT NULL DEFAULT 0, created_at TIMESTAMP "
            "NULL, updated_at TIMESTAMP NULL, UNIQUE (owner_type, owner_id, `key`), "
            "INDEX (owner_type, owner_id)) ENGINE=InnoDB CHARACTER SET utf8mb4");
        const std::string type = "'" + std::string(kOwnerType) + "'";
        const std::string key = "'" + std::string(kKey) + "'";
        upsert_one_.emplace(session_.handle(), kInto + ("(" + type + ", ?, " + key) +
                                                   ", 1, now(), now())" + kOnDuplicate);
        select_.emplace(session_.handle(), "SELECT count FROM upserted WHERE owner_type = " + type +
                                               " AND owner_id = ? AND `key` = " + key);
    }

    void upsert(std::uint32_t id) override { upsert_one_->run(id); }

    void upsert(std::span<const Delta> deltas) override {
        for (std::size_t i = 0; i < deltas.size(); i += kRowsOfUpsert) {
            const auto some = deltas.subspan(i, std::min(kRowsOfUpsert, deltas.size() - i));
            session_.run(kInto + rows_of_upsert(some, "now()") + kOnDuplicate);
        }
    }

    std::int64_t select(std::uint32_t id) override { return select_->value(id); }

    void make_bulk_table() override {
        session_.run(
            "CREATE TABLE bulk (owner_type VARBINARY(255) NOT NULL, owner_id BIGINT NOT NULL, "
            "`key` VARBINARY(100) NOT NULL, `interval` VARBINARY(16) NOT NULL DEFAULT '', "
            "period_start DATETIME NOT NULL DEFAULT '1970-01-01 00:00:00', count BIGINT NOT NULL, "
            "created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, "
            "PRIMARY KEY (owner_type, owner_id, `key`, `interval`, period_start)) ENGINE=InnoDB");
        session_.run(
            "CREATE TEMPORARY TABLE batch (owner_type VARBINARY(255) NOT NULL, "
            "owner_id BIGINT NOT NULL, `key` VARBINARY(100) NOT NULL, amount BIGINT NOT NULL) "
            "ENGINE=MEMORY");
    }

    void load(std::span<const std::uint32_t> ascending) override {
        Lines lines;
        for (const std::uint32_t id : ascending) {
            lines.text += std::string(kOwnerType) + '\t' + std::to_string(id) + '\t' +
                          std::string(kKey) + "\t1\n";
        }
        session_.run("DELETE FROM batch");
        session_.run("START TRANSACTION");
        mysql_set_local_infile_handler(session_.handle(), Lines::begin, Lines::read, Lines::end,
                                       Lines::error, &lines);
        session_.run("LOAD DATA LOCAL INFILE 'batch' INTO TABLE batch CHARACTER SET binary");
        session_.run(
            "INSERT INTO bulk (owner_type, owner_id, `key`, count, created_at, updated_at) "
            "SELECT owner_type, owner_id, `key`, amount, now(), now() FROM batch "
            "ON DUPLICATE KEY UPDATE count = count + VALUES(count), "
            "updated_at = VALUES(updated_at)");
        session_.run("COMMIT");
    }

private:
    test::MariadbSchema schema_;
    test::MariadbSession session_;
    std::optional<Prepared> upsert_one_;
    std::optional<Prepared> select_;
};

}  // namespace

std::unique_ptr<PlainServer> start_mariadb() { return std::make_unique<PlainMariadb>(); }

bool has_mariadb() { return !test::mariadb_recipe().program.empty(); }

}  // namespace model_counter::bench
