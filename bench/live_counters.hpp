#pragma once

#include "bench/scratch_directory.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <optional>

namespace model_counter::bench {

/// The embedded store on a disk, as a program finds it after it has run for a while: the counters
/// 1 ... `count` are live in a generation of the size they need, and no set waits.
class LiveCounters {
public:
    explicit LiveCounters(std::uint32_t count);
    ~LiveCounters();

    [[nodiscard]] Counters& counters() noexcept { return *counters_; }
    [[nodiscard]] Store& store() noexcept { return *store_; }

private:
    void fill();
    void drop_waiting();

    std::uint32_t count_;
    ScratchDirectory directory_;
    Store* store_ = nullptr;  ///< belongs to `counters_`
    std::optional<Counters> counters_;
};

}  // namespace model_counter::bench
