#include "sync/reader.hpp"

#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace model_counter {
namespace {

std::int64_t in_range(const ReadValue& value, const CounterRef& counter) {
    if (!value.value) {
        throw Error(ErrorCode::out_of_range,
                    "counter " + canonical_text(counter) +
                        ": what the store adds to it leaves the 64-bit range; sync sets that "
                        "aside in the rejects table, set gives it a value that fits");
    }
    return *value.value;
}

std::string pending_text(std::span<const Part> parts, const ReadRule& rule,
                         const CounterRef& counter, std::string_view encoded) {
    std::optional<Change> sum;
    bool wide = false;
    for (const Part& part : parts) {
        if (!rule.counts(part, counter, encoded)) {
            continue;
        }
        const auto both = sum ? combine(*sum, part.change) : part.change;
        wide = wide || !both;
        sum = both.value_or(part.change);
    }
    if (!sum) {
        return {};
    }
    if (wide) {
        return "more than 64 bits";
    }
    switch (sum->kind) {
        case Change::Kind::set:
            return "=" + std::to_string(sum->amount);
        case Change::Kind::remove:
            return "removed";
        case Change::Kind::add:
            break;
    }
    return (sum->amount < 0 ? "" : "+") + std::to_string(sum->amount);
}

}  // namespace

Reader::Reader(Store& store, Database& database, LogSink log)
    : store_(store), database_(database), log_(std::move(log)) {}

std::vector<std::int64_t> Reader::read(std::span<const CounterRef> counters,
                                       const Deadline& deadline) {
    if (counters.empty()) {
        return {};
    }
    std::vector<std::int64_t> values;
    values.reserve(counters.size());
    for (const auto& value :
         read_shard(store_.shard_of(counters.front().owner), counters, deadline)) {
        values.push_back(value.value_or(0));
    }
    return values;
}

std::vector<std::optional<std::int64_t>> Reader::read_existing(std::span<const CounterRef> counters,
                                                               const Deadline& deadline) {
    std::map<std::uint32_t, std::vector<std::size_t>> of_shards;
    for (std::size_t i = 0; i < counters.size(); ++i) {
        of_shards[store_.shard_of(counters[i].owner)].push_back(i);
    }
    std::vector<std::optional<std::int64_t>> values(counters.size());
    for (const auto& [shard, places] : of_shards) {
        std::vector<CounterRef> asked;
        asked.reserve(places.size());
        for (const std::size_t place : places) {
            asked.push_back(counters[place]);
        }
        const auto read = read_shard(shard, asked, deadline);
        for (std::size_t i = 0; i < places.size(); ++i) {
            values[places[i]] = read[i];
        }
    }
    return values;
}

std::vector<std::optional<std::int64_t>> Reader::read_shard(std::uint32_t shard,
                                                            std::span<const CounterRef> counters,
                                                            const Deadline& deadline) {
    const auto look_at_store = [&] { return store_.read(shard, counters); };
    const auto look_at_database = [&](const ShardState& state) {
        return database_.read({state.store_id, shard}, counters, deadline);
    };
    const auto use = [&](const ShardView& view, const Baselines& baselines, const ReadRule& rule) {
        std::vector<std::optional<std::int64_t>> values(counters.size());
        for (std::size_t i = 0; i < counters.size(); ++i) {
            const EncodedId encoded(counters[i]);
            const ReadValue value =
                value_of(baselines.counts[i], view.counters[i], rule, counters[i], encoded.bytes());
            if (value.exists) {
                values[i] = in_range(value, counters[i]);
            }
        }
        return values;
    };
    return read_consistently(
        look_at_store, look_at_database, [&](ReadRule::Verdict verdict) { report(verdict); }, use);
}

Reader::SettledValue Reader::read_settled(const CounterRef& counter, const Deadline& deadline) {
    const std::span<const CounterRef> asked(&counter, 1);
    const std::uint32_t shard = store_.shard_of(counter.owner);
    const auto look_at_store = [&] { return store_.read(shard, asked); };
    const auto look_at_database = [&](const ShardState& state) {
        return database_.read({state.store_id, shard}, asked, deadline);
    };
    SettledValue result;
    const auto note = [&](ReadRule::Verdict verdict) {
        report(verdict);
        result.lasts = verdict == ReadRule::Verdict::good;
    };
    const auto use = [&](const ShardView& view, const Baselines& baselines, const ReadRule& rule) {
        const EncodedId encoded(counter);
        const std::span<const Part> parts(view.counters[0]);
        const auto value_with = [&](std::span<const Part> some) {
            return value_of(baselines.counts[0], some, rule, counter, encoded.bytes()).value;
        };
        const bool has_open = !parts.empty() && parts.back().nonce == 0;
        result.value = value_with(parts);
        if (const auto settled = value_with(parts.first(parts.size() - (has_open ? 1 : 0)))) {
            const ShardState& state = view.state;
            result.settled = Settled{state.store_id, state.open_seq, state.last_discarded,
                                     state.epoch, *settled};
        }
    };
    read_consistently(look_at_store, look_at_database, note, use);
    return result;
}

