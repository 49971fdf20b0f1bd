#include "commands.hpp"
#include "json.hpp"
#include "log_lines.hpp"
#include "model_counter/error.hpp"
#include "session.hpp"
#include "table.hpp"

#include <string>
#include <utility>
#include <vector>

namespace model_counter::program {
namespace {

void print(const CommandLine& line, const std::vector<MigrationState>& migrations, Output& output) {
    if (line.json) {
        output.line(json_text(migrations));
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& migration : migrations) {
        rows.push_back({std::to_string(migration.number), migration.applied ? "applied" : "waiting",
                        migration.name});
    }
    print_table(rows, output);
}

/// Says what the choice of owner ids means here, or refuses it.
void settle_owner_id_kind(const CommandLine& line, Database& database, const Deadline& deadline) {
    const OwnerIdKind kind = database.owner_id_kind(deadline);
    if (kind == OwnerIdKind::any) {
        log(LogLevel::info,
            "this database takes both kinds of owner ids, bigint and string; --owner-id changes "
            "nothing");
        return;
    }
    const std::string taken = kind == OwnerIdKind::bigint ? "bigint" : "string";
    if (line.owner_id != taken) {
        throw Error(ErrorCode::conflict, "the tables take owner ids of kind " + taken + ", not " +
                                             line.owner_id +
                                             "; choose another --table-name, or roll back first");
    }
}

}  // namespace

int run_migrate(const CommandLine& line, Output& output) {
    Config config = load_config(line);
    config.migrates_files = false;  // What is asked for happens, and nothing before it.
    if (line.owner_id == "string") {
        config.owner_ids = OwnerIdKind::string;
    }
    Session session(std::move(config));
    const Deadline deadline = Deadline::after(session.config.timeout);
    Database& database = session.counters.database();
    if (line.rollback) {
        database.rollback_migration(deadline);
    } else if (!line.show_status) {
        database.migrate(deadline);
    }
    if (!line.owner_id.empty() && !line.rollback) {
        settle_owner_id_kind(line, database, deadline);
    }
    print(line, database.migrations(deadline), output);
    return 0;
}

}  // namespace model_counter::program
