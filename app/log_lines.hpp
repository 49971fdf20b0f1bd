#pragma once

#include "model_counter/log.hpp"

#include <string_view>

namespace model_counter::program {

/// What lines of the log look like.
enum class LogStyle {
    plain,       ///< of a command: `model-counter: warning: ...`, from warnings on
    timestamped  ///< of `work`: with the time, from notes on
};

/// Chooses the style; log lines go to standard error.
void start_log(LogStyle style);

/// Writes a line, when its level is shown.
void log(LogLevel level, std::string_view message);

}  // namespace model_counter::program
