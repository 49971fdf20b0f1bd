#include "crash/faulty_node.hpp"
#include "crash/random.hpp"
#include "crash/ring_database.hpp"
#include "model_counter/clock.hpp"
#include "model_counter/memory_database.hpp"
#include "redis/cluster_client.hpp"
#include "redis/node.hpp"
#include "redis/slot.hpp"
#include "store/redis/redis_store.hpp"
#include "support/redis_cluster.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// The reshard ring: one shard of a real cluster is moved from primary to primary and back while all
// increments go to it, and every one of them must be counted once, by a call that succeeds.

namespace model_counter::crash {
namespace {

using redis::Redirection;
using std::chrono::milliseconds;
using test::RedisCluster;

constexpr const char* kUsage =
    "Usage: reshard_ring [--increments N] [--seed S] [--plant NAME|each]\n"
    "  --increments  how many, by one call each or in bulk; 20000 unless told otherwise\n"
    "  --seed        of what is drawn; 1 unless told otherwise\n"
    "  --plant       plants a fault, which the run must find; each: after a sound run those of a\n"
    "                cluster's client, one after the other\n"
    "Exit status: 0 every promise was kept, and each fault of `each` was found; 1 not so; 77 no\n"
    "             Redis is installed\n";

constexpr std::uint32_t kHot = 3;
constexpr std::size_t kShared = 64;
constexpr std::size_t kAdders = 2;
constexpr std::size_t kOwn = 8;
/// Single increments that must succeed while half of the keys are here and half are there.
constexpr std::int64_t kWhileHalfWay = 100;
/// Each move is seen by the one or other command only.
constexpr std::int64_t kMovesLeast = 6;
constexpr std::chrono::seconds kPatience{3};

struct Arguments {
    std::int64_t increments = 20'000;
    std::uint64_t seed = 1;
    std::string plant;
};

template <class Number>
bool parse_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool parse(std::string_view name, std::string_view value, Arguments& arguments) {
    if (name == "--plant") {
        arguments.plant = value;
        return value == "each" || planted_fault(value).has_value();
    }
    return name == "--seed" ? parse_number(value, arguments.seed)
                            : name == "--increments" && parse_number(value, arguments.increments);
}

/// A sum, before and after it was counted.
struct Sums {
    std::atomic<std::int64_t> asked{0};
    std::atomic<std::int64_t> acknowledged{0};
};

/// One run on a cluster, in a store of its own.
class ReshardRun {
public:
    ReshardRun(RedisCluster& cluster, const Arguments& arguments, std::optional<PlantedFault> fault)
        : cluster_(cluster), arguments_(arguments) {
        const redis::ClusterUrl url = redis::parse_cluster_url(cluster.url());
        const auto make_node = [fault](const redis::ServerUrl& server) {
            std::unique_ptr<redis::Client> node = std::make_unique<redis::Node>(server);
            return fault ? make_faulty(*fault, std::move(node)) : std::move(node);
        };
        auto client = std::make_unique<redis::ClusterClient>(url, make_node);
        client_ = client.get();
        RedisOptions options;
        options.url = cluster.url();
        options.prefix = "r" + std::to_string(fault ? static_cast<int>(*fault) + 1 : 0) + ":";
        options.timeout = std::chrono::seconds(30);
        slot_ = redis::slot_of(options.prefix + "{" + std::to_string(kHot) + "}:meta");
        store_ = redis::make_redis_store(options, std::move(client),
                                         std::make_unique<redis::ClusterClient>(url, make_node));
        database_->migrate();
        while (store_->shard_of({"user", user_}) != kHot) {
            ++user_;
        }
    }

