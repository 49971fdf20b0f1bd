#include "commands.hpp"
#include "exit_status.hpp"
#include "findings.hpp"
#include "json.hpp"
#include "log_lines.hpp"
#include "model_counter/error.hpp"
#include "model_counter/laravel_import.hpp"
#include "model_counter/memory_database.hpp"
#include "progress_bar.hpp"
#include "session.hpp"
#include "stop_signals.hpp"
#include "table.hpp"
#include "text.hpp"

#include <unistd.h>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace model_counter::program {
namespace {

/// Where there is no terminal, a line of the log in place of a bar.
class ImportProgress {
public:
    void show(const LaravelProgress& progress) {
        const auto total = progress.total > 0 ? std::optional(progress.total) : std::nullopt;
        const std::string note = counted(progress.done, progress.in_redis ? "key" : "row");
        bar_.show(progress.done, total, note);
        const auto now = std::chrono::steady_clock::now();
        if (!is_terminal_ && now >= next_line_) {
            next_line_ = now + kBetweenLines;
            log(LogLevel::info,
                "import: " + note + (total ? " of " + std::to_string(*total) : std::string()));
        }
    }

private:
    static constexpr std::chrono::seconds kBetweenLines{10};

    ProgressBar bar_{"import"};
    bool is_terminal_ = ::isatty(STDERR_FILENO) == 1;
    std::chrono::steady_clock::time_point next_line_ =
        std::chrono::steady_clock::now() + kBetweenLines;
};

std::map<std::string, std::string> owner_types(const std::vector<std::string>& pairs) {
    std::map<std::string, std::string> types;
    for (const std::string& pair : pairs) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw Error(ErrorCode::invalid_argument,
                        "--owner-type " + in_quotes(pair) +
                            " is not CLASS=TYPE, e.g. 'App\\Models\\User=user'");
        }
        types[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return types;
}

/// The database that is imported into. A dry run makes none, and does without one.
struct Target {
    std::optional<Session> session;
    std::unique_ptr<Database> stand_in;

    Database& database() { return session ? session->counters.database() : *stand_in; }
};

Target open_target(Config config, bool changes_nothing) {
    Target target;
    config.store = "direct";  // Rows go past the store; none is made for them.
    config.migrates_files = !changes_nothing;
    std::error_code ignored;
    if (changes_nothing && config.database.empty() &&
        !std::filesystem::exists(config.data_dir, ignored)) {
        target.stand_in = make_memory_database();
        return target;
    }
    target.session.emplace(std::move(config));
    return target;
}

Target open_target(const CommandLine& line, const ImportFlags& flags) {
    try {
        return open_target(load_config(line), line.dry_run || flags.check);
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::conflict || !flags.keep_old_as.empty()) {
            throw;
        }
        throw Error(ErrorCode::conflict,
                    std::string(error.what()) +
                        ", or, where that table is the PHP package's own, let it be renamed: "
                        "--keep-old-as model_counters_laravel");
    }
}

std::string one_line(const LaravelReport& report, bool dry_run) {
    std::string text = dry_run ? "would take " : "took ";
    text += counted(report.rows_taken, "row") + " and " + counted(report.keys_taken, "Redis key");
    if (report.rows_taken_before > 0) {
        text += "; " + counted(report.rows_taken_before, "row") + " had been taken before";
    }
    if (report.bad > 0) {
        text += "; left " + std::to_string(report.bad) + " where they are";
    }
    if (report.rejected > 0) {
        text += "; rejected " + std::to_string(report.rejected);
    }
    return text;
}

void print_types(const LaravelReport& report, Output& output) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& type : report.owner_types) {
        rows.push_back({type.source.empty() ? "(no owner)" : type.source, type.owner_type,
                        counted(type.counters, type.in_redis ? "key" : "row")});
    }
    print_table(rows, output);
}

void print_sums(const LaravelCheck& check, Output& output) {
    for (std::size_t i = 0; i < check.sums.size(); ++i) {
        const LaravelSum& sum = check.sums[i];
        const bool is_total = i + 1 == check.sums.size();
        std::string line = is_total ? "in total"
                                    : sum.owner_type + "\t" + sum.key +
                                          (sum.interval.empty() ? "" : "\t" + sum.interval);
        line += "\ttheirs " + sum.theirs + "\tours " + sum.ours;
        output.line(line + (sum.differs() ? "\tDIFFERS" : ""));
    }
}

int run_check(const CommandLine& line, Database& database, const LaravelImport& options,
              const Findings& findings, Output& output) {
    const LaravelCheck result = check_laravel(database, options);
    if (line.json) {
        output.line(json_text(result, findings.first()));
    } else {
        findings.show();
        print_sums(result, output);
        output.line(result.differences == 0 ? "the sums are the same"
                                            : counted(result.differences, "sum") + " differ");
    }
    return result.differences > 0 || result.report.bad > 0 ? kSetAside : 0;
}

int take_over(const CommandLine& line, Database& database, const LaravelImport& options,
              const Findings& findings, Output& output) {
    const LaravelReport report = import_laravel(database, options);
    if (!line.dry_run) {
        TableNews(load_config(line)).tell();
    }
    if (line.json) {
        output.line(json_text(report, findings.first()));
    } else {
        findings.show();
        print_types(report, output);
        output.line(one_line(report, line.dry_run));
    }
    if (report.stopped) {
        log(LogLevel::warning, "stopped; run the same command again, it goes on from there");
        output.flush();
        StopSignals::end_process();
    }
    return report.bad > 0 || report.rejected > 0 ? kSetAside : 0;
}

}  // namespace

int run_import(const CommandLine& line, Output& output) {
    const ImportFlags& flags = line.import_flags;
    LaravelImport options;
    options.from = flags.from;
    options.from_table = flags.from_table;
    options.redis = flags.redis;
    options.redis_prefix = flags.redis_prefix;
    options.owner_types = owner_types(flags.owner_types);
    options.name = flags.source;
    options.same_source = flags.same_source;
    options.dry_run = line.dry_run;
    options.log = log;
    if (!flags.keep_old_as.empty()) {
        rename_laravel_table(flags.from, flags.from_table, flags.keep_old_as);
        options.from_table = flags.keep_old_as;
    }
    Target target = open_target(line, flags);
    if (target.session) {
        options.batch_rows_max = target.session->config.sync_batch_size;
    }
    Findings findings(flags.findings);
    options.found = [&](const LaravelFinding& finding) { findings.add(finding); };
    ImportProgress progress;
    options.progress = [&](const LaravelProgress& now) { progress.show(now); };
    const StopSignals stop;
    options.stop = [] { return StopSignals::received() != 0; };
    const int status = flags.check ? run_check(line, target.database(), options, findings, output)
                                   : take_over(line, target.database(), options, findings, output);
    findings.finish();
    return status;
}

}  // namespace model_counter::program
