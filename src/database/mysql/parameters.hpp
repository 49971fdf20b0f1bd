#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace model_counter::mysql {

/// The values of a statement's question marks, in order. Texts are bytes without a character set.
class Parameters {
public:
    using Value = std::variant<std::int64_t, std::string>;

    Parameters& integer(std::int64_t value) {
        values_.emplace_back(value);
        return *this;
    }
    Parameters& text(std::string_view value) {
        values_.emplace_back(std::string(value));
        return *this;
    }

    [[nodiscard]] const std::vector<Value>& values() const noexcept { return values_; }

private:
    std::vector<Value> values_;
};

}  // namespace model_counter::mysql
