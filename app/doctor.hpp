#pragma once

#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {

/// What a check found.
struct Check {
    enum class Result { good, warning, problem };
    std::string name;
    Result result = Result::good;
    std::string message;
    std::string remedy;                       ///< empty when there is nothing to do
    ErrorCode code = ErrorCode::unavailable;  ///< of a problem
};

/// The result as it is printed: `good`, `warning` or `problem`.
[[nodiscard]] std::string_view name(Check::Result result) noexcept;

/// Looks at the folder of the data, whether or not it exists.
[[nodiscard]] std::vector<Check> check_folder(const std::string& folder);

/// Looks at the tables, at what waits, and at what store and database warn of.
[[nodiscard]] std::vector<Check> check_counters(Counters& counters, const Config& config);

}  // namespace model_counter::program
