#include "crash/planted_fault.hpp"
#include "crash/random.hpp"
#include "crash/ring_database.hpp"
#include "model_counter/clock.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/redis_store.hpp"
#include "step_hook.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"
#include "sync/synchronizer.hpp"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// The roll-back ring: a Redis that syncs its file every second is killed, and comes back with an
// older copy of that file, again and again, while processes count and sync that are killed, too.
// Each increment has a counter of its own, so what became of it is in its row.

namespace model_counter::crash {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr const char* kUsage =
    "Usage: rollback_ring [--rounds N] [--seed S] [--plant NAME]\n"
    "  --rounds  how often the server comes back with an older file; 6 unless told otherwise\n"
    "  --seed    of what is drawn; 1 unless told otherwise\n"
    "  --plant   plants a fault of a database, which a run must find: up to 20, each of a seed of\n"
    "            its own\n"
    "Exit status: 0 every promise was kept; 1 not so; 77 no Redis is installed\n";

constexpr std::size_t kIncrementsMax = 1'000'000;
constexpr std::uint64_t kOwners = 64;
constexpr std::size_t kWriters = 3;
constexpr std::size_t kSynchronizers = 2;

struct Arguments {
    std::uint64_t rounds = 6;
    std::uint64_t seed = 1;
    std::string plant;
};

std::int64_t now() { return Clock::now().time_since_epoch().count(); }

/// One increment by one.
struct OneIncrement {
    enum class State : std::uint8_t { unused, asked, refused, acknowledged };
    std::atomic<State> state{State::unused};  ///< `asked`: nobody knows what became of it
    std::atomic<std::int64_t> asked_at{0};
    std::atomic<std::int64_t> acknowledged_at{0};
};

/// What processes tell each other, also when they are killed.
struct Page {
    std::atomic<std::size_t> next{0};
    std::atomic<std::uint64_t> syncs{0};
    std::atomic<std::uint64_t> went_back{0};  ///< syncs that said so
    std::atomic<bool> database_went_back{false};
    std::array<OneIncrement, kIncrementsMax> increments;
};

/// When the server forgot: what was acknowledged between the two may be gone.
struct Forgotten {
    std::int64_t from = 0;
    std::int64_t kept_at = 0;  ///< nothing later is in the older file
    std::int64_t to = 0;
};

using Values = std::map<std::size_t, std::int64_t>;

CounterId counter_of(std::size_t increment) {
    return {Owner("user", increment % kOwners), "k" + std::to_string(increment)};
}

std::uint64_t steps_left = 0;  // the hook is a plain function

void die_at_step(const char*) {
    if (--steps_left == 0) {
        ::raise(SIGKILL);
    }
}

class RollbackRing {
public:
    explicit RollbackRing(const Arguments& arguments)
        : arguments_(arguments),
          random_(arguments.seed),
          page_(*new (::mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0)) Page) {
        // Servers do not run as root.
        std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
        server_ = std::make_unique<test::ServerProcess>(test::everysec_redis_recipe(),
                                                        directory_.file("server"));
        server_->start();
        database_ = std::make_unique<RingDatabase>("sqlite", directory_.path(),
                                                   RingDatabase::Server::shared);
        (void)open_store()->shard_count();
    }
    ~RollbackRing() {
        end_all();
        ::munmap(&page_, sizeof(Page));
    }
    RollbackRing(const RollbackRing&) = delete;
    RollbackRing& operator=(const RollbackRing&) = delete;

    /// Returns: whether every promise was kept
    bool run() {
        const auto began = Clock::now();
        for (std::uint64_t round = 0; round < arguments_.rounds && wrong_.empty(); ++round) {
            go_back();
            // Else the next sync is one that may be killed.
            if (round % 2 == 0) {
                sync_and_compare();
            }
        }
        work(milliseconds(200));
        end_all();
        sync();
        sync();
        compare_all();
        report(std::chrono::duration<double>(Clock::now() - began).count());
        return wrong_.empty();
    }

private:
    [[nodiscard]] std::string file() const {
        return server_->place().directory + "/appendonlydir/appendonly.aof.1.incr.aof";
    }
    [[nodiscard]] std::string url() const { return test::redis_url(server_->place()); }
    [[nodiscard]] std::unique_ptr<Store> open_store() const {
        RedisOptions options;
        options.url = url();
        return open_redis_store(options);
    }

