#include "store/redis/server_facts.hpp"

#include <algorithm>
#include <charconv>

namespace model_counter::redis {
namespace {

template <class Number>
Number number_of(std::string_view text) {
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void take(std::string_view name, std::string_view value, ServerFacts& facts) {
    if (name == "redis_version") {
        facts.version = value;
        facts.major = number_of<std::uint32_t>(value);
        const auto dot = std::min(value.find('.'), value.size() - 1);
        facts.minor = number_of<std::uint32_t>(value.substr(dot + 1));
    } else if (name == "maxmemory_policy") {
        facts.policy = value;
    } else if (name == "maxmemory") {
        facts.memory_limit = number_of<std::uint64_t>(value);
    } else if (name == "used_memory") {
        facts.memory_used = number_of<std::uint64_t>(value);
    } else if (name == "aof_enabled") {
        facts.has_append_only_file = value == "1";
    } else if (name == "total_system_memory") {
        facts.memory_there = number_of<std::uint64_t>(value);
    } else if (name == "aof_last_write_status") {
        facts.last_write_status = value;
    } else if (name == "rdb_last_bgsave_status") {
        facts.last_save_status = value;
    } else if (name == "role") {
        facts.role = value;
    } else if (name == "connected_slaves") {
        facts.replicas = number_of<std::uint32_t>(value);
    } else if (name == "cluster_enabled") {
        facts.is_cluster = value == "1";
    }
}

}  // namespace

std::vector<std::string> ServerFacts::warnings() const {
    std::vector<std::string> warnings;
    if (!failure.empty()) {
        warnings.push_back("it does not answer: " + failure);
        return warnings;
    }
    if (evicts()) {
        warnings.push_back("Redis may drop counters when it is full (maxmemory-policy " + policy +
                           "): set noeviction");
    }
    if (!has_append_only_file) {
        warnings.emplace_back(
            "Redis keeps no append-only file: what is not synced is lost when it is restarted or "
            "fails; set appendonly yes");
    }
    return warnings;
}

std::vector<std::string> warnings_of(std::span<const ServerFacts> servers) {
    std::vector<std::string> texts;
    std::vector<std::vector<std::string>> of;
    for (const ServerFacts& facts : servers) {
        for (std::string& text : facts.warnings()) {
            const auto known = std::find(texts.begin(), texts.end(), text);
            const auto place = static_cast<std::size_t>(known - texts.begin());
            if (known == texts.end()) {
                texts.push_back(std::move(text));
                of.emplace_back();
            }
            of[place].push_back(facts.server);
        }
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        texts[i] = on_servers(of[i], servers.size()) + texts[i];
    }
    return texts;
}

std::string on_servers(std::span<const std::string> some, std::size_t of_so_many) {
    if (some.size() == of_so_many) {
        return of_so_many == 1 ? "" : "each of " + std::to_string(of_so_many) + " primaries: ";
    }
    std::string names;
    for (const std::string& server : some) {
        names += (names.empty() ? "" : ", ") + server;
    }
    return names + ": ";
}

ServerFacts parse_info(std::string_view info) {
    ServerFacts facts;
    while (!info.empty()) {
        const auto end = std::min(info.find('\n'), info.size());
        std::string_view line = info.substr(0, end);
        info.remove_prefix(std::min(end + 1, info.size()));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (const auto colon = line.find(':');
            colon != std::string_view::npos && colon + 1 < line.size()) {
            take(line.substr(0, colon), line.substr(colon + 1), facts);
        }
    }
    return facts;
}

}  // namespace model_counter::redis
