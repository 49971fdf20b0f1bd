#pragma once

#include "crash/ring_page.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace model_counter::crash {

/// What was killed, and where.
struct KillLog {
    std::array<std::uint64_t, kSteps.size()> at_step{};
    std::array<std::uint64_t, 3> by_role{};  ///< in the order of `Role`
    std::uint64_t kills = 0;
    std::uint64_t at_random = 0;
    std::uint64_t with_waiting_deltas = 0;
    std::uint64_t server_kills = 0;
    CountedIn where = CountedIn::embedded;

    /// Notes a kill; `step` counts from 1, 0: at a random instant.
    void note(Role role, std::size_t step, bool deltas_waited);

    /// The named step that was hit least often.
    [[nodiscard]] std::size_t least_hit() const;

    /// Prints how often each step was hit.
    void print() const;

    /// What makes the run worthless, a line each; nothing: it is worth something.
    [[nodiscard]] std::vector<std::string> lacks(std::uint64_t hits_least) const;
};

}  // namespace model_counter::crash