    /// Returns: whether every promise was kept
    bool run() {
        const auto began = std::chrono::steady_clock::now();
        std::vector<std::thread> threads;
        for (std::size_t adder = 0; adder < kAdders; ++adder) {
            threads.emplace_back([this, adder] { guarded([&] { add(adder); }); });
        }
        threads.emplace_back([this] { guarded([&] { add_with_tokens(); }); });
        threads.emplace_back([this] { guarded([&] { read(); }); });
        threads.emplace_back([this] { guarded([&] { sync_again_and_again(); }); });
        guarded([this] { move_to_and_fro(); });
        over_ = true;
        for (std::thread& thread : threads) {
            thread.join();
        }
        if (wrong_.empty()) {
            guarded([this] { compare(); });
        }
        report(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        return wrong_.empty();
    }

private:
    [[nodiscard]] CounterId counter(const std::string& key) const {
        return {Owner("user", user_), key};
    }
    [[nodiscard]] CounterId shared(std::size_t i) const { return counter("s" + std::to_string(i)); }
    [[nodiscard]] CounterId own(std::size_t adder, std::size_t i) const {
        return counter("o" + std::to_string(adder) + "-" + std::to_string(i));
    }

    void violate(const std::string& what) {
        const std::scoped_lock lock(mutex_);
        over_ = true;
        wrong_.push_back(what);
    }

    /// Nothing is cut and nobody is killed: no call fails.
    void guarded(const std::function<void()>& work) {
        try {
            work();
        } catch (const std::exception& error) {
            violate(std::string("a call failed: ") + error.what());
        }
    }

    void add(std::size_t adder) {
        Random random(arguments_.seed * kAdders + adder);
        while (!over_ && (begun_ < arguments_.increments || moves_ < kMovesLeast)) {
            switch (random.below(40)) {
                case 0:
                    add_many(random);
                    break;
                case 1:
                case 2:
                    change_own(adder, random);
                    break;
                default:
                    add_one(random);
            }
        }
        ++adders_done_;
    }

    void add_one(Random& random) {
        const std::size_t i = random.below(kShared);
        ++begun_;
        shared_[i].asked += 1;
        store_->add(shared(i).ref(), 1);
        shared_[i].acknowledged += 1;
        ++singles_;
    }

    void add_many(Random& random) {
        constexpr std::size_t kAtOnce = 50;
        const std::size_t first = random.below(kShared - kAtOnce);
        std::vector<CounterId> ids;
        std::vector<Increment> increments;
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            ids.push_back(shared(first + i));
        }
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            increments.push_back({ids[i].ref(), 3});
            shared_[first + i].asked += 3;
        }
        begun_ += kAtOnce;
        const BulkResult result = store_->add_many(increments);
        if (result.error) {
            throw Error(*result.error);
        }
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            shared_[first + i].acknowledged += 3;
        }
        in_bulk_ += kAtOnce;
    }

    /// A counter that one thread alone changes is what that thread made of it.
    void change_own(std::size_t adder, Random& random) {
        const std::size_t i = random.below(kOwn);
        std::int64_t& value = own_.at(adder).at(i);
        if (random.one_in(2)) {
            value = random.between(-1000, 1000);
            store_->set(own(adder, i).ref(), value);
        } else {
            store_->add(own(adder, i).ref(), 7);
            value += 7;
        }
        ++own_changes_;
    }

    void add_with_tokens() {
        const CounterId id = counter("token");
        while (!over_) {
            const std::string token = "token " + std::to_string(with_token_ + 1);
            if (store_->add_once(id.ref(), 5, Token(token)) != Counted::now) {
                violate("a token was taken for one that was counted before");
            }
            ++with_token_;
        }
    }

    void read() {
        Random random(arguments_.seed + 1000);
        Reader reader(*store_, *database_, {});
        while (!over_) {
            const std::size_t i = random.below(kShared);
            const CounterId id = shared(i);
            const CounterRef ref = id.ref();
            const std::int64_t least = shared_[i].acknowledged;
            const std::int64_t value = reader.read({&ref, 1}).at(0);
            const std::int64_t greatest = shared_[i].asked;
            if (value < least || value > greatest) {
                violate(id.text() + " was read as " + std::to_string(value) + ", outside of " +
                        std::to_string(least) + " ... " + std::to_string(greatest));
            }
            ++reads_;
        }
    }

    void sync() {
        const SyncReport report = synchronize(*store_, *database_, system_clock(), {}, {});
        if (report.store_went_back || report.database_went_back || report.damaged > 0) {
            violate("a sync says: " + report.warnings.front());
        }
        ++syncs_;
    }

    void sync_again_and_again() {
        while (!over_) {
            std::this_thread::sleep_for(milliseconds(200));
            sync();
        }
    }

    void move_to_and_fro() {
        while (!over_ && adders_done_ < static_cast<int>(kAdders)) {
            const std::size_t from = cluster_.primary_of(slot_);
            cluster_.move_slot(slot_, from, (from + 1) % RedisCluster::kPrimaries,
                               [this] { wait_half_way(); });
            ++moves_;
            std::this_thread::sleep_for(milliseconds(20));
        }
    }

    /// Keys that have moved and keys that have not: increments go on all the same.
    void wait_half_way() {
        const std::int64_t before = singles_;
        const auto until = std::chrono::steady_clock::now() + kPatience;
        while (singles_ < before + kWhileHalfWay && adders_done_ == 0 && !over_) {
            if (std::chrono::steady_clock::now() > until) {
                violate("increments stand still while a slot is half way");
            }
            std::this_thread::sleep_for(milliseconds(1));
        }
    }

