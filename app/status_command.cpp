#include "commands.hpp"
#include "json.hpp"
#include "lag.hpp"
#include "session.hpp"
#include "text.hpp"

#include <string>

namespace model_counter::program {
namespace {

std::string behind(const StoreStatus& store) {
    const Lag lag = lag_of(store, now_in_seconds());
    if (!lag.something_waits) {
        return "nothing: all that was counted is in the database";
    }
    if (!lag.seconds) {
        return "not known: no sync has ended yet";
    }
    return "at most " + span(*lag.seconds) + ": what was counted before " +
           utc(store.synced_through) + " is in the database";
}

std::string saved(const StoreStatus& store) {
    return counted(writes_saved(store), "write") + ": " + counted(store.units_synced, "unit") +
           " came in by " + counted(store.rows_written, "row");
}

void print(const StoreStatus& store, Output& output) {
    const std::string room =
        store.open_capacity == 0 ? "" : " of room for " + std::to_string(store.open_capacity);
    output.line("store         " + store.kind + " " + store.location);
    output.line("  counting    " + counted(store.open_counters, "counter") + room);
    output.line("  waiting     " + counted(store.waiting_sets, "sealed set"));
    output.line("  behind      " + behind(store));
    output.line("  last sync   " + utc(store.synced_through));
    output.line("  saved       " + saved(store));
    output.line("  size        " + counted(store.bytes, "byte"));
    if (store.kind == "embedded") {
        output.line("  last flush  " + utc(store.flushed_at) +
                    (store.flushed_at == 0
                         ? ": run work or a Scheduler to bound what a power loss can take"
                         : "; a power loss can take what was counted since"));
    }
}

std::string where(const BufferStatus& buffer) {
    return buffer.kind == "memory" ? buffer.kind : buffer.kind + " " + buffer.location;
}

void print(const BufferStatus& buffer, Output& output) {
    output.line("  buffer      " + where(buffer) + ": " + counted(buffer.counters, "counter") +
                " of at most " + std::to_string(buffer.counters_max) + ", " +
                counted(buffer.waiting_sets, "sealed set"));
    output.line("  last flush  " + utc(buffer.flushed_at));
    if (buffer.failures > 0) {
        output.line("  failing     " + counted(buffer.failures, "time") + ": " + buffer.failure);
    }
    if (buffer.in_doubt > 0) {
        output.line("  in doubt    " + counted(buffer.in_doubt, "set") +
                    " were perhaps counted twice");
    }
}

void print(const DatabaseStatus& database, Output& output) {
    output.line("database      " + database.kind + " " + database.location);
    output.line("  rows        " + std::to_string(database.rows));
    output.line("  rejects     " + std::to_string(database.rejects));
    output.line("  last write  " + utc(database.last_applied_at));
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
        if (status.store.buffer) {
            print(*status.store.buffer, output);
        }
    }
    print(status.database, output);
    for (const auto* warnings : {&status.store.warnings, &status.database.warnings}) {
        for (const auto& warning : *warnings) {
            output.line((output.has_colours() ? painted("warning", Colour::yellow) : "warning") +
                        std::string(7, ' ') + warning);
        }
    }
    return 0;
}

}  // namespace model_counter::program
