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

std::vector<std::string> KillLog::lacks(std::uint64_t hits_least) const {
    std::vector<std::string> lacks;
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        if (is_step_of(where, i) && at_step[i] < hits_least) {
            lacks.push_back(std::string(kSteps[i]) + " was hit " + std::to_string(at_step[i]) +
                            " times, at least " + std::to_string(hits_least) + " are wanted");
        }
    }
    // Over a network less is counted between two syncs, and nothing while the server is away.
    const std::uint64_t one_in = where == CountedIn::embedded ? 2 : 5;
    if (with_waiting_deltas * one_in < kills) {
        lacks.push_back("only " + std::to_string(with_waiting_deltas) + " of " +
                        std::to_string(kills) + " kills met waiting deltas");
    }
    return lacks;
}

}  // namespace model_counter::crash
