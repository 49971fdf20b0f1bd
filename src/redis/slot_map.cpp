#include "redis/slot_map.hpp"

#include "redis/slot.hpp"

#include <algorithm>

namespace model_counter::redis {

static_assert(std::tuple_size_v<std::array<std::uint16_t, 16384>> == kSlots);

std::optional<SlotMap> SlotMap::read(const Reply& reply, std::string_view asked) {
    if (reply.kind != Reply::Kind::list) {
        return std::nullopt;
    }
    SlotMap map;
    for (const Reply& range : reply.list) {
        // First slot, last slot, the primary as host, port, ..., its replicas.
        if (range.list.size() < 3 || range.list[2].list.size() < 2) {
            return std::nullopt;
        }
        const std::int64_t first = range.list[0].integer;
        const std::int64_t last = range.list[1].integer;
        const Reply& host = range.list[2].list[0];
        if (first < 0 || last >= static_cast<std::int64_t>(kSlots) || first > last) {
            return std::nullopt;
        }
        const std::string name =
            host.text.empty() || host.text == "?" ? std::string(asked) : host.text;
        const std::uint16_t place =
            map.place_of(name + ":" + std::to_string(range.list[2].list[1].integer));
        std::fill(map.places_.begin() + first, map.places_.begin() + last + 1, place);
    }
    return map;
}

void SlotMap::move(std::uint16_t slot, const std::string& address) {
    places_[slot] = place_of(address);
}

std::uint16_t SlotMap::place_of(const std::string& address) {
    const auto found = std::find(addresses_.begin(), addresses_.end(), address);
    const auto place = static_cast<std::uint16_t>(found - addresses_.begin());
    if (found == addresses_.end()) {
        addresses_.push_back(address);
    }
    return place;
}

}  // namespace model_counter::redis
