#include "store/embedded/memory_backing.hpp"
#include "store/embedded/table.hpp"
#include "support/tiny_database.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace model_counter::embedded {
namespace {

using test::TinyDatabase;

constexpr TableOptions kSmall{.least_shape = {16, 4096}};
constexpr int kCounters = 24;

CounterRef counter_of(const std::array<std::string, kCounters>& names, std::size_t i) {
    return {OwnerRef("user", static_cast<int>(i % 3)), names[i]};
}

std::array<std::string, kCounters> make_names() {
    std::array<std::string, kCounters> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = "key" + std::to_string(i);
    }
    return names;
}

/// One table on one backing, with threads that count, sync and read at once.
class EmbeddedTableConcurrent : public testing::Test {
protected:
    /// Settles what waits, then seals and settles that.
    template <class AnyTable>
    void sync(AnyTable& table) {
        static_cast<void>(table.seal());
        for (const SetId& set : table.state().waiting) {
            if (const auto copy = table.read_set(set)) {
                EXPECT_EQ(copy->damaged, 0U);
                database_.apply(*copy);
                table.discard(set);
            }
        }
    }

    std::int64_t value(const CounterRef& counter) {
        return database_.value(counter, table_.read({&counter, 1}).counters.at(0));
    }

    const std::array<std::string, kCounters> names_ = make_names();
    MemoryBacking backing_{{.first_shape = kSmall.least_shape}};
    Table<NoProbe> table_{backing_, kSmall};
    TinyDatabase database_;
};

TEST_F(EmbeddedTableConcurrent, counts_every_increment_once_while_sets_come_and_go) {
    constexpr int kThreads = 3;
    constexpr int kIncrements = 200'000;
    std::atomic<int> running{kThreads};
    std::array<std::atomic<std::int64_t>, kCounters> begun{};
    std::array<std::atomic<std::int64_t>, kCounters> done{};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            std::mt19937 random(static_cast<unsigned>(t));
            CellRef handle;
            for (int i = 0; i < kIncrements; ++i) {
                const std::size_t which = random() % kCounters;
                begun[which].fetch_add(1);
                const CounterRef counter = counter_of(names_, which);
                // One counter goes through a handle.
                if (which != 0) {
                    table_.add(counter, 1);
                } else if (!model_counter::try_add(handle, 1)) {
                    handle = table_.resolve(counter);
                    if (!model_counter::try_add(handle, 1)) {
                        table_.add(counter, 1);
                    }
                }
                done[which].fetch_add(1);
            }
            running.fetch_sub(1);
        });
    }
    threads.emplace_back([&] {
        while (running.load() > 0) {
            sync(table_);
        }
    });
    threads.emplace_back([&] {
        std::array<std::int64_t, kCounters> last{};
        for (std::size_t i = 0; running.load() > 0; i = (i + 1) % kCounters) {
            const std::int64_t least = done[i].load();
            const std::int64_t seen = value(counter_of(names_, i));
            EXPECT_GE(seen, least);
            EXPECT_GE(seen, last[i]);
            EXPECT_LE(seen, begun[i].load());
            last[i] = seen;
        }
    });
    for (std::thread& thread : threads) {
        thread.join();
    }
    sync(table_);
    for (std::size_t i = 0; i < kCounters; ++i) {
        EXPECT_EQ(value(counter_of(names_, i)), done[i].load());
    }
}

