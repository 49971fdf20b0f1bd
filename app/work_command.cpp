#include "commands.hpp"
#include "json.hpp"
#include "log_lines.hpp"
#include "model_counter/error.hpp"
#include "model_counter/scheduler.hpp"
#include "session.hpp"
#include "sync_text.hpp"

#include <pthread.h>
#include <csignal>
#include <string>

namespace model_counter::program {
namespace {

/// SIGINT and SIGTERM, held back in every thread until they are asked for.
class HeldSignals {
public:
    HeldSignals() {
        ::sigemptyset(&signals_);
        ::sigaddset(&signals_, SIGINT);
        ::sigaddset(&signals_, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }

    int wait() {
        int signal = 0;
        ::sigwait(&signals_, &signal);
        return signal;
    }

    /// From now on a signal ends the process: nothing that was counted is lost by that.
    void let_go() { ::pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr); }

private:
    sigset_t signals_{};
};

/// Prints or logs a round.
class Rounds {
public:
    Rounds(const CommandLine& line, const Config& config, Output& output)
        : json_(line.json), table_(config.table_name), output_(output) {}

    void tell(const SyncReport& report, const Error* error) {
        if (error != nullptr) {
            return;  // The scheduler logs it, or the last sync throws it.
        }
        if (json_) {
            print(report);
        } else {
            log(LogLevel::info, log_line(report));
        }
        log_faults(report, table_);
    }

private:
    void print(const SyncReport& report) {
        try {
            output_.line(json_text(report));
            output_.flush();
        } catch (const Error& error) {
            // A reader that went away must not keep counts from the database.
            log(LogLevel::error, error.what());
        }
    }

    bool json_;
    std::string table_;
    Output& output_;
};

std::string seconds(std::chrono::milliseconds time) {
    std::string text = std::to_string(time.count()) + "ms";
    if (time.count() % 1000 == 0) {
        text = std::to_string(time.count() / 1000) + "s";
    }
    return text;
}

}  // namespace

int run_work(const CommandLine& line, Output& output) {
    start_log(line.json ? LogStyle::json : LogStyle::timestamped);
    show_notes();
    HeldSignals signals;
    Session session(line);
    const CountersStatus status = session.counters.status();
    log(LogLevel::info,
        "at work: store " +
            (status.direct ? "direct" : status.store.kind + " " + status.store.location) +
            ", database " + status.database.kind + " " + status.database.location +
            ", a sync every " + seconds(session.config.sync_interval));

    Rounds rounds(line, session.config, output);
    SchedulerOptions options;
    options.sync_every = session.config.sync_interval;
    options.flush_every = session.config.flush_interval;
    options.sync = session.sync_options();
    if (session.timeout_is_flag) {
        options.sync.transaction_timeout = session.config.timeout;
    }
    options.on_round = [&rounds](const SyncReport& report, const Error* error) {
        rounds.tell(report, error);
    };
    Scheduler scheduler(session.counters, options);
    const int signal = signals.wait();
    signals.let_go();
    log(LogLevel::info,
        std::string(signal == SIGINT ? "SIGINT" : "SIGTERM") + ": a last sync, then the end");
    scheduler.stop(true);
    session.counters.close();
    log(LogLevel::info, "ended");
    return 0;
}

}  // namespace model_counter::program
