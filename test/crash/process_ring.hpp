#pragma once

#include "crash/cut_network.hpp"
#include "crash/kill_log.hpp"
#include "crash/lossy_network.hpp"
#include "crash/random.hpp"
#include "crash/ring_database.hpp"
#include "crash/ring_page.hpp"
#include "crash/ring_servers.hpp"
#include "model_counter/database.hpp"

#include <sys/types.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::crash {

/// Keeps one process in every place of the ring, and kills them again and again.
class ProcessRing {
public:
    struct Options {
        std::string program;    ///< what is executed as a worker
        std::string directory;  ///< of the ring
        std::string plant;      ///< handed on to the workers; empty: none
        std::uint64_t seed = 1;
        std::uint64_t server_kills = 0;           ///< how often the server is killed, and
        std::uint64_t kills_per_server_kill = 0;  ///< after how many kills of processes each
        RingServers* redis = nullptr;  ///< where they count; nothing: in an embedded store
        CountedIn where = CountedIn::embedded;
        std::uint64_t lose_one_in = 0;  ///< COMMITs or replies, of half of the synchronizers
        std::uint64_t cut_one_in = 0;   ///< pieces of what half of the processes and Redis say
    };

    ProcessRing(Options options, RingDatabase& database, RingPage& page);
    ~ProcessRing();
    ProcessRing(const ProcessRing&) = delete;
    ProcessRing& operator=(const ProcessRing&) = delete;

    /// Lets them work until `kills` more of them were killed, or something failed; then stops all.
    void run(std::uint64_t kills);

    [[nodiscard]] const KillLog& log() const noexcept { return log_; }
    /// COMMITs and replies that the network lost.
    [[nodiscard]] std::uint64_t losses() const;
    /// How often connections to Redis were cut.
    [[nodiscard]] std::uint64_t cuts() const;

private:
    using Instant = std::chrono::steady_clock::time_point;

    struct Worker {
        pid_t pid = 0;
        std::size_t step = 0;  ///< where it was told to kill itself, counted from 1; 0: nowhere
        Instant deadline;      ///< when it is killed in any case
        bool was_killed = false;
    };

    void start(std::size_t place);
    [[nodiscard]] RingTables tables_for(std::size_t place);
    [[nodiscard]] std::string ways();
    void reap(std::size_t place, bool& somebody_died);
    void kill_when_due(std::size_t place);
    [[nodiscard]] std::int64_t acknowledged() const;
    [[nodiscard]] bool deltas_wait(std::int64_t acknowledged_before);
    void kill_server_when_due();
    void stop();

    Options options_;
    RingDatabase& ring_database_;
    RingPage& page_;
    Random random_;
    KillLog log_;
    std::array<Worker, kPlaces> workers_;
    std::array<std::unique_ptr<LossyNetwork>, kPlaces> networks_;  ///< of some synchronizers
    std::vector<std::unique_ptr<CutNetwork>> cut_networks_;        ///< one to each Redis
    std::unique_ptr<Database> database_;
    std::uint64_t next_server_kill_ = 0;  ///< after so many kills of processes
};

}  // namespace model_counter::crash
