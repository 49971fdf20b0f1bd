#include "log_lines.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include "json.hpp"

#include <atomic>
#include <memory>

namespace model_counter::program {
namespace {

std::atomic<bool> writes_json = false;

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

void start_log(LogStyle style) {
    auto logger = std::make_shared<spdlog::logger>(
        "model-counter", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    const bool json = style == LogStyle::json;
    logger->set_level(json ? spdlog::level::warn : spdlog::level::info);
    if (json) {
        logger->set_pattern("%v");
    } else {
        logger->set_pattern(style == LogStyle::plain ? "%n: %l: %v"
                                                     : "%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    }
    writes_json = json;
    spdlog::set_default_logger(std::move(logger));
}

void show_notes() { spdlog::set_level(spdlog::level::info); }

void log(LogLevel level, std::string_view message) {
    if (writes_json) {
        spdlog::log(level_of(level), "{}", json_text_of_log_line(level, message));
    } else {
        spdlog::log(level_of(level), "{}", message);
    }
}

}  // namespace model_counter::program
