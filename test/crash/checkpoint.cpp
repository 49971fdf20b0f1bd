#include "crash/checkpoint.hpp"

#include "model_counter/clock.hpp"
#include "sync/synchronizer.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace model_counter::crash {
namespace {

/// Everything a checkpoint compares.
class Checkpoint {
public:
    Checkpoint(Store& store, Database& database, const RingTables& tables, RingPage& page,
               Balance& balance)
        : store_(store), database_(database), tables_(tables), page_(page), balance_(balance) {
        sync(store);
        acknowledge_tokens(store);
        sync(store);
        // Tokens that found no room in the open part have made it a set, without any count.
        sync(store);
        for (std::uint32_t shard = 0; shard < store.shard_count(); ++shard) {
            const ShardState state = store.state(shard);
            keys_.push_back({state.store_id, shard});
            if (!state.open_is_empty || !state.waiting.empty()) {
                balance_.wrong.push_back(
                    "after a sync the store has " + std::to_string(state.waiting.size()) +
                    " sets, and its open part is " + (state.open_is_empty ? "empty" : "not"));
            }
        }
    }

    void check_growing() {
        for (std::size_t i = 0; i < kGrowing; ++i) {
            const std::int64_t before = page_.growing_base[i].load();
            const std::int64_t least = page_.growing_acknowledged(i);
            const std::int64_t greatest = page_.growing_asked(i);
            const CounterId id = growing_counter(i);
            const std::int64_t value = compare(id, value_of(id), least, greatest);
            balance_.acknowledged += least - before;
            balance_.in_doubt += greatest - least;
            balance_.in_database += value - before;
            page_.growing_base[i].store(value);
            for (WriterJournal& writer : page_.writers) {
                clear(writer.growing[i]);
            }
        }
    }

    void check_mixed() {
        for (std::size_t i = 0; i < kMixed; ++i) {
            std::int64_t least = page_.mixed_base[i].load();
            std::int64_t greatest = least;
            for (WriterJournal& writer : page_.writers) {
                least += writer.up[i].acknowledged.load() - writer.down[i].asked.load();
                greatest += writer.up[i].asked.load() - writer.down[i].acknowledged.load();
                clear(writer.up[i]);
                clear(writer.down[i]);
            }
            const CounterId id = mixed_counter(i);
            page_.mixed_base[i].store(compare(id, value_of(id), least, greatest));
        }
    }

    void check_many() {
        std::vector<CounterId> ids;
        std::vector<CounterRef> refs;
        for (std::size_t i = 0; i < kMany; ++i) {
            ids.push_back(many_counter(i));
        }
        std::transform(ids.begin(), ids.end(), std::back_inserter(refs),
                       [](const CounterId& id) { return id.ref(); });
        const auto counts = database_.read(keys_[0], refs).counts;
        for (std::size_t i = 0; i < kMany; ++i) {
            std::int64_t least = page_.many_base[i].load();
            std::int64_t greatest = least;
            for (WriterJournal& writer : page_.writers) {
                least += writer.many[i].acknowledged.load();
                greatest += writer.many[i].asked.load();
                clear(writer.many[i]);
            }
            page_.many_base[i].store(compare(ids[i], counts[i].value_or(0), least, greatest));
        }
    }

    /// What the table took and what it rejected is what was added.
    void check_wide() {
        std::uint64_t rejected = 0;
        for (std::size_t i = 0; i < kWide; ++i) {
            const CounterId id = wide_counter(i);
            const OwnerRef& owner = id.ref().owner;
            const LedgerKey& key = keys_.at(store_.shard_of(owner));
            const auto aside = rejected_sum(tables_, key.store_id, std::string(owner.type()));
            rejected += aside.rows;
            const WideAmount sum = aside.amount + value_of(id);
            if (sum % kWideUnit != 0) {
                balance_.wrong.push_back(id.text() + ": no sum of what was added to it");
            }
            std::int64_t least = page_.wide_base[i].load();
            std::int64_t greatest = least;
            for (WriterJournal& writer : page_.writers) {
                least += writer.wide_up[i].acknowledged.load() - writer.wide_down[i].asked.load();
                greatest +=
                    writer.wide_up[i].asked.load() - writer.wide_down[i].acknowledged.load();
                clear(writer.wide_up[i]);
                clear(writer.wide_down[i]);
            }
            const auto units = static_cast<std::int64_t>(sum / kWideUnit);
            page_.wide_base[i].store(compare(id, units, least, greatest));
        }
        page_.rejected = database_.status().rejects;
        if (page_.rejected != rejected) {
            balance_.wrong.emplace_back("something was rejected that fits");
        }
    }

