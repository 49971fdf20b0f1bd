#include "store/redis/gathered.hpp"

#include "store/redis/server_facts.hpp"

#include <algorithm>

namespace model_counter::redis {
namespace {

/// A check, and the servers that it is of.
struct Shared {
    Check check;
    std::vector<std::string> servers;
};

bool is_same(const Check& one, const Check& other) {
    return one.name == other.name && one.result == other.result && one.message == other.message &&
           one.remedy == other.remedy;
}

void take(const Check& check, const std::string& server, std::vector<Shared>& found) {
    for (Shared& known : found) {
        if (is_same(known.check, check)) {
            known.servers.push_back(server);
            return;
        }
    }
    // Behind the others of its name.
    auto place = found.end();
    while (place != found.begin() && (place - 1)->check.name != check.name) {
        --place;
    }
    found.insert(place == found.begin() ? found.end() : place, {check, {server}});
}

}  // namespace

std::vector<Check> gathered(std::span<const ServerChecks> servers) {
    std::vector<Shared> found;
    for (const ServerChecks& one : servers) {
        for (const Check& check : one.checks) {
            take(check, one.server, found);
        }
    }
    std::vector<Check> checks;
    for (Shared& shared : found) {
        shared.check.message = on_servers(shared.servers, servers.size()) + shared.check.message;
        checks.push_back(std::move(shared.check));
    }
    return checks;
}

}  // namespace model_counter::redis