    /// The server comes back with the file that it had in the middle of the work.
    void go_back() {
        work(milliseconds(100 + random_.below(200)));
        Forgotten forgotten;
        const std::uintmax_t size = copy_file(forgotten);
        work(milliseconds(100 + random_.below(200)));
        end_all();
        server_->kill();
        forgotten.to = now();
        forgotten_.push_back(forgotten);
        std::filesystem::resize_file(file(), size);
        server_->start();
    }

    /// What came of an increment that was acknowledged before is in the file when this returns.
    std::uintmax_t copy_file(Forgotten& forgotten) {
        forgotten.from = now();
        // With everysec Redis may answer first, and write while it is not busy with its disk.
        while (
            test::redis_run(url(), {"INFO", "persistence"}).at(0).find("aof_buffer_length:0\r") ==
            std::string::npos) {
            std::this_thread::sleep_for(milliseconds(1));
        }
        const std::uintmax_t size = std::filesystem::file_size(file());
        forgotten.kept_at = now();
        return size;
    }

    /// Lets processes count and sync, kills them at random, and starts others. On a slow machine
    /// then kills no more until one of them came to the end of a sync.
    void work(milliseconds time) {
        const auto until = Clock::now() + time;
        const auto at_most = until + std::chrono::minutes(1);
        const std::uint64_t syncs = page_.syncs;
        while (Clock::now() < until || page_.syncs == syncs) {
            if (Clock::now() > at_most) {
                throw std::runtime_error("no sync came to its end within a minute");
            }
            const bool kills = Clock::now() < until;
            for (std::size_t place = 0; place < pids_.size(); ++place) {
                if (kills && pids_[place] != 0 && random_.one_in(place < kWriters ? 20 : 100)) {
                    ::kill(pids_[place], SIGKILL);
                }
                reap(place, WNOHANG);
                if (pids_[place] == 0) {
                    start(place, kills);
                }
            }
            std::this_thread::sleep_for(milliseconds(2));
        }
    }

