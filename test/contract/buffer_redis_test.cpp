#include "contract/buffer_fixture.hpp"
#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/tcp_proxy.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <csignal>
#include <thread>

namespace model_counter::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Buffer : public BufferTest {};

class BufferOfManyProcesses : public BufferTest {
protected:
    /// A process that counts once, brings it on, and is killed.
    void kill_one_that_counted(const CounterRef& counter) {
        const pid_t child = fork();
        if (child == 0) {
            const auto store = open(in_memory());
            store->add(counter, 1);
            store->flush();
            ::raise(SIGKILL);
        }
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
    }
};

/// The same in memory and in files.
class EveryBuffer : public BufferTest, public testing::WithParamInterface<bool> {
protected:
    [[nodiscard]] BufferOptions options(milliseconds flush_every = kNever) {
        return GetParam() ? in_files(flush_every) : in_memory(flush_every);
    }
};

INSTANTIATE_TEST_SUITE_P(, EveryBuffer, testing::Bool(), [](const auto& kind) {
    return std::string(kind.param ? "in_files" : "in_memory");
});

TEST_P(EveryBuffer, acknowledges_by_itself_and_brings_everything_on) {
    const auto store = open(options());
    for (int user = 0; user < 100; ++user) {
        store->add(key(user), 1);
        store->add(key(user), user);
    }
    EXPECT_EQ(in_redis(key(7)), 0);
    EXPECT_EQ(store->status().buffer->counters, 100U);
    store->flush();
    for (int user = 0; user < 100; ++user) {
        EXPECT_EQ(in_redis(key(user)), user + 1);
    }
    EXPECT_EQ(entries(), 4U) << "one for each shard";
    store->flush();
    EXPECT_EQ(in_redis(key(7)), 8);
    EXPECT_THAT(said(), IsEmpty());
}

TEST_P(EveryBuffer, is_brought_on_by_its_own_thread) {
    const auto store = open(options(milliseconds(1)));
    store->add(key(1), 5);
    for (int i = 0; i < 2000 && in_redis(key(1)) != 5; ++i) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    EXPECT_EQ(in_redis(key(1)), 5);
}

TEST_P(EveryBuffer, lets_its_process_read_what_waits_and_nothing_twice_while_it_is_flushed) {
    const auto store = open(options(milliseconds(1)));
    const auto database = make_memory_database();
    Reader reader(*store, *database, {});
    const CounterRef counter = key(1);
    std::int64_t counted = 0;
    for (int i = 0; i < 3000; ++i) {
        store->add(counter, 1);
        ++counted;
        if (i % 3 == 0) {
            ASSERT_EQ(reader.read({&counter, 1}).at(0), counted);
        }
        if (i % 1000 == 999) {
            synchronize(*store, *database, system_clock(), {}, {});
            ASSERT_EQ(reader.read({&counter, 1}).at(0), counted);
            ASSERT_EQ(reader.read_owner(counter.owner).at(0).value, counted);
        }
    }
}

TEST_P(EveryBuffer, brings_on_what_a_value_or_a_removal_comes_after) {
    const auto store = open(options());
    const auto database = make_memory_database();
    Reader reader(*store, *database, {});
    const auto value = [&](const CounterRef& counter) { return reader.read({&counter, 1}).at(0); };
    store->add(key(1), 100);
    store->add(key(2), 100);
    store->set(key(1), 5);
    store->remove(key(2));
    store->add(key(1), 1);
    store->add(key(2), 2);
    EXPECT_EQ(value(key(1)), 6);
    EXPECT_EQ(value(key(2)), 2);
    synchronize(*store, *database, system_clock(), {}, {});
    EXPECT_EQ(value(key(1)), 6);
    EXPECT_EQ(value(key(2)), 2);
}

TEST_P(EveryBuffer, is_in_the_database_after_a_sync) {
    const auto store = open(options());
    const auto database = make_memory_database();
    for (int user = 0; user < 50; ++user) {
        store->add(key(user), 3);
    }
    EXPECT_EQ(synchronize(*store, *database, system_clock(), {}, {}).rows, 50U);
    EXPECT_EQ(store->status().buffer->waiting_sets, 0U);
    const auto plain = open_plain();
    for (int user = 0; user < 50; ++user) {
        const CounterRef counter = key(user);
        EXPECT_EQ(Reader(*plain, *database, {}).read({&counter, 1}).at(0), 3);
    }
}

TEST_P(EveryBuffer, leaves_no_entry_behind_when_it_is_closed) {
    for (int i = 0; i < 20; ++i) {
        const auto store = open(options());
        store->add(key(i), 1);
        EXPECT_THAT(store->status().buffer->failure, IsEmpty());
        store->close();
        EXPECT_EQ(entries(), 0U);
        EXPECT_EQ(in_redis(key(i)), 1);
    }
    EXPECT_THAT(said(), IsEmpty());
}

