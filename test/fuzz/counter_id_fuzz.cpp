// Input: a text. What parses as a counter's canonical text is written back as it was.

#include "fuzz/require.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/error.hpp"

using model_counter::CounterId;
using model_counter::Error;
using model_counter::ErrorCode;
using model_counter::Owner;
using model_counter::fuzz::require;

namespace {

void parse_counter(std::string_view text) {
    try {
        const CounterId counter = CounterId::parse(text);
        require(counter.text() == text, "a canonical text is written back unchanged");
        require(CounterId(counter.ref()) == counter, "a borrowed counter is the same counter");
    } catch (const Error& error) {
        require(error.kind() == ErrorCode::invalid_argument, "a bad text is an invalid argument");
    }
}

void parse_owner(std::string_view text) {
    try {
        const Owner owner = Owner::parse(text);
        require(Owner::parse(owner.text()) == owner, "an owner's text names the same owner");
        require(Owner(owner.ref()) == owner, "a borrowed owner is the same owner");
    } catch (const Error& error) {
        require(error.kind() == ErrorCode::invalid_argument, "a bad owner is an invalid argument");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = model_counter::fuzz::text_of(data, size);
    parse_counter(text);
    parse_owner(text);
    return 0;
}
