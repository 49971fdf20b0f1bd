#include "commands.hpp"
#include "exit_status.hpp"
#include "json.hpp"
#include "log_lines.hpp"
#include "progress_bar.hpp"
#include "session.hpp"
#include "sync_text.hpp"
#include "table.hpp"
#include "text.hpp"

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace model_counter::program {
namespace {

/// True where opening would make everything anew, so that nothing can be waiting.
bool is_untouched(const Config& config) {
    std::error_code ignored;
    return config.store == "embedded" && config.database.empty() &&
           !std::filesystem::exists(config.data_dir, ignored) && !ignored;
}

std::vector<SyncPreview> previews_of(const CommandLine& line, const Pattern& pattern) {
    Config config = load_config(line);
    if (is_untouched(config)) {
        return {};
    }
    config.migrates_files = false;
    Session session(std::move(config));
    return session.counters.preview_sync(pattern);
}

int preview(const CommandLine& line, const Pattern& pattern, Output& output) {
    const auto previews = previews_of(line, pattern);
    if (line.json) {
        output.line(json_text(previews));
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& counter : previews) {
        rows.push_back({counter.counter, counter.pending,
                        counter.out_of_range ? "out of range" : std::to_string(counter.becomes)});
    }
    print_table(rows, output);
    if (previews.empty()) {
        output.line("nothing is waiting");
    }
    return 0;
}

}  // namespace

int run_sync(const CommandLine& line, Output& output) {
    const Pattern pattern = line.pattern ? Pattern(*line.pattern) : Pattern();
    if (line.dry_run) {
        return preview(line, pattern, output);
    }
    Session session(line);
    SyncReport report;
    {
        ProgressBar bar("sync");
        SyncOptions options = session.sync_options();
        options.pattern = pattern;
        options.progress = [&bar](std::uint64_t done, std::uint64_t total) {
            bar.show(done, total, counted(done, "row"));
        };
        report = session.counters.sync(options);
    }
    output.line(line.json ? json_text(report) : one_line(report));
    if (!line.json) {
        log_faults(report, session.config.table_name);
    }
    return report.rejected > 0 || report.damaged > 0 ? kSetAside : 0;
}

}  // namespace model_counter::program
