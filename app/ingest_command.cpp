#include "commands.hpp"
#include "exit_status.hpp"
#include "ingest.hpp"
#include "json.hpp"
#include "log_lines.hpp"
#include "model_counter/error.hpp"
#include "progress_bar.hpp"
#include "session.hpp"
#include "stop_signals.hpp"
#include "text.hpp"

#include <cstdio>
#include <string>

namespace model_counter::program {
namespace {

void count_all(LineBlocks& blocks, Ingest& ingest) {
    ProgressBar bar("ingest");
    while (StopSignals::received() == 0) {
        const auto block = blocks.next();
        if (!block) {
            return;
        }
        ingest.count(*block);
        bar.show(blocks.bytes_read(), blocks.bytes_total(), counted(ingest.report().lines, "line"));
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
    output.line(summary);
}

}  // namespace

int run_ingest(const CommandLine& line, Output& output) {
    LineBlocks blocks(line.file);
    Session session(line);
    const StopSignals stop;
    Ingest ingest(session.counters, [&] { session.counters.sync(session.sync_options()); });
    try {
        count_all(blocks, ingest);
        session.finish_counting();
    } catch (const Error&) {
        if (ingest.report().lines > 0) {
            print(line, ingest.report(), output);
            output.flush();
        }
        throw;
    }
    print(line, ingest.report(), output);
    if (StopSignals::received() != 0) {
        const auto next = std::to_string(ingest.report().lines + 1);
        log(LogLevel::warning, "stopped; every line before line " + next +
                                   " is done: continue with tail -n +" + next +
                                   " FILE | model-counter ingest -");
        output.flush();
        StopSignals::end_process();
    }
    return ingest.report().bad > 0 ? kSetAside : 0;
}

}  // namespace model_counter::program
