#pragma once

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {

/// What somebody found who looked whether all is well, and what to do about it.
struct Check {
    /// `warning`: it works, and something may be lost or fail; `problem`: it does not work.
    enum class Result { good, warning, problem };
    std::string name;  ///< what was looked at, in a few words: `free space`
    Result result = Result::good;
    std::string message;                      ///< what was found
    std::string remedy;                       ///< empty when there is nothing to do
    ErrorCode code = ErrorCode::unavailable;  ///< of a problem
};

}  // namespace model_counter
