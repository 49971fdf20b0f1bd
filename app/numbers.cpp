#include "numbers.hpp"

#include "model_counter/change.hpp"
#include "model_counter/error.hpp"
#include "text.hpp"

#include <charconv>
#include <limits>
#include <string>
#include <system_error>

namespace model_counter::program {
namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view text, const std::string& why) {
    throw Error(ErrorCode::invalid_argument, std::string(what) + " " + in_quotes(text) + " " + why);
}

std::int64_t read_within(std::string_view what, std::string_view text, std::int64_t least,
                         std::int64_t greatest) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, fault] = std::from_chars(text.data(), end, number);
    if (fault == std::errc::invalid_argument || stopped != end) {
        refuse(what, text, "is not a whole decimal number such as 3 or -3");
    }
    if (fault == std::errc::result_out_of_range || number < least || number > greatest) {
        refuse(what, text,
               "is outside " + std::to_string(least) + " ... " + std::to_string(greatest));
    }
    return number;
}

}  // namespace

std::int64_t read_amount(std::string_view text) {
    return read_within("amount", text, -kAmountMax, kAmountMax);
}

std::int64_t read_value(std::string_view text) {
    return read_within("value", text, std::numeric_limits<std::int64_t>::min(),
                       std::numeric_limits<std::int64_t>::max());
}

}  // namespace model_counter::program
