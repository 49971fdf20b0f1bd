// Input: encoded bytes, or two canonical texts on two lines. Decoding and encoding undo each other,
// and bytes order as (type, integer ids before texts, key, interval, period) do.

#include "fuzz/require.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"

#include <compare>
#include <string>
#include <tuple>

using model_counter::CounterId;
using model_counter::CounterRef;
using model_counter::Error;
using model_counter::ErrorCode;
using model_counter::fuzz::require;

namespace {

void decode_bytes(std::string_view bytes) {
    try {
        const CounterRef counter = model_counter::decode(bytes);
        require(model_counter::encode(counter) == bytes, "what decodes is encoded as it was");
    } catch (const Error& error) {
        require(error.kind() == ErrorCode::corrupt, "bytes that do not decode are corrupt");
    }
}

auto order_of(const CounterRef& counter) {
    return std::tuple(std::string(counter.owner.type()), !counter.owner.has_integer_id(),
                      counter.owner.integer_id(), std::string(counter.owner.text_id()),
                      std::string(counter.key), std::string(counter.interval),
                      std::string(counter.period));
}

void compare_two(std::string_view first_text, std::string_view second_text) {
    try {
        const CounterId first = CounterId::parse(first_text);
        const CounterId second = CounterId::parse(second_text);
        const std::string first_bytes = model_counter::encode(first.ref());
        const std::string second_bytes = model_counter::encode(second.ref());
        require(CounterId(model_counter::decode(first_bytes)) == first, "encoding loses nothing");
        require(
            (first_bytes <=> second_bytes) == (order_of(first.ref()) <=> order_of(second.ref())),
            "bytes order as counters do");
        const bool same_owner = first.owner() == second.owner();
        const std::string prefix = model_counter::encoded_owner_prefix(first.owner().ref());
        require(second_bytes.starts_with(prefix) == same_owner, "a prefix belongs to one owner");
    } catch (const Error& error) {
        require(error.kind() == ErrorCode::invalid_argument, "a bad text is an invalid argument");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text = model_counter::fuzz::text_of(data, size);
    decode_bytes(text);
    const std::string_view first = model_counter::fuzz::cut(text, '\n');
    compare_two(first, text);
    return 0;
}
