#include "commands.hpp"
#include "exit_status.hpp"
#include "ingest.hpp"
#include "ingest_progress.hpp"
#include "ingest_report.hpp"
#include "json.hpp"
#include "line_periods.hpp"
#include "log_lines.hpp"
#include "model_counter/error.hpp"
#include "model_counter/source.hpp"
#include "period_flags.hpp"
#include "session.hpp"
#include "source_ingest.hpp"
#include "stop_signals.hpp"
#include "text.hpp"

#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace model_counter::program {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{200};
constexpr std::chrono::seconds kRetryMost{30};
/// Sums of one commit of a source: more lines are added up, and less is held than a store would.
constexpr std::size_t kSourceRowsMax = 100'000;

bool should_stop() { return StopSignals::received() != 0; }

void warn(const std::string& text) { log(LogLevel::warning, text); }

/// Does what a server that is away keeps from being done, again and again until a signal comes.
template <class Action>
auto insist(const Action& action) {
    std::chrono::milliseconds pause{1000};
    for (;;) {
        try {
            return action();
        } catch (const Error& error) {
            if (!error.retryable() && !error.in_doubt()) {
                throw;
            }
            warn(std::string(error.what()) + "; trying again in " +
                 counted(static_cast<std::uint64_t>(pause.count() / 1000), "second"));
            if (StopSignals::wait_for(pause)) {
                throw;
            }
            pause = std::min<std::chrono::milliseconds>(2 * pause, kRetryMost);
        }
    }
}

void check_flags(const CommandLine& line, const Config& config) {
    const IngestFlags& flags = line.ingest_flags;
    const auto refuse = [](const std::string& why) {
        throw Error(ErrorCode::invalid_argument, why);
    };
    if (line.file == "-" && (flags.follow || !flags.source.empty())) {
        refuse(std::string(flags.follow ? "--follow" : "--source") +
               " needs a file, not standard input: it finds it again after a rotation");
    }
    if (flags.from_start && flags.source.empty()) {
        refuse("--from-start is for --source; without one, every run begins at the start");
    }
    if (flags.follow && flags.source.empty() && config.store == "memory") {
        refuse("--follow needs a store that outlives it: choose another --store, or --source");
    }
}

void print(const CommandLine& line, const IngestReport& report, Output& output) {
    if (line.json) {
        output.line(json_text(report));
        return;
    }
    for (const auto& bad : report.first_bad_lines) {
        std::fprintf(stderr, "model-counter: line %llu was set aside: %s\n",
                     static_cast<unsigned long long>(bad.number), bad.reason.c_str());
    }
    if (report.bad > report.first_bad_lines.size()) {
        const auto more = report.bad - report.first_bad_lines.size();
        std::fprintf(stderr, "model-counter: %s more set aside\n",
                     counted(more, "bad line").c_str());
    }
    std::string summary = "counted " + counted(report.counted, "line");
    if (report.bad > 0) {
        summary += ", set " + counted(report.bad, "bad line") + " aside";
    }
    if (report.rejected.value_or(0) > 0) {
        summary += ", rejected " + counted(*report.rejected, "sum");
    }
    output.line(summary);
}

/// Runs to the end, prints what was done, and lets errors go on.
int finish(const CommandLine& line, Output& output, const std::function<IngestReport()>& report,
           const std::function<void()>& run) {
    try {
        run();
    } catch (const Error&) {
        if (const IngestReport done = report(); done.lines > 0) {
            print(line, done, output);
            output.flush();
        }
        throw;
    }
    const IngestReport done = report();
    print(line, done, output);
    return done.bad > 0 || done.rejected.value_or(0) > 0 ? kSetAside : 0;
}

IngestReport report_of(std::uint64_t counted, const BadLines& bad) {
    return {counted + bad.count(), counted, bad.count(), {}, bad.first()};
}

/// A file or standard input, once from its beginning to its end.
void count_once(LineBlocks& blocks, Ingest& ingest, const BadLines& bad) {
    IngestProgress progress(false);
    std::uint64_t lines = 0;
    while (!should_stop()) {
        const std::uint64_t offset = blocks.position();
        auto block = blocks.next();
        if (!block && blocks.is_at_end()) {
            block = blocks.last_line();
        }
        if (!block) {
            return;
        }
        const LogBlock located{*block, offset, lines, blocks.position()};
        lines += block->line_count();
        ingest.count(located);
        progress.show(ingest.lines_counted(), bad.count(), blocks.position(), blocks.bytes_total());
    }
}

/// Fails where there is no log, before anything is made. In the middle of a rotation only older
/// files of it may be there.
void check_log(const std::string& path) {
    if (files_of_log(path).empty() && !std::filesystem::exists(path)) {
        ::close(open_for_reading(path));
    }
}

