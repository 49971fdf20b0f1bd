#pragma once

#include "crash/history.hpp"
#include "crash/planted_fault.hpp"
#include "crash/simulated_backing.hpp"
#include "crash/simulated_database.hpp"
#include "crash/simulated_store.hpp"
#include "crash/simulated_tables.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace model_counter::crash {

/// A promise that was not kept.
class Violation : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A store, a database, the processes that use them, and what they saw.
class World {
public:
    struct Options {
        std::size_t counters = 2;
        std::size_t processes = 4;
        embedded::GenerationShape first_shape{8, 1024};
        Overlay overlay = Overlay::none;
        bool may_go_back = false;
        bool has_wide = false;  ///< there is a counter whose sum leaves int64
        DatabaseWeather weather;
        std::optional<PlantedFault> fault;
    };

    World(SimulatedBacking& backing, SimulatedTables& tables, const Options& options);

    /// One process: its own view of the store, its own connection.
    struct Process {
        std::unique_ptr<SimulatedStore> store;
        std::unique_ptr<Database> database;
        std::uint64_t life = 0;  ///< another number for every process that took this one's place
    };

    [[nodiscard]] Process& process(std::size_t index) { return processes_.at(index); }

    /// Puts a new process in the place of a dead one.
    void start_process(std::size_t index);

    [[nodiscard]] std::size_t counters() const noexcept { return ids_.size(); }
    [[nodiscard]] CounterRef counter(std::size_t index) const { return ids_[index].ref(); }

    /// Notes that an operation begins; `answer` or `refuse` says how it ended, or nobody does.
    [[nodiscard]] std::size_t ask(std::size_t counter, Operation::Kind kind, std::int64_t amount);
    void answer(std::size_t counter, std::size_t operation);
    void refuse(std::size_t counter, std::size_t operation);

    /// An increment with a token, of which any number of attempts count once: one operation.
    struct Once {
        std::size_t counter = 0;
        std::size_t operation = 0;
        std::int64_t amount = 0;
    };
    [[nodiscard]] std::vector<Once>& onces() noexcept { return onces_; }
    /// Whether there are any: not where the power is lost, and tokens with it.
    [[nodiscard]] bool has_tokens() const noexcept { return !options_.may_go_back; }
    /// An attempt said that it was counted.
    void answer_once(const Once& once);

    /// Notes what somebody read who began at `invoked`.
    void note_read(std::size_t counter, std::int64_t value, std::uint64_t invoked,
                   bool in_table = false);

    /// The counter whose sum leaves int64. It is only added to, and never read: what counts is that
    /// what the table took and what it rejected is what was added.
    [[nodiscard]] bool has_wide() const noexcept { return options_.has_wide; }
    [[nodiscard]] CounterRef wide_counter() const { return wide_id_.ref(); }
    /// Notes that an increment of it begins, as `ask` does.
    [[nodiscard]] std::size_t ask_wide(std::int64_t amount);
    void answer_wide(std::size_t operation) { wide_[operation].responded = simulation().event(); }
    void refuse_wide(std::size_t operation) { wide_[operation].refused = true; }

    /// Whether a counter's history can take more operations.
    [[nodiscard]] bool has_room(std::size_t counter) const;

    /// What the table holds of each counter now; 0 where there is no row.
    [[nodiscard]] std::vector<std::int64_t> rows() { return tables_.rows(refs_); }

    /// All processes die, and the store goes back to what was flushed.
    void lose_power();
    [[nodiscard]] bool went_back() const noexcept { return went_back_; }

    /// Most writes of one counter that were never answered.
    [[nodiscard]] std::size_t in_doubt() const;

    /// Whether there were too many orders to look at.
    [[nodiscard]] bool has_unknown() const noexcept { return has_unknown_; }

    /// Syncs without failures, and checks that every history ends in what the table holds.
    ///
    /// Errors: Violation
    void settle();

private:
    void check_history(std::size_t counter);
    void check_wide(const std::string& store_id);

    SimulatedBacking& backing_;
    Options options_;
    SimulatedTables& tables_;
    std::vector<CounterId> ids_;
    std::vector<CounterRef> refs_;
    std::vector<Process> processes_;
    std::vector<std::vector<Operation>> histories_;
    std::vector<Once> onces_;
    CounterId wide_id_;
    std::vector<Operation> wide_;
    std::uint64_t lives_ = 0;
    bool went_back_ = false;
    bool has_unknown_ = false;
};

}  // namespace model_counter::crash
