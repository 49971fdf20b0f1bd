#pragma once

#include "model_counter/callback.hpp"

#include <string_view>

namespace model_counter {

/// How much a message matters.
enum class LogLevel { debug, info, warning, error };

/// Receives what the library has to say; it never prints by itself. May be called from any thread.
using LogSink = Callback<void(LogLevel, std::string_view)>;

}  // namespace model_counter
