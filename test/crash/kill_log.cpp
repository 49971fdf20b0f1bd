#include "crash/kill_log.hpp"

#include <algorithm>
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
    return static_cast<std::size_t>(std::min_element(at_step.begin(), at_step.end()) -
                                    at_step.begin());
}

void KillLog::print() const {
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        std::printf("  %-22s %6lu\n", kSteps[i], at_step[i]);
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
        if (at_step[i] < hits_least) {
            std::printf("NOT THOROUGH: %s was hit %lu times, at least %lu are wanted\n", kSteps[i],
                        at_step[i], hits_least);
            thorough = false;
        }
    }
    if (with_waiting_deltas * 2 < kills) {
        std::printf("NOT THOROUGH: only %lu of %lu kills met waiting deltas\n", with_waiting_deltas,
                    kills);
        thorough = false;
    }
    return thorough;
}

}  // namespace model_counter::crash
