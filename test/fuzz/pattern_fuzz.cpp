// Input: a pattern, a newline, a counter's canonical text. The matcher agrees with a simple one.

#include "fuzz/require.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/error.hpp"
#include "model_counter/pattern.hpp"

#include <string>
#include <vector>

using model_counter::CounterId;
using model_counter::Error;
using model_counter::ErrorCode;
using model_counter::Pattern;
using model_counter::fuzz::cut;
using model_counter::fuzz::require;

namespace {

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> result;
    for (const char byte : text) {
        const bool continues = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
        if (continues && !result.empty()) {
            result.back() += byte;
        } else {
            result.emplace_back(1, byte);
        }
    }
    return result;
}

// Which prefixes of the text the pattern so far matches, one pattern character after another.
bool matches_field(std::string_view pattern, std::string_view text) {
    const std::vector<std::string> wanted = characters(pattern);
    const std::vector<std::string> given = characters(text);
    std::vector<char> reached(given.size() + 1, 0);
    reached[0] = 1;
    for (const std::string& character : wanted) {
        std::vector<char> next(given.size() + 1, 0);
        for (std::size_t end = 0; end <= given.size(); ++end) {
            if (character == "*") {
                next[end] = reached[end] != 0 || (end > 0 && next[end - 1] != 0);
            } else if (end > 0 && (character == "?" || character == given[end - 1])) {
                next[end] = reached[end - 1];
            }
        }
        reached = next;
    }
    return reached[given.size()] != 0;
}

bool matches_simply(std::string_view pattern, std::string_view counter) {
    while (!pattern.empty()) {
        const std::string_view wanted = cut(pattern, ':');
        const std::string_view given = cut(counter, ':');
        if (!wanted.empty() && !matches_field(wanted, given)) {
            return false;
        }
    }
    return true;
}

void check(const Pattern& pattern, std::string_view text, std::string_view counter_text) {
    const Pattern again(pattern.text());
    require(again == pattern, "a pattern's text is a pattern with the same text");
    const CounterId counter = CounterId::parse(counter_text);
    const bool matches = pattern.matches(counter.ref());
    require(again.matches(counter.ref()) == matches, "the shortest form matches the same");
    require(matches == matches_simply(pattern.text(), counter_text), "the simple matcher agrees");
    require(matches || !pattern.matches_everything(), "what matches everything matches this");
    require(matches == matches_simply(text, counter_text), "so it does on what was written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view counter = model_counter::fuzz::text_of(data, size);
    const std::string_view text = cut(counter, '\n');
    try {
        check(Pattern(text), text, counter);
    } catch (const Error& error) {
        require(error.kind() == ErrorCode::invalid_argument, "a bad text is an invalid argument");
    }
    return 0;
}
