#include "commands.hpp"
#include "json.hpp"
#include "model_counter/error.hpp"
#include "period_flags.hpp"
#include "session.hpp"
#include "text.hpp"

#include <charconv>
#include <string>
#include <vector>

namespace model_counter::program {
namespace {

constexpr int kDaysMax = 3'652'059;  // from the year 1 to 9999

std::chrono::hours read_days(const std::string& text) {
    int days = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, days);
    if (error != std::errc() || behind != end || days < 0 || days > kDaysMax) {
        throw Error(ErrorCode::invalid_argument,
                    "--older-than is " + in_quotes(text) + "; write a number of days, such as 90");
    }
    return std::chrono::hours(24 * days);
}

PruneOptions read_options(const CommandLine& line) {
    PruneOptions options;
    options.dry_run = line.dry_run;
    if (line.older_than.has_value() != line.period_flags.interval.has_value()) {
        throw Error(ErrorCode::invalid_argument,
                    "--interval and --older-than go together; without both, hours are kept for 14 "
                    "days, days for 90, weeks for 365, and the others for ever");
    }
    if (line.older_than) {
        options.retentions = {{read_interval(line.period_flags), read_days(*line.older_than)}};
    }
    return options;
}

}  // namespace

int run_prune(const CommandLine& line, Output& output) {
    PruneOptions options = read_options(line);
    Session session(line);
    if (session.timeout_is_flag) {
        options.deadline = Deadline::after(session.config.timeout);
    }
    const auto reports = session.counters.prune(options);
    if (line.json) {
        output.line(json_text(reports, options.dry_run));
        return 0;
    }
    for (const PruneReport& report : reports) {
        std::string text(options.dry_run ? "would remove " : "removed ");
        text += counted(report.rows, std::string(name(report.interval)) + " row") + " before " +
                report.before;
        if (report.store_has_older) {
            text += "; the store holds counts from then on: sync first";
        }
        output.line(text);
    }
    return 0;
}

}  // namespace model_counter::program