TEST_P(EveryBuffer, loses_no_count_where_a_sum_leaves_the_range) {
    const auto store = open(options());
    const auto database = make_memory_database();
    store->set(key(1), kGreatestValue);
    store->add(key(1), 5);
    store->add(key(1, "b"), 7);
    store->flush();
    store->add(key(2), kAmountMax);
    store->add(key(2), kAmountMax);
    store->flush();
    store->add(key(2), kAmountMax);
    store->flush();
    const SyncReport report = synchronize(*store, *database, system_clock(), {}, {});
    EXPECT_EQ(report.rejected, 2U) << "5 for the first, one amount for the second";
    const CounterRef fits = key(1, "b");
    EXPECT_EQ(Reader(*store, *database, {}).read({&fits, 1}).at(0), 7);
}

TEST_P(EveryBuffer, is_exact_when_replies_are_lost) {
    TcpProxy proxy(shared_server(redis_recipe()).port);
    const auto store =
        open(options(milliseconds(2)), "redis://127.0.0.1:" + std::to_string(proxy.port()));
    std::int64_t counted = 0;
    for (int round = 0; round < 30; ++round) {
        proxy.set_rule(TcpProxy::lose_reply_to("EVALSHA", true));
        for (int i = 0; i < 200; ++i) {
            store->add(key(i % 10), 1);
            ++counted;
        }
        if (round % 7 == 0) {
            proxy.cut_all();
        }
        std::this_thread::sleep_for(milliseconds(3));
    }
    proxy.set_rule(nullptr);
    store->close();
    std::int64_t sum = 0;
    for (int user = 0; user < 10; ++user) {
        sum += in_redis(key(user));
    }
    EXPECT_EQ(sum, counted);
    EXPECT_THAT(said(), testing::Not(Contains(HasSubstr("in doubt"))));
}

TEST_P(EveryBuffer, refuses_new_counters_when_it_is_full_and_counts_in_those_it_has) {
    BufferOptions small = options();
    small.counters_max = 50;
    const auto store = open(small, "redis://127.0.0.1:1");
    std::vector<std::int64_t> taken;
    for (int user = 0; user < 60; ++user) {
        if (!code_of([&] { store->add(key(user), 1); })) {
            taken.push_back(user);
        } else {
            EXPECT_NE(message_.find("full"), std::string::npos) << message_;
        }
    }
    EXPECT_EQ(taken.size(), 50U);
    EXPECT_EQ(code_of([&] { store->add(key(1000), 1); }), ErrorCode::busy);
    EXPECT_EQ(code_of([&] { store->add(key(taken[0]), 1); }), std::nullopt);
    const std::vector<Increment> many{{key(taken[1]), 1}, {key(1000), 1}, {key(taken[2]), 1}};
    const BulkResult result = store->add_many(many);
    EXPECT_EQ(result.done, 1U);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->kind(), ErrorCode::busy);
    EXPECT_EQ(code_of([&] { store->flush(); }), ErrorCode::unavailable);
}

TEST_P(EveryBuffer, waits_for_room_where_it_is_told_to) {
    BufferOptions small = options(milliseconds(1));
    small.counters_max = 50;
    small.block_when_full = true;
    const auto store = open(small);
    for (int user = 0; user < 2000; ++user) {
        store->add(key(user), 1);
    }
    std::vector<Increment> many;
    for (int user = 0; user < 2000; ++user) {
        many.push_back({key(user), 1});
    }
    EXPECT_EQ(store->add_many(many).done, many.size());
    store->close();
    std::int64_t sum = 0;
    const auto plain = open_plain();
    for (int user = 0; user < 2000; ++user) {
        sum += pending(*plain, key(user));
    }
    EXPECT_EQ(sum, 4000);
}

TEST_P(EveryBuffer, gives_up_waiting_for_room_in_the_end) {
    BufferOptions small = options(milliseconds(1));
    small.counters_max = 5;
    small.block_when_full = true;
    small.timeout = milliseconds(50);
    const auto store = open(small, "redis://127.0.0.1:1");
    for (int user = 0; user < 5; ++user) {
        store->add(key(user), 1);
    }
    EXPECT_EQ(code_of([&] { store->add(key(9), 1); }), ErrorCode::busy);
}