    void reap(std::size_t place, int how) {
        int status = 0;
        if (pids_[place] == 0 || ::waitpid(pids_[place], &status, how) != pids_[place]) {
            return;
        }
        pids_[place] = 0;
        kills_ += WIFSIGNALED(status) ? 1 : 0;
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
            throw std::runtime_error("a process failed");
        }
    }

    void end_all() {
        for (std::size_t place = 0; place < pids_.size(); ++place) {
            if (pids_[place] != 0) {
                ::kill(pids_[place], SIGKILL);
                reap(place, 0);
            }
        }
    }

    /// `dies`: at a step that is drawn.
    void start(std::size_t place, bool dies) {
        const std::uint64_t seed = random_.next();
        const pid_t child = ::fork();
        if (child != 0) {
            pids_[place] = child;
            return;
        }
        try {
            if (place < kWriters) {
                count();
            } else {
                sync_until_killed(seed, dies);
            }
        } catch (const std::exception& error) {
            std::fprintf(stderr, "a process failed: %s\n", error.what());
            ::_exit(1);
        }
        ::_exit(0);
    }

    void count() {
        const auto store = open_store();
        for (;;) {
            const std::size_t n = page_.next.fetch_add(1);
            if (n >= kIncrementsMax) {
                throw std::runtime_error("there is no room for so many increments");
            }
            OneIncrement& increment = page_.increments[n];
            increment.asked_at = now();
            increment.state = OneIncrement::State::asked;
            try {
                store->add(counter_of(n).ref(), 1);
                increment.acknowledged_at = now();
                increment.state = OneIncrement::State::acknowledged;
            } catch (const Error& error) {
                if (!error.in_doubt()) {
                    increment.state = OneIncrement::State::refused;
                }
                std::this_thread::sleep_for(milliseconds(1));
            }
        }
    }

    void sync_until_killed(std::uint64_t seed, bool dies) {
        Random random(seed);
        // 0 is one that never comes.
        steps_left = dies ? 1 + random.below(random.one_in(2) ? 200 : 4000) : 0;
        const auto store = open_store();
        const auto database = open_database(*store);
        internal::step_hook = die_at_step;
        for (;;) {
            try {
                sync(*store, *database);
            } catch (const Error& error) {
                // The other one holds the lock, or the server is away.
                if (error.kind() != ErrorCode::busy && error.kind() != ErrorCode::unavailable) {
                    throw;
                }
            }
            std::this_thread::sleep_for(milliseconds(random.below(5)));
        }
    }

    [[nodiscard]] std::unique_ptr<Database> open_database(Store& store) const {
        std::unique_ptr<Database> database = open_ring_database(database_->tables());
        const auto fault = planted_fault(arguments_.plant);
        return fault ? plant(*fault, store, std::move(database)) : std::move(database);
    }

    bool sync(Store& store, Database& database) {
        SyncOptions options;
        options.lock_wait = milliseconds(0);
        const SyncReport report = synchronize(store, database, system_clock(), {}, options);
        page_.syncs += 1;
        page_.went_back += report.store_went_back ? 1 : 0;
        if (report.database_went_back) {
            page_.database_went_back = true;
        }
        return report.store_went_back;
    }

    /// Nobody else is at work.
    bool sync() {
        const auto store = open_store();
        return sync(*store, *open_database(*store));
    }

    [[nodiscard]] Values in_database() const {
        Values values;
        const auto database = open_ring_database(database_->tables());
        for (std::uint64_t owner = 0; owner < kOwners; ++owner) {
            for (const auto& row :
                 database->read_owner({std::string(32, '0'), 0}, {"user", owner}).rows) {
                values[number_of(decode(row.encoded).key)] += row.count;
            }
        }
        return values;
    }

    static std::size_t number_of(std::string_view key) {
        std::size_t number = 0;
        std::from_chars(key.data() + 1, key.data() + key.size(), number);
        return number;
    }

    /// What Redis holds by its own account, of hashes whose names have this in them.
    [[nodiscard]] Values in_redis(const std::string& part) const {
        Values values;
        for (const std::string& key :
             test::redis_run(url(), {"KEYS", "counter:{*}:" + part + ":*"})) {
            const auto fields = test::redis_run(url(), {"HGETALL", key});
            for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
                const auto colon = fields[i].rfind(':');
                values[number_of(fields[i].substr(colon + 1))] += std::stoll(fields[i + 1]);
            }
        }
        return values;
    }

    /// The first sync after the server came back applies all that the server still has open, and
    /// what was sealed at most once.
    void sync_and_compare() {
        const Values before = in_database();
        const Values open = in_redis("open");
        const Values sealed = in_redis("set");
        const bool says_so = sync();
        const Values after = in_database();
        for (std::size_t n = 0; n < page_.next; ++n) {
            const auto of = [n](const Values& values) {
                const auto found = values.find(n);
                return found == values.end() ? std::int64_t{0} : found->second;
            };
            const std::int64_t least = of(before) + of(open);
            if (of(after) < least || of(after) > least + of(sealed)) {
                violate(counter_of(n).text() + " is " + std::to_string(of(after)) +
                        " after a sync, outside of " + std::to_string(least) + " ... " +
                        std::to_string(least + of(sealed)));
            }
            if (of(after) > of(before) && of(before) > 0 && !says_so) {
                violate(counter_of(n).text() + " was doubled, and no sync said so");
            }
        }
    }

    void compare_all() {
        const Values values = in_database();
        using State = OneIncrement::State;
        for (std::size_t n = 0; n < page_.next; ++n) {
            const OneIncrement& increment = page_.increments[n];
            const auto found = values.find(n);
            const std::int64_t value = found == values.end() ? 0 : found->second;
            std::int64_t most = increment.state == State::refused ? 0 : 1;
            bool may_be_lost = increment.state != State::acknowledged;
            for (const Forgotten& one : forgotten_) {
                // It was in the older file, and may have been synced before the server went back.
                most += most > 0 && increment.asked_at < one.kept_at ? 1 : 0;
                may_be_lost = may_be_lost || (increment.acknowledged_at >= one.from &&
                                              increment.asked_at <= one.to);
            }
            acknowledged_ += increment.state == State::acknowledged ? 1 : 0;
            forgotten_count_ += value == 0 && increment.state == State::acknowledged ? 1 : 0;
            doubled_ += value > 1 ? 1 : 0;
            if (value > most || (value < 1 && !may_be_lost)) {
                violate(counter_of(n).text() + " is " + std::to_string(value) + ", and not " +
                        (may_be_lost ? "0" : "1") + " ... " + std::to_string(most));
            }
        }
        if (page_.went_back == 0) {
            violate("no sync said that the server went back");
        }
        if (page_.database_went_back) {
            violate("a sync said that the database went back");
        }
    }

    void violate(const std::string& what) {
        constexpr std::size_t kMost = 10;
        if (wrong_.size() < kMost) {
            wrong_.push_back(what);
        }
    }

    void report(double seconds) const {
        for (const std::string& what : wrong_) {
            std::printf("VIOLATION: %s\n", what.c_str());
        }
        std::printf(
            "roll-back ring: %s; seed %lu, %lu processes killed and %zu older files in %.1f s; %lu "
            "increments acknowledged, of which Redis forgot %lu for good and %lu were applied "
            "again; %lu of %lu syncs said that it went back\n",
            wrong_.empty() ? "passed" : "FAILED", arguments_.seed, kills_, forgotten_.size(),
            seconds, acknowledged_, forgotten_count_, doubled_, page_.went_back.load(),
            page_.syncs.load());
    }

    const Arguments& arguments_;
    Random random_;
    Page& page_;
    const test::TemporaryDirectory directory_;
    std::unique_ptr<test::ServerProcess> server_;
    std::unique_ptr<RingDatabase> database_;
    std::array<pid_t, kWriters + kSynchronizers> pids_{};
    std::uint64_t kills_ = 0;
    std::uint64_t acknowledged_ = 0;
    std::uint64_t forgotten_count_ = 0;
    std::uint64_t doubled_ = 0;
    std::vector<Forgotten> forgotten_;
    std::vector<std::string> wrong_;
};