TEST_F(EmbeddedTableConcurrent, keeps_a_value_that_was_set_before_the_increments_that_follow_it) {
    // Each round is a set, and increments of two threads that begin after it: none may be hidden,
    // and nothing of the round before may come back.
    const CounterRef counter{OwnerRef("user", 1), "a"};
    std::atomic<bool> stop{false};
    std::thread syncing([&] {
        while (!stop.load()) {
            sync(table_);
        }
    });
    for (int round = 0; round < 300; ++round) {
        table_.set(counter, round * 1000);
        std::array<std::thread, 2> threads;
        for (std::thread& thread : threads) {
            thread = std::thread([&] {
                CellRef handle = table_.resolve(counter);
                for (int i = 0; i < 50; ++i) {
                    if (!model_counter::try_add(handle, 1)) {
                        table_.add(counter, 1);
                        handle = table_.resolve(counter);
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        ASSERT_EQ(value(counter), round * 1000 + 100);
    }
    stop = true;
    syncing.join();
}

TEST_F(EmbeddedTableConcurrent, lets_several_sealers_finish_each_others_work) {
    const CounterRef counter{OwnerRef("user", 1), "a"};
    std::atomic<std::int64_t> counted{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 300; ++i) {
                table_.add(counter, 1);
                counted.fetch_add(1);
                sync(table_);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    sync(table_);
    EXPECT_EQ(value(counter), counted.load());
    EXPECT_TRUE(table_.state().waiting.empty());
}

/// Stops the threads that ask for it at the step they name, until they are let go.
struct HoldingProbe {
    static constexpr int claim_patience = 64;

    static void step(TableStep step) {
        if (!armed || step != where) {
            return;
        }
        armed = false;
        std::unique_lock lock(mutex);
        ++held;
        changed.notify_all();
        changed.wait(lock, [] { return go; });
    }
    static constexpr bool planted(Plant) { return false; }

    static void wait_for(int threads) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return held >= threads; });
    }
    static void let_go() {
        const std::lock_guard lock(mutex);
        go = true;
        changed.notify_all();
    }

    static inline thread_local bool armed = false;
    static inline thread_local TableStep where = TableStep::load_current;
    static inline std::mutex mutex;
    static inline std::condition_variable changed;
    static inline int held = 0;
    static inline bool go = false;
};

std::size_t lines_of(const char* path) {
    std::ifstream file(path);
    std::size_t lines = 0;
    for (std::string line; std::getline(file, line);) {
        ++lines;
    }
    return lines;
}

std::size_t resident_pages() {
    std::ifstream file("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    file >> total >> resident;
    return resident;
}

#if defined(__has_feature)
#define MODEL_COUNTER_HAS_FEATURE(name) __has_feature(name)
#else
#define MODEL_COUNTER_HAS_FEATURE(name) 0
#endif
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__) || \
    MODEL_COUNTER_HAS_FEATURE(thread_sanitizer) || MODEL_COUNTER_HAS_FEATURE(address_sanitizer)
constexpr bool kSanitized = true;  // slow, and its shadow memory grows with the address space used
#else
constexpr bool kSanitized = false;
#endif
constexpr int kGenerations = kSanitized ? 3'000 : 100'000;

TEST_F(EmbeddedTableConcurrent, lets_threads_sleep_in_mid_operation_over_many_generations) {
    constexpr std::array kSteps{
        TableStep::probe_slot,    TableStep::claim_slot,        TableStep::look_again,
        TableStep::reserve_arena, TableStep::fill_slot,         TableStep::publish_slot,
        TableStep::load_cell,     TableStep::change_cell,       TableStep::read_slot,
        TableStep::read_cell,     TableStep::close_slot,        TableStep::mark_closed,
        TableStep::draw_nonce,    TableStep::publish_generation};
    Table<HoldingProbe> table(backing_, kSmall);
    const CounterRef present{OwnerRef("user", 1), "present"};
    table.add(present, 1);
    std::vector<std::string> fresh(kSteps.size());
    std::vector<std::thread> threads;
    std::int64_t on_present = 1;
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        fresh[i] = "fresh" + std::to_string(i);
        const bool counts = kSteps[i] <= TableStep::change_cell;
        const bool known = kSteps[i] >= TableStep::load_cell;
        on_present += counts && known ? 1 : 0;
        table.add({OwnerRef("user", 4), "filler"}, 1);
        threads.emplace_back([&, i, counts, known] {
            HoldingProbe::where = kSteps[i];
            HoldingProbe::armed = true;
            if (counts) {
                table.add(known ? present : CounterRef{OwnerRef("user", 2), fresh[i]}, 1);
            } else if (kSteps[i] <= TableStep::read_cell && kSteps[i] >= TableStep::read_slot) {
                static_cast<void>(table.read({&present, 1}));
            } else {
                static_cast<void>(table.seal());
            }
        });
        HoldingProbe::wait_for(static_cast<int>(i) + 1);
    }
    // Those that sleep hold nothing that anybody waits for.
    std::size_t resident = 0;
    std::size_t mappings = 0;
    const CounterRef other{OwnerRef("user", 3), "other"};
    for (int i = 0; i < kGenerations; ++i) {
        table.add(other, 1);
        sync(table);
        if (i == kGenerations / 10) {
            resident = resident_pages();
            mappings = lines_of("/proc/self/maps");
        }
    }
    if (!kSanitized) {
        EXPECT_LT(resident_pages(), resident + 1024);
    }
    EXPECT_LT(lines_of("/proc/self/maps"), mappings + 256);
    HoldingProbe::let_go();
    for (std::thread& thread : threads) {
        thread.join();
    }
    sync(table);
    EXPECT_EQ(value(other), kGenerations);
    EXPECT_EQ(value(present), on_present);
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        if (kSteps[i] < TableStep::load_cell) {
            EXPECT_EQ(value({OwnerRef("user", 2), fresh[i]}), 1) << "held at step " << i;
        }
    }
}

}  // namespace
}  // namespace model_counter::embedded
