#include "crash/checkpoint.hpp"

#include "model_counter/clock.hpp"
#include "sync/synchronizer.hpp"

#include <algorithm>

namespace model_counter::crash {
namespace {

/// Everything a checkpoint compares.
class Checkpoint {
public:
    Checkpoint(Store& store, Database& database, RingPage& page, Balance& balance)
        : database_(database), page_(page), balance_(balance) {
        SyncOptions options;
        options.lock_wait = std::chrono::milliseconds(0);
        const SyncReport report = synchronize(store, database, system_clock(), {}, options);
        for (const std::string& warning : report.warnings) {
            balance_.wrong.push_back("the sync at a checkpoint warns: " + warning);
        }
        const ShardState state = store.state(0);
        key_ = {state.store_id, 0};
        if (!state.open_is_empty || !state.waiting.empty()) {
            balance_.wrong.emplace_back("something is left in the store after a sync");
        }
        if (database.status().rejects > 0) {
            balance_.wrong.emplace_back("something was rejected");
        }
    }

    void check_growing() {
        for (std::size_t i = 0; i < kGrowing; ++i) {
            const std::int64_t before = page_.growing_base[i].load();
            const std::int64_t least = page_.growing_acknowledged(i);
            const std::int64_t greatest = page_.growing_asked(i);
            const CounterId id = growing_counter(i);
            const std::int64_t value = compare(id, least, greatest);
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
            page_.mixed_base[i].store(compare(mixed_counter(i), least, greatest));
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

    void add_up() {
        for (WriterJournal& writer : page_.writers) {
            balance_.operations += writer.operations.exchange(0);
            balance_.refused += writer.refused.exchange(0);
        }
    }

private:
    static void clear(Sums& sums) {
        sums.asked.store(0);
        sums.acknowledged.store(0);
    }

    std::int64_t value_of(const CounterId& id) {
        const CounterRef ref = id.ref();
        return database_.read(key_, std::span(&ref, 1)).counts.at(0).value_or(0);
    }

    std::int64_t compare(const CounterId& id, std::int64_t least, std::int64_t greatest) {
        const std::int64_t value = value_of(id);
        balance_.lost += std::max<std::int64_t>(least - value, 0);
        balance_.doubled += std::max<std::int64_t>(value - greatest, 0);
        if (value < least || value > greatest) {
            balance_.wrong.push_back(id.text() + " is " + std::to_string(value) + ", outside of " +
                                     std::to_string(least) + " ... " + std::to_string(greatest));
        }
        return value;
    }

    Database& database_;
    RingPage& page_;
    Balance& balance_;
    LedgerKey key_;
};

}  // namespace

void check_and_begin_anew(Store& store, Database& database, RingPage& page, Balance& balance) {
    Checkpoint checkpoint(store, database, page, balance);
    checkpoint.check_growing();
    checkpoint.check_mixed();
    checkpoint.check_own();
    checkpoint.add_up();
}

}  // namespace model_counter::crash
