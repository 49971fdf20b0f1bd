#include "crash/process_ring.hpp"

#include "crash/ring_worker.hpp"

#include <sys/wait.h>

#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

namespace model_counter::crash {
namespace {

using std::chrono::milliseconds;

/// How long a process has to come to the step where it is to kill itself.
constexpr milliseconds kPatience{1000};
/// Each named step is hit once in so many kills, or more often.
constexpr std::uint64_t kKillsPerHit = 40;
/// Increments of a wide counter for each kill.
constexpr int kWidePerKill = 2;
/// Increments with a token for each kill.
constexpr int kOncePerKill = 200;
/// Increments of all the many counters between two checkpoints.
constexpr int kBursts = 2;
/// How long processes have to stop when they are told to.
constexpr milliseconds kStopPatience{60'000};

pid_t execute(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    if (pid < 0) {
        throw std::runtime_error("no process can be made");
    }
    return pid;
}

}  // namespace

ProcessRing::ProcessRing(Options options, RingDatabase& database, RingPage& page)
    : options_(std::move(options)),
      ring_database_(database),
      page_(page),
      random_(options_.seed),
      next_server_kill_(options_.kills_per_server_kill) {
    log_.where = options_.where;
    for (std::size_t place = 0; place < kPlaces; ++place) {
        if (kRoles[place] == Role::synchronizer && options_.lose_one_in > 0) {
            networks_[place] = std::make_unique<LossyNetwork>(ring_database_.port(),
                                                              options_.lose_one_in, random_.next());
        }
    }
    if (options_.redis != nullptr && options_.cut_one_in > 0) {
        for (const std::uint16_t port : options_.redis->ports()) {
            cut_networks_.push_back(
                std::make_unique<CutNetwork>(port, options_.cut_one_in, random_.next()));
        }
    }
}

ProcessRing::~ProcessRing() {
    for (const Worker& worker : workers_) {
        if (worker.pid != 0) {
            ::kill(worker.pid, SIGKILL);
            ::waitpid(worker.pid, nullptr, 0);
        }
    }
}

void ProcessRing::run(std::uint64_t kills) {
    database_ = open_ring_database(ring_database_.tables());
    const std::uint64_t enough = log_.kills + kills;
    page_.stop.store(false);
    page_.bursts_left.store(kBursts);
    while (log_.kills < enough && !page_.failed.load()) {
        bool somebody_died = false;
        for (std::size_t place = 0; place < kPlaces; ++place) {
            if (workers_[place].pid == 0) {
                start(place);
            }
            kill_when_due(place);
            reap(place, somebody_died);
        }
        kill_server_when_due();
        if (!somebody_died) {
            std::this_thread::sleep_for(std::chrono::microseconds(300));
        }
    }
    stop();
    database_->close();
}

void ProcessRing::start(std::size_t place) {
    Worker& worker = workers_[place];
    page_.places[place].rounds.store(0);
    page_.places[place].step.store(0);
    // Synchronizers go through every step; writers seal early, readers help to close.
    const bool synchronizes = kRoles[place] == Role::synchronizer;
    worker.step = 0;
    if (synchronizes && !random_.one_in(8)) {
        const std::size_t step = random_.below(kSteps.size());
        const bool is_ours = is_step_of(log_.where, step);
        worker.step = 1 + (random_.one_in(2) || !is_ours ? log_.least_hit() : step);
    } else if (!synchronizes && log_.where == CountedIn::embedded && random_.one_in(6)) {
        worker.step = 1 + random_.below(5);
    } else if (kRoles[place] == Role::writer && log_.where == CountedIn::buffer &&
               random_.one_in(3)) {
        worker.step = 1 + log_.least_hit();  // flushes come to nearly all of them
    }
    worker.was_killed = false;
    // A buffer is opened beside the store, and each sync brings it on first.
    const std::uint64_t longer = log_.where == CountedIn::buffer ? 5 : 1;
    const milliseconds life(longer * (synchronizes ? random_.below(20) : random_.below(150)));
    worker.deadline = std::chrono::steady_clock::now() + (worker.step > 0 ? kPatience : life);
    // Scripts are many: the first of them would be killed at again and again.
    const bool at_a_script = worker.step > kFirstScriptStep && worker.step <= kFirstBufferStep;
    const std::string occurrence = std::to_string(1 + random_.below(at_a_script ? 60 : 3));
    const RingTables tables = tables_for(place);
    worker.pid =
        execute({options_.program, "--worker", std::to_string(place), "--directory",
                 options_.directory, "--database", tables.url, "--table", tables.table_name,
                 "--seed", std::to_string(random_.next()), "--step", std::to_string(worker.step),
                 "--occurrence", occurrence, "--plant", options_.plant, "--ways", ways()});
}

/// Half of the processes reach their servers over networks that break.
std::string ProcessRing::ways() {
    std::string ways;
    if (!cut_networks_.empty() && random_.one_in(2)) {
        const std::vector<std::uint16_t> ports = options_.redis->ports();
        for (std::size_t i = 0; i < ports.size(); ++i) {
            ways += (i == 0 ? "" : ",") + std::to_string(ports[i]) + "=" +
                    std::to_string(cut_networks_[i]->port());
        }
    }
    return ways;
}

std::uint64_t ProcessRing::cuts() const {
    std::uint64_t sum = 0;
    for (const auto& network : cut_networks_) {
        sum += network->cuts();
    }
    return sum;
}

RingTables ProcessRing::tables_for(std::size_t place) {
    return networks_[place] && random_.one_in(2)
               ? ring_database_.tables_through(networks_[place]->port())
               : ring_database_.tables();
}

std::uint64_t ProcessRing::losses() const {
    std::uint64_t sum = 0;
    for (const auto& network : networks_) {
        sum += network ? network->losses() : 0;
    }
    return sum;
}

void ProcessRing::kill_when_due(std::size_t place) {
    Worker& worker = workers_[place];
    if (worker.was_killed || std::chrono::steady_clock::now() < worker.deadline) {
        return;
    }
    // However slow the machine is, every step gets its share of the kills.
    const std::uint64_t hits_wanted = log_.kills / kKillsPerHit;
    if (kRoles[place] != Role::synchronizer && log_.at_step[log_.least_hit()] < hits_wanted) {
        return;
    }
    // It must have done something, or nothing but its start would ever be tested.
    if (page_.places[place].rounds.load() == 0 &&
        std::chrono::steady_clock::now() < worker.deadline + kPatience && !random_.one_in(50)) {
        return;
    }
    ::kill(worker.pid, SIGKILL);
    worker.was_killed = true;
}

void ProcessRing::reap(std::size_t place, bool& somebody_died) {
    Worker& worker = workers_[place];
    const std::int64_t acknowledged_before = acknowledged();
    int status = 0;
    if (::waitpid(worker.pid, &status, WNOHANG) != worker.pid) {
        return;
    }
    somebody_died = true;
    worker.pid = 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
        log_.note(kRoles[place], page_.places[place].step.load(), deltas_wait(acknowledged_before));
        page_.wide_left.store(kWidePerKill);
        page_.once_left.store(kOncePerKill);
    } else if (WIFSIGNALED(status)) {
        page_.fail("the process in place " + std::to_string(place) + " died of signal " +
                   std::to_string(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
        page_.fail("the process in place " + std::to_string(place) + " ended with status " +
                   std::to_string(WEXITSTATUS(status)));
    }
}

/// What was acknowledged of the first owner's growing counters.
std::int64_t ProcessRing::acknowledged() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < kGrowingPerOwner; ++i) {
        sum += page_.growing_acknowledged(i);
    }
    return sum;
}

/// True when the database surely lacked something at the kill: it has less now than was
/// acknowledged before.
bool ProcessRing::deltas_wait(std::int64_t acknowledged_before) {
    std::int64_t in_database = 0;
    const CounterId first = growing_counter(0);
    try {
        for (const auto& row :
             database_->read_owner({std::string(32, '0'), 0}, first.owner().ref()).rows) {
            in_database += row.count;
        }
    } catch (const Error& error) {
        if (error.kind() == ErrorCode::unavailable) {
            return false;  // nobody knows
        }
        throw;
    }
    return in_database < acknowledged_before;
}

void ProcessRing::kill_server_when_due() {
    if (log_.server_kills >= options_.server_kills || log_.kills < next_server_kill_) {
        return;
    }
    // In the middle of what the processes do just now.
    std::this_thread::sleep_for(milliseconds(random_.below(20)));
    // Each in turn, where both the store and the database are servers.
    const bool kills_redis =
        options_.redis != nullptr && (!ring_database_.is_own() || log_.server_kills % 2 == 0);
    if (kills_redis) {
        if (!options_.redis->disturb(random_)) {
            return;
        }
    } else {
        ring_database_.kill_server();
        std::this_thread::sleep_for(milliseconds(random_.below(50)));
        ring_database_.start_server();
    }
    ++log_.server_kills;
    next_server_kill_ += options_.kills_per_server_kill;
}

void ProcessRing::stop() {
    page_.stop.store(true);
    const auto deadline = std::chrono::steady_clock::now() + kStopPatience;
    for (std::size_t place = 0; place < kPlaces; ++place) {
        bool died = false;
        while (workers_[place].pid != 0) {
            reap(place, died);
            if (!died) {
                std::this_thread::sleep_for(milliseconds(1));
            }
            if (std::chrono::steady_clock::now() > deadline) {
                page_.fail("the process in place " + std::to_string(place) + " does not stop");
                ::kill(workers_[place].pid, SIGKILL);
            }
        }
    }
}

}  // namespace model_counter::crash
