#include "ingest_progress.hpp"

#include "log_lines.hpp"
#include "text.hpp"

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace model_counter::program {
namespace {

constexpr std::chrono::seconds kBetweenLogLines{60};

/// `812 lines/s`, `4.3 M lines/s`.
std::string rate_text(double per_second) {
    char text[32];
    if (per_second >= 1e6) {
        std::snprintf(text, sizeof text, "%.1f M lines/s", per_second / 1e6);
    } else if (per_second >= 1e4) {
        std::snprintf(text, sizeof text, "%.0f k lines/s", per_second / 1e3);
    } else {
        std::snprintf(text, sizeof text, "%.0f lines/s", per_second);
    }
    return text;
}

std::string time_text(double seconds) {
    const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
    return whole < 120 ? std::to_string(whole) + " s left"
                       : std::to_string((whole + 59) / 60) + " min left";
}

}  // namespace

void IngestProgress::show(std::uint64_t lines, std::uint64_t bad, std::uint64_t done,
                          std::optional<std::uint64_t> total) {
    const auto now = Clock::now();
    if (follows_ && ::isatty(STDERR_FILENO) == 0) {
        tell_log(lines, bad, now);
        return;
    }
    const double seconds = std::max(std::chrono::duration<double>(now - begun_).count(), 1e-3);
    std::string note = counted(lines, "line");
    if (bad > 0) {
        note += ", " + counted(bad, "bad line");
    }
    note += ", " + rate_text(static_cast<double>(lines + bad) / seconds);
    if (!done_before_) {
        done_before_ = done;
    }
    if (total && *total > done && done > *done_before_) {
        const double bytes_a_second = static_cast<double>(done - *done_before_) / seconds;
        note += ", " + time_text(static_cast<double>(*total - done) / bytes_a_second);
    }
    bar_.show(done, total, note);
}

void IngestProgress::tell_log(std::uint64_t lines, std::uint64_t bad, Clock::time_point now) {
    if (now - told_at_ < kBetweenLogLines || (lines == told_lines_ && bad == told_bad_)) {
        return;
    }
    const double seconds = std::chrono::duration<double>(now - told_at_).count();
    log(LogLevel::info,
        "ingest: counted " + counted(lines - told_lines_, "line") + ", set " +
            counted(bad - told_bad_, "bad line") + " aside, " +
            rate_text(static_cast<double>(lines + bad - told_lines_ - told_bad_) / seconds));
    told_at_ = now;
    told_lines_ = lines;
    told_bad_ = bad;
}

}  // namespace model_counter::program
