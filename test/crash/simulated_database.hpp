#pragma once

#include "crash/simulation.hpp"
#include "support/forwarding_database.hpp"

namespace model_counter::crash {

/// How often calls of a simulated database fail.
struct DatabaseWeather {
    std::uint64_t doubt_one_in = 30;        ///< the reply to COMMIT is lost, before or after it
    std::uint64_t unavailable_one_in = 60;  ///< nothing is done
    bool fair = false;                      ///< nothing fails at all
};

/// A database behind a simulated network: calls are steps, and some fail.
class SimulatedDatabase final : public test::ForwardingDatabase {
public:
    /// `undivided`: nobody else goes on within a call.
    SimulatedDatabase(std::shared_ptr<Database> next, bool undivided,
                      const DatabaseWeather& weather)
        : ForwardingDatabase(std::move(next)), undivided_(undivided), weather_(weather) {}

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override;
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override;
    void write(std::span<const FoldRow> rows, const Deadline& deadline) override;
    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override;
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override;

private:
    void be_reached(std::string_view call);

    template <class Call>
    decltype(auto) undivided(const Call& call) {
        const Simulation::Undivided undivided(undivided_);
        return call();
    }

    bool undivided_;
    const DatabaseWeather& weather_;
};

}  // namespace model_counter::crash
