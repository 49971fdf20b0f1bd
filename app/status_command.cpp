#include "commands.hpp"
#include "json.hpp"
#include "session.hpp"
#include "text.hpp"

#include <array>
#include <ctime>
#include <string>

namespace model_counter::program {
namespace {

std::string utc(std::int64_t seconds) {
    if (seconds == 0) {
        return "never";
    }
    const std::time_t time = seconds;
    std::tm parts{};
    std::array<char, 32> text{};
    ::gmtime_r(&time, &parts);
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

void print(const StoreStatus& store, Output& output) {
    output.line("store         " + store.kind + " " + store.location);
    output.line("  counting    " + counted(store.open_counters, "counter") + " of room for " +
                std::to_string(store.open_capacity));
    output.line("  waiting     " + counted(store.waiting_sets, "sealed set"));
    output.line("  size        " + counted(store.bytes, "byte"));
    if (store.kind == "embedded") {
        output.line("  last flush  " + utc(store.flushed_at) +
                    (store.flushed_at == 0
                         ? ": run work or a Scheduler to bound what a power loss can take"
                         : "; a power loss can take what was counted since"));
    }
}

void print(const DatabaseStatus& database, Output& output) {
    output.line("database      " + database.kind + " " + database.location);
    output.line("  rows        " + std::to_string(database.rows));
    output.line("  rejects     " + std::to_string(database.rejects));
    output.line("  last sync   " + utc(database.last_applied_at));
}

}  // namespace

int run_status(const CommandLine& line, Output& output) {
    Session session(line);
    const CountersStatus status = session.counters.status();
    if (line.json) {
        output.line(json_text(status));
        return 0;
    }
    if (status.direct) {
        output.line("store         none: every increment goes straight to the database");
    } else {
        print(status.store, output);
    }
    print(status.database, output);
    for (const auto* warnings : {&status.store.warnings, &status.database.warnings}) {
        for (const auto& warning : *warnings) {
            output.line("warning       " + warning);
        }
    }
    return 0;
}

}  // namespace model_counter::program
