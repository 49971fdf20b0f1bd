#include "store/redis/field.hpp"

#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"

#include <array>
#include <charconv>

namespace model_counter::redis {
namespace {

void append_id(std::string& text, const OwnerRef& owner) {
    if (owner.has_integer_id()) {
        std::array<char, 20> digits;
        const char* const end =
            std::to_chars(digits.data(), digits.data() + digits.size(), owner.integer_id()).ptr;
        text += std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
        return;
    }
    for (const char c : owner.text_id()) {
        if (c == ':') {
            text += "%3A";
        } else if (c == '%') {
            text += "%25";
        } else {
            text += c;
        }
    }
}

void append_owner(std::string& text, const OwnerRef& owner) {
    text += owner.type();
    text += ':';
    append_id(text, owner);
    text += ':';
}

}  // namespace

Field::Field(const CounterRef& counter) {
    append_owner(text, counter.owner);
    owner_size = text.size();
    text += counter.key;
    if (!counter.interval.empty()) {
        text += ':';
        text += counter.interval;
        text += ':';
        text += counter.period;
    }
}

std::string owner_part(const OwnerRef& owner) {
    std::string text;
    append_owner(text, owner);
    return text;
}

std::string encoded_of_field(std::string_view field) {
    try {
        return encode(CounterId::parse(field).ref());
    } catch (const Error& error) {
        throw Error(ErrorCode::corrupt, std::string("a field in the Redis store is no counter: ") +
                                            error.what() +
                                            "; something else writes under its prefix");
    }
}

std::uint64_t hash_of(std::string_view text) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    hash = (hash ^ (hash >> 32U)) * 0xd6e8feb86659fd93U;
    hash = (hash ^ (hash >> 32U)) * 0xd6e8feb86659fd93U;
    return hash ^ (hash >> 32U);
}

}  // namespace model_counter::redis
