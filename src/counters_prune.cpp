#include "model_counter/counters.hpp"
#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace model_counter {
namespace {

/// Rows that are removed in one transaction.
constexpr std::size_t kPrunedAtOnce = 5'000;

std::uint64_t remove_rows(Database& database, Interval interval, std::int64_t before,
                          const PruneOptions& options) {
    if (options.dry_run) {
        return database.count_periods_before(id_text(interval), before, options.deadline);
    }
    std::uint64_t removed = 0;
    for (;;) {
        const auto encoded =
            database.periods_before(id_text(interval), before, kPrunedAtOnce, options.deadline);
        std::vector<FoldRow> rows;
        rows.reserve(encoded.size());
        for (const std::string& id : encoded) {
            rows.push_back({id, {Change::Kind::remove, 0}});
        }
        if (!rows.empty()) {
            database.write(rows, options.deadline);
            removed += rows.size();
        }
        if (rows.size() < kPrunedAtOnce) {
            return removed;
        }
    }
}

}  // namespace

std::optional<Period> Counters::oldest_in_store(Interval interval) {
    std::optional<Period> oldest;
    Store& store = this->store();
    for (std::uint32_t shard = 0; shard < store.shard_count(); ++shard) {
        const auto scan = store.scan(shard, [&](const CounterRef& counter) {
            return counter.interval == id_text(interval);
        });
        for (const auto& counter : scan.counters) {
            const Period period = Period::parse(interval, decode(counter.encoded).period);
            oldest = oldest ? std::min(*oldest, period) : period;
        }
    }
    return oldest;
}

std::vector<PruneReport> Counters::prune(const PruneOptions& options) {
    std::vector<PruneReport> reports;
    for (const Retention& retention : options.retentions) {
        if (retention.interval == Interval::total || retention.age < std::chrono::hours(0)) {
            throw Error(ErrorCode::invalid_argument,
                        "prune: totals are no periods, and an age is not below zero");
        }
    }
    const Moment now = this->now();
    for (const Retention& retention : options.retentions) {
        // A period that ended before then is too old; the one that was under way is not.
        Period keep = period(retention.interval, now - retention.age);
        PruneReport report{retention.interval, {}, 0, false};
        if (const auto oldest = oldest_in_store(retention.interval); oldest && *oldest < keep) {
            keep = *oldest;
            report.store_has_older = true;
        }
        report.before = keep.text();
        report.rows = remove_rows(database(), retention.interval, keep.row_start(), options);
        reports.push_back(std::move(report));
    }
    if (!options.dry_run) {
        table_changed();
    }
    return reports;
}

}  // namespace model_counter