    void compare() {
        sync();
        sync();
        for (std::size_t i = 0; i < kShared; ++i) {
            compare(shared(i), shared_[i].acknowledged);
        }
        for (std::size_t adder = 0; adder < kAdders; ++adder) {
            for (std::size_t i = 0; i < kOwn; ++i) {
                compare(own(adder, i), own_.at(adder).at(i));
            }
        }
        compare(counter("token"), 5 * with_token_);
        const std::pair<Redirection::Kind, const char*> seen[]{
            {Redirection::Kind::ask, "ASK"},
            {Redirection::Kind::try_again, "TRYAGAIN"},
            {Redirection::Kind::moved, "MOVED"}};
        for (const auto& [kind, name] : seen) {
            if (client_->counted(kind) == 0) {
                violate(std::string("not thorough: no server said ") + name);
            }
        }
    }

    void compare(const CounterId& id, std::int64_t expected) {
        Reader reader(*store_, *database_, {});
        const CounterRef ref = id.ref();
        const std::int64_t value = reader.read({&ref, 1}).at(0);
        if (value != expected) {
            violate(id.text() + " is " + std::to_string(value) + ", not " +
                    std::to_string(expected));
        }
    }

    void report(double seconds) const {
        for (const std::string& what : wrong_) {
            std::printf("VIOLATION: %s\n", what.c_str());
        }
        std::printf(
            "reshard ring: %s; seed %lu, %ld increments one by one, %ld in bulk, %ld with a token, "
            "%ld sets and increments between them, %ld reads, %ld syncs, %ld moves of the slot in "
            "%.1f s; ASK %lu, TRYAGAIN %lu, MOVED %lu\n",
            wrong_.empty() ? "passed" : "FAILED", arguments_.seed, singles_.load(), in_bulk_.load(),
            with_token_, own_changes_.load(), reads_, syncs_, moves_.load(), seconds,
            client_->counted(Redirection::Kind::ask),
            client_->counted(Redirection::Kind::try_again),
            client_->counted(Redirection::Kind::moved));
        std::fflush(stdout);
    }

    RedisCluster& cluster_;
    const Arguments& arguments_;
    redis::ClusterClient* client_ = nullptr;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Database> database_ = make_memory_database();
    std::uint16_t slot_ = 0;
    std::uint64_t user_ = 1;

    std::atomic<bool> over_{false};
    std::atomic<int> adders_done_{0};
    std::atomic<std::int64_t> begun_{0};
    std::atomic<std::int64_t> singles_{0};
    std::atomic<std::int64_t> in_bulk_{0};
    std::atomic<std::int64_t> own_changes_{0};
    std::array<Sums, kShared> shared_;
    std::array<std::array<std::int64_t, kOwn>, kAdders> own_{};
    std::int64_t with_token_ = 0;
    std::int64_t reads_ = 0;
    std::int64_t syncs_ = 0;
    std::atomic<std::int64_t> moves_{0};
    std::mutex mutex_;
    std::vector<std::string> wrong_;
};

int run(const Arguments& arguments) {
    if (test::redis_recipe().program.empty()) {
        throw NoServer("no Redis is installed");
    }
    const test::TemporaryDirectory directory;
    // Servers do not run as root.
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0711));
    RedisCluster cluster(directory.path(), RedisCluster::Kind::patient);
    if (arguments.plant != "each") {
        return ReshardRun(cluster, arguments, planted_fault(arguments.plant)).run() ? 0 : 1;
    }
    bool is_as_expected = ReshardRun(cluster, arguments, std::nullopt).run();
    for (const char* const name : {"ask_without_asking", "redirected_twice", "try_again_is_done"}) {
        const bool is_found = !ReshardRun(cluster, arguments, planted_fault(name)).run();
        std::printf("%s: %s\n", name, is_found ? "found" : "NOT FOUND");
        is_as_expected = is_as_expected && is_found;
    }
    return is_as_expected ? 0 : 1;
}

int main(int count, char** texts) {
    Arguments arguments;
    for (int i = 1; i < count; i += 2) {
        if (i + 1 >= count || !parse(texts[i], texts[i + 1], arguments)) {
            std::fputs(kUsage, stderr);
            return 2;
        }
    }
    return run(arguments);
}

}  // namespace
}  // namespace model_counter::crash

int main(int count, char** texts) {
    try {
        return model_counter::crash::main(count, texts);
    } catch (const model_counter::crash::NoServer& error) {
        return model_counter::crash::skip("reshard_ring", error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "reshard_ring: %s\n", error.what());
        return 70;
    }
}