TEST_P(EveryBuffer, counts_in_threads_and_cells_without_losing_any) {
    auto store = open(options(milliseconds(1)));
    std::atomic<std::int64_t> counted{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            CellRef cell;
            for (int i = 0; i < 20'000; ++i) {
                if (t % 2 == 0 || !try_add(cell, 1)) {
                    store->add(key(i % 100), 1);
                    cell = store->resolve(key(t));
                }
                counted.fetch_add(1, std::memory_order_relaxed);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    store->close();
    std::int64_t sum = 0;
    const auto plain = open_plain();
    for (int user = 0; user < 100; ++user) {
        sum += pending(*plain, key(user));
    }
    EXPECT_EQ(sum, counted.load());
}

TEST_P(EveryBuffer, begins_anew_where_the_store_behind_was_wiped) {
    const auto store = open(options());
    store->add(key(1), 5);
    store->flush();
    for (const std::string& name : run({"KEYS", prefix_ + "*"})) {
        run({"DEL", name});
    }
    store->add(key(1), 2);
    EXPECT_EQ(pending(*store, key(1)), 2);
    store->flush();
    EXPECT_EQ(in_redis(key(1)), 2);
    EXPECT_THAT(said(), Contains(HasSubstr("begins anew")));
    EXPECT_EQ(store->status().buffer->in_doubt, 0U);
}

TEST_P(EveryBuffer, says_in_doubt_where_its_entry_went_while_a_reply_was_lost) {
    TcpProxy proxy(shared_server(redis_recipe()).port);
    const auto store = open(options(), "redis://127.0.0.1:" + std::to_string(proxy.port()));
    store->add(key(1), 1);
    store->flush();
    const std::uint32_t shard = store->shard_of(OwnerRef("user", 1));
    std::atomic<bool> is_lost{false};
    proxy.set_rule([&](TcpProxy::Direction direction, std::string_view) {
        if (direction == TcpProxy::Direction::to_client) {
            is_lost = true;
            return TcpProxy::Verdict::cut;
        }
        return is_lost ? TcpProxy::Verdict::cut : TcpProxy::Verdict::pass;
    });
    store->add(key(1), 10);
    EXPECT_EQ(code_of([&] { store->flush(); }), ErrorCode::unavailable);
    run({"DEL", prefix_ + "{" + std::to_string(shard) + "}:sources",
         prefix_ + "{" + std::to_string(shard) + "}:sources:used"});
    proxy.set_rule(nullptr);
    std::this_thread::sleep_for(milliseconds(50));
    store->flush();
    EXPECT_THAT(said(), Contains(HasSubstr("in doubt")));
    EXPECT_EQ(store->status().buffer->in_doubt, 1U);
    EXPECT_EQ(in_redis(key(1)), 21) << "nothing is dropped, and this was told";
}

TEST_P(EveryBuffer, counts_each_side_of_a_fork_once) {
    auto store = open(options(milliseconds(1)));
    for (int i = 0; i < 100; ++i) {
        store->add(key(i), 1);
    }
    const pid_t child = fork();
    if (child == 0) {
        int status = 1;
        try {
            for (int i = 0; i < 1000; ++i) {
                store->add(key(i % 100), 1);
            }
            store->close();
            status = 0;
        } catch (const std::exception&) {
            status = 2;
        }
        _exit(status);
    }
    for (int i = 0; i < 1000; ++i) {
        store->add(key(i % 100), 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    store->close();
    const auto plain = open_plain();
    for (int i = 0; i < 100; ++i) {
        ASSERT_EQ(pending(*plain, key(i)), 21);
    }
    EXPECT_THAT(said(), testing::Not(Contains(HasSubstr("older state"))));
}

TEST_F(Buffer, has_another_identity_in_memory_after_a_fork) {
    const auto store = open(in_memory());
    store->add(key(1), 1);
    store->flush();
    EXPECT_EQ(entries(), 1U);
    const pid_t child = fork();
    if (child == 0) {
        store->add(key(1), 1);
        store->flush();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(entries(), 2U);
    EXPECT_EQ(in_redis(key(1)), 2);
    store->add(key(1), 1);
    store->flush();
    EXPECT_EQ(in_redis(key(1)), 3);
    EXPECT_EQ(entries(), 2U);
}

TEST_F(Buffer, warns_when_it_is_closed_and_memory_is_lost) {
    const auto store = open(in_memory(), "redis://127.0.0.1:1");
    store->add(key(1), 1);
    EXPECT_EQ(code_of([&] { store->close(); }), ErrorCode::unavailable);
    EXPECT_NE(message_.find("is lost"), std::string::npos) << message_;
}

TEST_F(Buffer, rides_out_an_outage_in_files_and_replays_once) {
    {
        const auto store = open(in_files(), "redis://127.0.0.1:1");
        for (int round = 0; round < 3; ++round) {
            for (int user = 0; user < 500; ++user) {
                store->add(key(user), 1);
            }
            EXPECT_EQ(code_of([&] { store->flush(); }), ErrorCode::unavailable);
        }
        EXPECT_EQ(code_of([&] { store->close(); }), ErrorCode::unavailable);
        EXPECT_NE(message_.find("whoever opens it next"), std::string::npos) << message_;
    }
    const auto first = open(in_files(milliseconds(1)));
    const auto second = open(in_files(milliseconds(1)));
    first->flush();
    second->flush();
    const auto plain = open_plain();
    for (int user = 0; user < 500; ++user) {
        ASSERT_EQ(pending(*plain, key(user)), 3);
    }
    EXPECT_THAT(said(), testing::Not(Contains(HasSubstr("in doubt"))));
}

TEST_F(Buffer, is_shared_by_several_instances_on_the_same_files) {
    const auto first = open(in_files());
    const auto second = open(in_files());
    first->add(key(1), 1);
    second->add(key(1), 2);
    EXPECT_EQ(pending(*first, key(1)), 3);
    second->flush();
    EXPECT_EQ(in_redis(key(1)), 3);
    first->add(key(1), 4);
    first->close();
    EXPECT_EQ(in_redis(key(1)), 7);
    EXPECT_EQ(entries(), 1U) << "one is left that uses it";
    second->add(key(1), 8);
    second->close();
    EXPECT_EQ(in_redis(key(1)), 15);
    EXPECT_EQ(entries(), 0U);
    EXPECT_THAT(said(), testing::Not(Contains(HasSubstr("in doubt"))));
}

TEST_F(Buffer, is_opened_by_the_configuration_and_counts_while_redis_is_away) {
    Config config;
    config.data_dir = directory_.file("data");
    config.store = "redis://127.0.0.1:1";
    config.prefix = prefix_;
    config.buffer = "embedded";
    config.timeout = milliseconds(1000);
    {
        Counters counters = Counters::open(config);
        for (int i = 0; i < 10; ++i) {
            counters.increment(OwnerRef("user", 1), "a", 2);
        }
        EXPECT_EQ(code_of([&] { counters.flush(); }), ErrorCode::unavailable);
    }
    EXPECT_TRUE(std::filesystem::exists(directory_.file("data/buffer")));
    config.store = url();
    Counters counters = Counters::open(config);
    EXPECT_EQ(counters.get(OwnerRef("user", 1), "a"), 20);
    counters.sync();
    const CountersStatus status = counters.status();
    ASSERT_TRUE(status.store.buffer);
    EXPECT_EQ(status.store.buffer->kind, "embedded");
    EXPECT_EQ(status.store.buffer->waiting_sets, 0U);
    EXPECT_GT(status.store.buffer->flushed_at, 0);
    EXPECT_EQ(counters.get(OwnerRef("user", 1), "a"), 20);
}

TEST_F(Buffer, needs_the_rights_that_its_page_lists) {
    ServerProcess server(redis_recipe(), server_directory());
    server.start();
    const std::string where = redis_url(server.place());
    redis_run(where,
              {"ACL",           "SETUSER", "counter",   "on",      ">secret", "~*",    "+@hash",
               "+@scripting",   "+exists", "+renamenx", "+unlink", "+get",    "+set",  "+del",
               "+info",         "+wait",   "+ping",     "+select", "+time",   "+zadd", "+zrem",
               "+zrangebyscore"});
    const auto store = open(
        in_memory(), "redis://counter:secret@127.0.0.1:" + std::to_string(server.place().port));
    store->add(key(1), 1);
    store->flush();
    EXPECT_EQ(pending(*store, key(1)), 1);
    store->close();
}

TEST_F(Buffer, goes_in_front_of_shared_stores_only) {
    EXPECT_EQ(code_of([&] { (void)make_buffered_store(make_memory_store(), {}); }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { (void)open({.flush_every = milliseconds(0)}); }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { (void)open({.counters_max = 0}); }), ErrorCode::invalid_argument);
}

TEST_F(BufferOfManyProcesses, leaves_bounded_garbage_when_sources_come_and_go_by_the_thousand) {
    for (int i = 0; i < 1000; ++i) {
        const auto store = open(in_memory());
        store->add(key(i % 10), 1);
        if (i % 100 == 0) {
            kill_one_that_counted(key(i % 10));
        }
        store->close();
    }
    EXPECT_EQ(entries(), 10U) << "of those that were killed";
    for (int shard = 0; shard < 4; ++shard) {
        const std::string used = prefix_ + "{" + std::to_string(shard) + "}:sources:used";
        for (const std::string& source : run({"ZRANGE", used, "0", "-1"})) {
            run({"ZADD", used, "1", source});
        }
    }
    const auto last = open(in_memory());
    for (int user = 0; user < 10; ++user) {
        last->add(key(user), 0);
        last->add(key(user), 1);
    }
    last->close();
    EXPECT_EQ(entries(), 0U);
    std::int64_t sum = 0;
    for (int user = 0; user < 10; ++user) {
        sum += in_redis(key(user));
    }
    EXPECT_EQ(sum, 1020);
}

}  // namespace
}  // namespace model_counter::test
