#include "crash/kill_log.hpp"

#include <cstdio>

namespace model_counter::crash {

void KillLog::note(Role role, std::size_t step, bool deltas_waited) {
    ++kills;
    ++by_role[static_cast<std::size_t>(role)];
    with_waiting_deltas += deltas_waited ? 1 : 0;
    if (step == 0) {
        ++at_random;
    } else {
        ++at_step[step - 1];
    }
}

std::size_t KillLog::least_hit() const {
    std::size_t least = kSteps.size();
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        if (is_step_of(where, i) && (least == kSteps.size() || at_step[i] < at_step[least])) {
            least = i;
        }
    }
    return least;
}

void KillLog::print() const {
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        if (is_step_of(where, i)) {
            std::printf("  %-22s %6lu\n", kSteps[i], at_step[i]);
        }
    }
    std::printf("  %-22s %6lu\n", "at a random instant", at_random);
    std::printf(
        "  writers %lu, synchronizers %lu, readers %lu; %lu of %lu kills met deltas that the "
        "database did not have\n",
        by_role[0], by_role[1], by_role[2], with_waiting_deltas, kills);
}

bool KillLog::is_thorough(std::uint64_t hits_least) const {
    bool thorough = true;
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        if (is_step_of(where, i) && at_step[i] < hits_least) {
            std::printf("NOT THOROUGH: %s was hit %lu times, at least %lu are wanted\n", kSteps[i],
                        at_step[i], hits_least);
            thorough = false;
        }
    }
    // Over a network less is counted between two syncs, and nothing while the server is away.
    const std::uint64_t one_in = where == CountedIn::embedded ? 2 : 5;
    if (with_waiting_deltas * one_in < kills) {
        std::printf("NOT THOROUGH: only %lu of %lu kills met waiting deltas\n", with_waiting_deltas,
                    kills);
        thorough = false;
    }
    return thorough;
}

}  // namespace model_counter::crash
