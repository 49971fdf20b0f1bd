#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter {

/// An exact sum of 64-bit numbers, in 128 bits: enough for 2^63 of them.
class WideSum {
public:
    /// Adds `number` times `times`.
    void add(std::int64_t number, std::int64_t times = 1) {
        sum_ += static_cast<Wide>(number) * times;
    }
    void add(const WideSum& other) { sum_ += other.sum_; }

    [[nodiscard]] std::string text() const;

    /// Reads a decimal number of at most 38 digits.
    [[nodiscard]] static std::optional<WideSum> read(std::string_view text);

    friend bool operator==(const WideSum&, const WideSum&) = default;

private:
    __extension__ using Wide = __int128;

    Wide sum_ = 0;
};

}  // namespace model_counter
