#pragma once

#include "model_counter/log.hpp"

#include <string_view>

namespace model_counter::program {

/// What lines of the log look like; they go to standard error.
enum class LogStyle {
    plain,        ///< `model-counter: warning: ...`
    timestamped,  ///< of `work`: with the time
    json          ///< `{"log": {"level": ..., "message": ...}}`, warnings and errors only
};

/// Chooses the style.
void start_log(LogStyle style);

/// Shows notes from now on, whatever the style.
void show_notes();

/// Writes a line, when its level is shown.
void log(LogLevel level, std::string_view message);

}  // namespace model_counter::program
