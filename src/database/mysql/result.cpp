#include "database/mysql/result.hpp"

#include "model_counter/error.hpp"

#include <charconv>

namespace model_counter::mysql {

std::int64_t Result::integer(std::size_t row, std::size_t column) const {
    const std::string_view digits = text(row, column);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) {
        throw Error(ErrorCode::corrupt,
                    "the server gave `" + std::string(digits) + "` where a number belongs");
    }
    return value;
}

}  // namespace model_counter::mysql