/// Reads a log, and goes on with what is appended where `follows`; `idle` is called in between.
void read_log(LogReader& log, bool follows, const std::function<void(const LogBlock&)>& count,
              const std::function<void()>& idle) {
    while (!should_stop()) {
        if (const auto block = log.next()) {
            count(*block);
            continue;
        }
        idle();
        if (!follows && log.is_at_end()) {
            return;
        }
        StopSignals::wait_for(kBetweenLooks);
    }
}

int count_into_store(const CommandLine& line, Config config, Output& output) {
    const IngestFlags& flags = line.ingest_flags;
    const StopSignals stop;
    // Opened before anything is made, and once: a named pipe has no second beginning.
    std::unique_ptr<LineBlocks> file;
    if (flags.follow) {
        check_log(line.file);
    } else {
        file = std::make_unique<LineBlocks>(line.file, open_for_reading(line.file), 0,
                                            StopSignals::descriptor());
    }
    const Intervals intervals = read_intervals(line.period_flags);
    const auto zone = open_time_zone(config.timezone);
    const auto format =
        make_line_format(flags.format, flags.key, intervals.empty() ? nullptr : zone.get());
    BadLines bad(flags.dead_letter);
    Session session(std::move(config), line.sources.flags.contains("timeout"));
    LinePeriods periods(session.counters, intervals, *zone);
    const auto sync = [&] { session.counters.sync(session.sync_options()); };
    Ingest ingest(session.counters, *format, periods, bad, [&] {
        if (flags.follow) {
            insist([&] { return sync(), 0; });
        } else {
            sync();
        }
    });
    const int status = finish(
        line, output, [&] { return report_of(ingest.lines_counted(), bad); },
        [&] {
            if (flags.follow) {
                LogReader log(line.file, {}, warn);
                IngestProgress progress(true);
                const auto show = [&] {
                    progress.show(ingest.lines_counted(), bad.count(), log.bytes_read(),
                                  log.bytes_total());
                };
                read_log(
                    log, true,
                    [&](const LogBlock& block) {
                        ingest.count(block);
                        show();
                    },
                    show);
            } else {
                count_once(*file, ingest, bad);
            }
            session.finish_counting();
        });
    if (should_stop() && !flags.follow) {
        const auto next = std::to_string(ingest.next_line());
        warn("stopped; every line before line " + next + " is done: continue with tail -n +" +
             next + " FILE | model-counter ingest -");
        output.flush();
        StopSignals::end_process();
    }
    return status;
}

int count_source(const CommandLine& line, Config config, Output& output) {
    const IngestFlags& flags = line.ingest_flags;
    check_log(line.file);
    const Intervals intervals = read_intervals(line.period_flags);
    const auto zone = open_time_zone(config.timezone);
    const auto format =
        make_line_format(flags.format, flags.key, intervals.empty() ? nullptr : zone.get());
    BadLines bad(flags.dead_letter);
    TableNews news(config);
    config.store = "direct";  // Sums go past the store; none is made for them.
    Session session(std::move(config));
    LinePeriods periods(session.counters, intervals, *zone);
    const StopSignals stop;
    const auto insisted = [&](const auto& action) {
        return flags.follow ? insist(action) : action();
    };
    const auto deadline = [&] { return Deadline::after(session.config.transaction_timeout); };
    const auto source = insisted([&] {
        return std::make_unique<Source>(session.counters.database(), flags.source, deadline());
    });
    std::optional<LogPosition> from;
    if (!source->position().empty() && !flags.from_start) {
        from = LogPosition::from_numbers(source->position());
    }
    LogReader log(line.file, from, warn);
    SourceIngest ingest(*source, log, *format, periods, bad, kSourceRowsMax,
                        [&](std::span<const std::uint64_t> position) {
                            auto done =
                                insisted([&] { return source->commit(position, deadline()); });
                            news.tell();
                            return done;
                        });
    if (!from) {
        // A rotation before the first commit must not hide the file that was begun with.
        ingest.commit_position(0, 0);
    }
    IngestProgress progress(flags.follow);
    const auto show = [&] {
        progress.show(ingest.lines_counted(), bad.count(), log.bytes_read(), log.bytes_total());
    };
    const auto report = [&] {
        IngestReport done = report_of(ingest.lines_counted(), bad);
        done.rejected = ingest.rejected();
        return done;
    };
    return finish(line, output, report, [&] {
        read_log(
            log, flags.follow,
            [&](const LogBlock& block) {
                ingest.count(block);
                show();
            },
            [&] {
                ingest.commit_if_due();
                show();
            });
        ingest.commit();
    });
}

}  // namespace

int run_ingest(const CommandLine& line, Output& output) {
    if (line.ingest_flags.follow) {
        start_log(line.json ? LogStyle::json : LogStyle::timestamped);
        show_notes();
    }
    Config config = load_config(line);
    check_flags(line, config);
    return line.ingest_flags.source.empty() ? count_into_store(line, std::move(config), output)
                                            : count_source(line, std::move(config), output);
}

}  // namespace model_counter::program
