#include "bench/plain_server.hpp"

#include "bench/workload.hpp"

namespace model_counter::bench {

std::string rows_of_upsert(std::span<const std::uint32_t> ids, std::string_view now) {
    std::string text;
    for (const std::uint32_t id : ids) {
        text += text.empty() ? "('" : ", ('";
        text += std::string(kOwnerType) + "', " + std::to_string(id) + ", '" + std::string(kKey) +
                "', 1, " + std::string(now) + ", " + std::string(now) + ")";
    }
    return text;
}

}  // namespace model_counter::bench
