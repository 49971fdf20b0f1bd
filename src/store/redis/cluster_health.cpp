#include "store/redis/cluster_health.hpp"

#include "redis/slot.hpp"
#include "store/redis/server_facts.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {
namespace {

using Result = Check::Result;

/// What follows `name:` in a line of its own.
std::string_view value_of(std::string_view info, const std::string& name) {
    const auto begin = info.find(name + ":");
    if (begin == std::string_view::npos || (begin > 0 && info[begin - 1] != '\n')) {
        return {};
    }
    const std::string_view rest = info.substr(begin + name.size() + 1);
    return rest.substr(0, std::min(rest.find_first_of("\r\n"), rest.size()));
}

std::size_t number_of(std::string_view info, const std::string& name) {
    const std::string_view text = value_of(info, name);
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// What one primary thinks is wrong; nothing: all is well.
std::optional<Check> wrong_of(std::string_view info) {
    const std::size_t assigned = number_of(info, "cluster_slots_assigned");
    const std::size_t failing = number_of(info, "cluster_slots_fail");
    const std::size_t silent = number_of(info, "cluster_slots_pfail");
    const std::string slots = " of " + std::to_string(kSlots) + " slots ";
    if (assigned < kSlots) {
        return Check{"cluster", Result::problem,
                     std::to_string(kSlots - assigned) + slots + "belong to no server",
                     "give them to a primary: redis-cli --cluster fix"};
    }
    if (failing > 0) {
        return Check{"cluster", Result::problem,
                     std::to_string(failing) + slots +
                         "belong to a server that failed, and no replica took its place",
                     "start that server, or CLUSTER FAILOVER TAKEOVER on its replica"};
    }
    if (value_of(info, "cluster_state") != "ok") {
        return Check{"cluster", Result::problem, "it takes no commands: cluster_state is not ok",
                     "see CLUSTER INFO and its log; a primary that was just started waits some "
                     "seconds"};
    }
    if (silent > 0) {
        return Check{"cluster", Result::warning,
                     std::to_string(silent) + slots + "belong to a server that does not answer",
                     "a replica takes its place within cluster-node-timeout; see CLUSTER NODES"};
    }
    return std::nullopt;
}

}  // namespace

Check cluster_health(std::span<const Answers> answers) {
    std::optional<Check> worst;
    std::vector<std::string> who;
    bool may_ask = true;
    for (const Answers& one : answers) {
        const Reply& info = one.replies.at(0);
        may_ask = may_ask && !info.text.starts_with("NOPERM");
        const auto wrong = info.is_good() ? wrong_of(info.text) : std::nullopt;
        if (!wrong || (worst && wrong->result < worst->result)) {
            continue;
        }
        if (!worst || wrong->result > worst->result) {
            worst = wrong;
            who.clear();
        }
        if (wrong->message == worst->message) {
            who.push_back(one.server);
        }
    }
    if (worst) {
        worst->message = on_servers(who, answers.size()) + worst->message;
        return *worst;
    }
    const std::string primaries = std::to_string(answers.size()) + " primaries";
    if (!may_ask) {
        return {"cluster", Result::good,
                primaries + "; the user may not ask how they are (+cluster|info)", ""};
    }
    return {"cluster", Result::good, primaries + " serve all " + std::to_string(kSlots) + " slots",
            ""};
}

}  // namespace model_counter::redis
