#include "store/redis/meta.hpp"

#include "model_counter/error.hpp"

#include <algorithm>
#include <charconv>

namespace model_counter::redis {
namespace {

[[noreturn]] void refuse() {
    throw Error(ErrorCode::corrupt,
                "a shard's notes in Redis are not what this library writes: something else writes "
                "under the store's prefix, or a newer version made the store");
}

std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
        refuse();
    }
    return number;
}

/// Takes what is before the separator off the front.
std::string_view take(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    const auto taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

std::vector<std::uint32_t> parse_bitmap(std::string_view text) {
    std::vector<std::uint32_t> numbers;
    if (text.empty()) {
        refuse();
    }
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        unsigned digit = 0;
        const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 1, digit, 16);
        if (error != std::errc() || end != text.data() + i + 1) {
            refuse();
        }
        for (std::uint32_t bit = 0; bit < 4; ++bit) {
            if ((digit >> bit & 1U) != 0) {
                numbers.push_back(i * 4 + bit);
            }
        }
    }
    return numbers;
}

const std::string& text_at(const Reply& reply, std::size_t i) {
    if (reply.kind != Reply::Kind::list || i >= reply.list.size() ||
        reply.list[i].kind != Reply::Kind::text) {
        refuse();
    }
    return reply.list[i].text;
}

}  // namespace

const WaitingSet* Meta::find(std::uint64_t nonce) const noexcept {
    const auto found = std::find_if(waiting.begin(), waiting.end(),
                                    [&](const WaitingSet& set) { return set.id.nonce == nonce; });
    return found == waiting.end() ? nullptr : &*found;
}

ShardState Meta::state(bool open_is_empty) const {
    ShardState state;
    state.store_id = store_id;
    state.last_discarded = discarded;
    state.open_seq = next;
    state.open_is_empty = open_is_empty;
    for (const WaitingSet& set : waiting) {
        state.waiting.push_back(set.id);
    }
    return state;
}

Meta parse_meta(const Reply& reply) {
    Meta meta;
    meta.store_id = text_at(reply, 0);
    meta.next = number_of(text_at(reply, 1));
    meta.discarded = number_of(text_at(reply, 2));
    meta.waiting_text = text_at(reply, 3);
    meta.layout = text_at(reply, 4);
    for (std::string_view rest = meta.waiting_text; !rest.empty();) {
        std::string_view text = take(rest, ' ');
        WaitingSet set;
        set.id.seq = number_of(take(text, ':'));
        set.id.nonce = number_of(take(text, ':'));
        set.fields = number_of(take(text, ':'));
        set.buckets = parse_bitmap(text);
        meta.waiting.push_back(std::move(set));
    }
    return meta;
}

std::string waiting_text(const std::vector<WaitingSet>& sets) {
    std::string text;
    for (const WaitingSet& set : sets) {
        text += (text.empty() ? "" : " ") + std::to_string(set.id.seq) + ":" +
                std::to_string(set.id.nonce) + ":" + std::to_string(set.fields) + ":" +
                bitmap_text(set.buckets);
    }
    return text;
}

std::string bitmap_text(const std::vector<std::uint32_t>& numbers) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::uint32_t most = numbers.empty() ? 0 : numbers.back();
    std::vector<unsigned> digits(most / 4 + 1);
    for (const std::uint32_t number : numbers) {
        digits[number / 4] |= 1U << (number % 4);
    }
    std::string text;
    for (const unsigned digit : digits) {
        text += kDigits[digit];
    }
    return text;
}

}  // namespace model_counter::redis
