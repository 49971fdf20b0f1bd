#include "tsv.hpp"

#include "model_counter/error.hpp"
#include "numbers.hpp"
#include "owner_text.hpp"
#include "text.hpp"
#include "time_text.hpp"

namespace model_counter::program {
namespace {

/// Takes the text up to the next tab off the front of `rest`.
std::string_view next_field(std::string_view& rest, bool& more) {
    const auto tab = rest.find('\t');
    const auto field = rest.substr(0, tab);
    more = tab != std::string_view::npos;
    rest.remove_prefix(more ? tab + 1 : rest.size());
    return field;
}

}  // namespace

std::optional<TimedIncrement> read_tsv_line(std::string_view line, const TimeZone* zone,
                                            std::string& fault) {
    bool more = false;
    const auto owner = next_field(line, more);
    if (!more) {
        fault = owner.empty() ? "the line is empty" : "there is no tab in " + in_quotes(owner);
        fault += "; write OWNER<TAB>KEY or OWNER<TAB>KEY<TAB>AMOUNT";
        return std::nullopt;
    }
    const auto key = next_field(line, more);
    std::int64_t amount = 1;
    if (more) {
        const auto text = next_field(line, more);
        if (more && zone == nullptr) {
            fault =
                "there are more than three fields; write OWNER<TAB>KEY[<TAB>AMOUNT], or name an "
                "--interval for a fourth one, the time";
            return std::nullopt;
        }
        try {
            amount = text.empty() && more ? 1 : read_amount(text);
        } catch (const Error& error) {
            fault = error.what();
            return std::nullopt;
        }
    }
    std::optional<Moment> at;
    if (more) {
        const auto text = next_field(line, more);
        if (more) {
            fault = "there are more than four fields; write OWNER<TAB>KEY[<TAB>AMOUNT[<TAB>TIME]]";
            return std::nullopt;
        }
        at = read_time(text, *zone, fault);
        if (!at) {
            return std::nullopt;
        }
    }
    const auto ref = read_owner(owner, fault);
    return ref ? std::optional(TimedIncrement{{{*ref, key}, amount}, at}) : std::nullopt;
}

}  // namespace model_counter::program
