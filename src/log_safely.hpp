#pragma once

#include "model_counter/log.hpp"

#include <string_view>

namespace model_counter {

/// Hands a message to a log sink, if there is one; what the sink throws ends here.
inline void log_safely(const LogSink& log, LogLevel level, std::string_view message) noexcept {
    try {
        if (log) {
            log(level, message);
        }
    } catch (...) {
        // There is nobody left to tell.
    }
}

}  // namespace model_counter