template <class Number>
bool parse_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool parse(std::string_view name, std::string_view value, Arguments& arguments) {
    if (name == "--plant") {
        arguments.plant = value;
        return planted_fault(value).has_value();
    }
    return name == "--seed" ? parse_number(value, arguments.seed)
                            : name == "--rounds" && parse_number(value, arguments.rounds);
}

int main(int count, char** texts) {
    Arguments arguments;
    for (int i = 1; i < count; i += 2) {
        if (i + 1 >= count || !parse(texts[i], texts[i + 1], arguments)) {
            std::fputs(kUsage, stderr);
            return 2;
        }
    }
    if (test::redis_recipe().program.empty()) {
        throw NoServer("no Redis is installed");
    }
    bool kept = RollbackRing(arguments).run();
    constexpr int kRunsMax = 20;
    for (int runs = 1; !arguments.plant.empty() && kept && runs < kRunsMax; ++runs) {
        ++arguments.seed;
        kept = RollbackRing(arguments).run();
    }
    return kept ? 0 : 1;
}

}  // namespace
}  // namespace model_counter::crash

int main(int count, char** texts) {
    try {
        return model_counter::crash::main(count, texts);
    } catch (const model_counter::crash::NoServer& error) {
        return model_counter::crash::skip("rollback_ring", error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "rollback_ring: %s\n", error.what());
        return 70;
    }
}
