#include "metrics_page.hpp"

#include "lag.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <utility>

namespace model_counter::program {
namespace {

/// A backslash, a quote or an end of line in a label's value is escaped.
std::string label_value(std::string_view text) {
    std::string value;
    for (const char c : text) {
        if (c == '\n') {
            value += "\\n";
        } else {
            value.append(c == '\\' || c == '"' ? "\\" : "").push_back(c);
        }
    }
    return value;
}

class Page {
public:
    void head(std::string_view name, std::string_view type, std::string_view help) {
        fmt::format_to(std::back_inserter(text_), "# HELP modelcounter_{} {}\n", name, help);
        fmt::format_to(std::back_inserter(text_), "# TYPE modelcounter_{} {}\n", name, type);
    }

    /// `labels`: as they stand between the braces.
    template <class Number>
    void sample(std::string_view name, Number value, std::string_view labels = "") {
        static_assert(std::is_arithmetic_v<Number>);
        const std::string braced = labels.empty() ? "" : fmt::format("{{{}}}", labels);
        fmt::format_to(std::back_inserter(text_), "modelcounter_{}{} {}\n", name, braced, value);
    }

    template <class Number>
    void counter(std::string_view name, Number value, std::string_view help) {
        head(name, "counter", help);
        sample(name, value);
    }

    template <class Number>
    void gauge(std::string_view name, Number value, std::string_view help) {
        head(name, "gauge", help);
        sample(name, value);
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void add(Page& page, const WorkerFigures& worker) {
    page.head("syncs_total", "counter", "Syncs of this worker, by how they ended.");
    page.sample("syncs_total", worker.syncs, R"(result="good")");
    page.sample("syncs_total", worker.failed, R"(result="failed")");
    page.sample("syncs_total", worker.skipped, R"(result="skipped")");
    page.head("sync_duration_seconds", "histogram", "How long this worker's good syncs took.");
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < kSyncSeconds.size(); ++i) {
        so_far += worker.took.at(i);
        page.sample("sync_duration_seconds_bucket", so_far,
                    fmt::format(R"(le="{}")", kSyncSeconds.at(i)));
    }
    page.sample("sync_duration_seconds_bucket", worker.syncs, R"(le="+Inf")");
    page.sample("sync_duration_seconds_sum", worker.took_seconds);
    page.sample("sync_duration_seconds_count", worker.syncs);
    page.counter("sync_retries_total", worker.retries,
                 "Transactions begun anew because somebody else was at work.");
    page.counter("rejected_changes_total", worker.rejected,
                 "Changes that the table could not hold, put into its rejects.");
    page.counter("damaged_entries_total", worker.damaged,
                 "Entries of the store set aside because their checksum failed.");
    page.counter("store_roll_backs_total", worker.store_roll_backs,
                 "Syncs that found the store come back from an older state.");
    page.counter("database_roll_backs_total", worker.database_roll_backs,
                 "Syncs that found the database older than what the store discarded.");
    page.gauge("sync_failures_in_a_row", worker.failures_in_a_row,
               "Syncs that failed since the last good one.");
    page.gauge("last_round_timestamp_seconds", worker.last_round_at,
               "When the worker last tried to sync; 0: not yet.");
}

void add(Page& page, const BufferStatus& buffer) {
    page.gauge("buffer_counters", buffer.counters, "Counters that wait in the buffer.");
    page.gauge("buffer_waiting_sets", buffer.waiting_sets, "Sealed sets of the buffer.");
    page.gauge("buffer_failures", buffer.failures, "Flushes that failed since the last good one.");
    page.gauge("buffer_in_doubt_sets", buffer.in_doubt, "Sets that were perhaps counted twice.");
}

void add(Page& page, const StoreStatus& store, std::int64_t now) {
    page.counter("units_synced_total", store.units_synced,
                 "Amounts without their signs that all syncs of the store brought.");
    page.counter("rows_written_total", store.rows_written,
                 "Rows that all syncs of the store wrote.");
    page.gauge("open_counters", store.open_counters,
               "Counters that were changed since the last seal.");
    page.gauge("waiting_sets", store.waiting_sets, "Sealed sets that wait for the database.");
    page.gauge("store_bytes", store.bytes, "Files or memory of the store in use.");
    page.gauge("store_flushed_timestamp_seconds", store.flushed_at,
               "When the store was last flushed to the disk; 0: never.");
    if (const auto lag = lag_of(store, now).seconds) {
        page.gauge("lag_seconds", *lag,
                   "How far the database is behind the store at most; 0: nothing waits.");
    }
    page.head("store_info", "gauge", "The store.");
    page.sample("store_info", 1,
                fmt::format(R"(kind="{}",location="{}")", label_value(store.kind),
                            label_value(store.location)));
    if (store.buffer) {
        add(page, *store.buffer);
    }
}

}  // namespace

std::string metrics_page(const WorkerFigures& worker, const std::optional<StoreStatus>& store,
                         std::int64_t now) {
    Page page;
    page.head("build_info", "gauge", "The program.");
    page.sample("build_info", 1, R"(version=")" MODEL_COUNTER_VERSION R"(")");
    add(page, worker);
    page.gauge("store_up", store ? 1 : 0, "1 if the store could be asked.");
    if (store) {
        add(page, *store, now);
    }
    return page.take();
}

}  // namespace model_counter::program
