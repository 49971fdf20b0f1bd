#pragma once

#include "crash/world.hpp"
#include "model_counter/pattern.hpp"

#include <cstddef>
#include <map>

// What simulated processes do. An actor goes on where it was when its process was killed: what was
// under way then was never answered.
namespace model_counter::crash {

/// Counts, sets and removes.
class WriterActor {
public:
    WriterActor(World& world, std::size_t process, int operations)
        : world_(world), process_(process), left_(operations) {}

    void run();

private:
    void operate();
    void add(std::size_t counter);
    void add_within(std::size_t counter);
    void add_by_handle(std::size_t counter, std::int64_t amount);
    void add_once(std::size_t counter);
    void add_wide();
    void add_many();
    void change_owner_ids();
    void set(std::size_t counter);
    void remove(std::size_t counter);
    [[nodiscard]] std::int64_t next_amount();

    World& world_;
    std::size_t process_;
    int left_;
    std::uint64_t life_ = 0;
    std::map<std::size_t, CellRef> handles_;
};

/// Syncs, wholly or in part, in small batches.
class SynchronizerActor {
public:
    SynchronizerActor(World& world, std::size_t process, int rounds)
        : world_(world), process_(process), left_(rounds) {}

    void run();

private:
    void synchronize_once();

    World& world_;
    std::size_t process_;
    int left_;
};

/// Reads.
class ReaderActor {
public:
    ReaderActor(World& world, std::size_t process, int rounds)
        : world_(world), process_(process), left_(rounds) {}

    void run();

private:
    void read_counters();
    void read_hot_counters();
    void read_an_owner();

    World& world_;
    std::size_t process_;
    int left_;
};

}  // namespace model_counter::crash