    void check_own() {
        for (std::size_t writer = 0; writer < kWriters; ++writer) {
            for (std::size_t i = 0; i < kOwn; ++i) {
                OwnCounter& counter = page_.writers[writer].own[i];
                const OwnState state = counter.state().settled(false);
                const CounterId id = own_counter(writer, i);
                const std::int64_t value = value_of(id);
                if (!state.may_be(value)) {
                    balance_.wrong.push_back(
                        id.text() + " is " + std::to_string(value) +
                        ", not what its one writer left it at: " + std::to_string(state.values[0]));
                }
                OwnState known;
                known.values[0] = value;
                counter.replace(known);
            }
        }
    }

    /// With tokens there is no doubt.
    void check_once() {
        std::array<std::int64_t, kOnce> expected{};
        for (std::size_t i = 0; i < kOnce; ++i) {
            expected[i] = page_.once_base[i].load();
        }
        for (std::size_t writer = 0; writer < kWriters; ++writer) {
            WriterJournal& journal = page_.writers[writer];
            for (std::uint64_t n = journal.checked.load(); n < journal.once.load(); ++n) {
                const OnceIncrement increment = once_increment(writer, n);
                expected.at(increment.counter) += increment.amount;
            }
            journal.checked.store(journal.once.load());
        }
        for (std::size_t i = 0; i < kOnce; ++i) {
            const CounterId id = once_counter(i);
            page_.once_base[i].store(compare(id, value_of(id), expected[i], expected[i]));
        }
    }

    void add_up() {
        for (WriterJournal& writer : page_.writers) {
            balance_.operations += writer.operations.exchange(0);
            balance_.refused += writer.refused.exchange(0);
        }
    }

private:
    void sync(Store& store) {
        SyncOptions options;
        options.lock_wait = std::chrono::milliseconds(0);
        const SyncReport report = synchronize(store, database_, system_clock(), {}, options);
        if (report.store_went_back || report.database_went_back || report.damaged > 0) {
            balance_.wrong.push_back("the sync at a checkpoint warns: " + report.warnings.front());
        }
    }

    /// Tries what writers may have been killed in, as they would have done.
    void acknowledge_tokens(Store& store) {
        for (std::size_t writer = 0; writer < kWriters; ++writer) {
            WriterJournal& journal = page_.writers[writer];
            const OnceIncrement increment = once_increment(writer, journal.once.load());
            const CounterId id = once_counter(increment.counter);
            static_cast<void>(store.add_once(id.ref(), increment.amount, Token(increment.token)));
            journal.once.fetch_add(1);
        }
    }

    static void clear(Sums& sums) {
        sums.asked.store(0);
        sums.acknowledged.store(0);
    }

    std::int64_t value_of(const CounterId& id) {
        const CounterRef ref = id.ref();
        return database_.read(keys_[0], std::span(&ref, 1)).counts.at(0).value_or(0);
    }

    std::int64_t compare(const CounterId& id, std::int64_t value, std::int64_t least,
                         std::int64_t greatest) {
        balance_.lost += std::max<std::int64_t>(least - value, 0);
        balance_.doubled += std::max<std::int64_t>(value - greatest, 0);
        if (value < least || value > greatest) {
            balance_.wrong.push_back(id.text() + " is " + std::to_string(value) + ", outside of " +
                                     std::to_string(least) + " ... " + std::to_string(greatest));
        }
        return value;
    }

    Store& store_;
    Database& database_;
    const RingTables& tables_;
    RingPage& page_;
    Balance& balance_;
    std::vector<LedgerKey> keys_;  ///< of every shard
};

}  // namespace

void check_and_begin_anew(Store& store, Database& database, const RingTables& tables,
                          RingPage& page, Balance& balance) {
    Checkpoint checkpoint(store, database, tables, page, balance);
    checkpoint.check_growing();
    checkpoint.check_mixed();
    checkpoint.check_many();
    checkpoint.check_wide();
    checkpoint.check_own();
    checkpoint.check_once();
    checkpoint.add_up();
}

}  // namespace model_counter::crash