bool Reader::will_be_replaced(const CounterRef& counter, const Deadline& deadline) {
    const std::span<const CounterRef> asked(&counter, 1);
    const std::uint32_t shard = store_.shard_of(counter.owner);
    const auto is_absolute = [](const Part& part) { return part.change.kind != Change::Kind::add; };
    const auto first_view = store_.read(shard, asked);
    if (std::none_of(first_view.counters[0].begin(), first_view.counters[0].end(), is_absolute)) {
        return false;
    }
    // One may be in the table already and only not dropped yet: the ledger tells.
    const auto look_at_store = [&] { return store_.read(shard, asked); };
    const auto look_at_database = [&](const ShardState& state) {
        return database_.read({state.store_id, shard}, asked, deadline);
    };
    const auto use = [&](const ShardView& view, const Baselines&, const ReadRule& rule) {
        const EncodedId encoded(counter);
        return std::any_of(view.counters[0].begin(), view.counters[0].end(), [&](const Part& part) {
            return is_absolute(part) && rule.counts(part, counter, encoded.bytes());
        });
    };
    return read_consistently(
        look_at_store, look_at_database, [&](ReadRule::Verdict verdict) { report(verdict); }, use);
}

std::vector<Reader::OwnerValue> Reader::read_owner(const OwnerRef& owner,
                                                   const Deadline& deadline) {
    const std::uint32_t shard = store_.shard_of(owner);
    const auto look_at_store = [&] {
        return store_.scan(shard,
                           [&](const CounterRef& counter) { return counter.owner == owner; });
    };
    const auto look_at_database = [&](const ShardState& state) {
        return database_.read_owner({state.store_id, shard}, owner, deadline);
    };
    const auto use = [&](const ShardScan& scan, const BaselineScan& baselines,
                         const ReadRule& rule) {
        struct Found {
            std::optional<std::int64_t> baseline;
            std::span<const Part> parts;
        };
        std::map<std::string_view, Found> found;
        for (const auto& row : baselines.rows) {
            found[row.encoded].baseline = row.count;
        }
        for (const auto& counter : scan.counters) {
            found[counter.encoded].parts = counter.parts;
        }
        std::vector<OwnerValue> values;
        for (const auto& [encoded, what] : found) {
            const CounterRef counter = decode(encoded);
            const ReadValue value = value_of(what.baseline, what.parts, rule, counter, encoded);
            if (value.exists && counter.interval.empty()) {
                values.push_back({std::string(counter.key), in_range(value, counter)});
            }
        }
        return values;
    };
    return read_consistently(
        look_at_store, look_at_database, [&](ReadRule::Verdict verdict) { report(verdict); }, use);
}

std::vector<SyncPreview> Reader::preview(const Pattern& pattern, const Deadline& deadline) {
    std::vector<SyncPreview> lines;
    for (std::uint32_t shard = 0; shard < store_.shard_count(); ++shard) {
        preview_shard(shard, pattern, deadline, lines);
    }
    std::sort(lines.begin(), lines.end(),
              [](const SyncPreview& a, const SyncPreview& b) { return a.counter < b.counter; });
    return lines;
}

void Reader::preview_shard(std::uint32_t shard, const Pattern& pattern, const Deadline& deadline,
                           std::vector<SyncPreview>& lines) {
    std::vector<CounterRef> counters;
    const auto look_at_store = [&] {
        return store_.scan(shard,
                           [&](const CounterRef& counter) { return pattern.matches(counter); });
    };
    // The scan's own texts outlive the query; the counters asked for borrow from copies of them.
    std::vector<std::string> encoded;
    const auto look_at_scan = [&] {
        ShardScan scan = look_at_store();
        encoded.clear();
        counters.clear();
        for (const auto& counter : scan.counters) {
            encoded.push_back(counter.encoded);
        }
        for (const std::string& bytes : encoded) {
            counters.push_back(decode(bytes));
        }
        return scan;
    };
    const auto look_at_database = [&](const ShardState& state) {
        return database_.read({state.store_id, shard}, counters, deadline);
    };
    const auto use = [&](const ShardScan& scan, const Baselines& baselines, const ReadRule& rule) {
        for (std::size_t i = 0; i < counters.size(); ++i) {
            const auto& parts = scan.counters[i].parts;
            std::string pending = pending_text(parts, rule, counters[i], encoded[i]);
            if (pending.empty()) {
                continue;
            }
            const ReadValue value =
                value_of(baselines.counts[i], parts, rule, counters[i], encoded[i]);
            lines.push_back({canonical_text(counters[i]), std::move(pending),
                             value.value.value_or(0), !value.value.has_value()});
        }
    };
    read_consistently(
        look_at_scan, look_at_database, [&](ReadRule::Verdict verdict) { report(verdict); }, use);
}

void Reader::report(ReadRule::Verdict verdict) {
    if (reported_.exchange(verdict) == verdict || !log_) {
        return;
    }
    if (verdict == ReadRule::Verdict::store_went_back) {
        log_(LogLevel::warning,
             "the store came back from an older state; reads count everything it holds, and the "
             "next sync puts it right");
    }
    if (verdict == ReadRule::Verdict::database_went_back) {
        log_(LogLevel::warning,
             "the database is older than what the store has handed over: a lagging replica, or "
             "restored from a backup? Reads lack what it lost");
    }
}

}  // namespace model_counter
