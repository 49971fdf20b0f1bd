#include "commands.hpp"
#include "http_server.hpp"
#include "json.hpp"
#include "lag.hpp"
#include "log_lines.hpp"
#include "metrics_page.hpp"
#include "model_counter/error.hpp"
#include "model_counter/scheduler.hpp"
#include "service_manager.hpp"
#include "session.hpp"
#include "sync_text.hpp"
#include "text.hpp"
#include "worker_figures.hpp"

#include <pthread.h>
#include <csignal>
#include <cstdint>
#include <optional>
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

/// What everybody is told of the worker's rounds.
class Rounds {
public:
    Rounds(const CommandLine& line, const Config& config, Output& output, ServiceManager& manager)
        : json_(line.json), table_(config.table_name), output_(output), manager_(manager) {}

    void tell(const SyncReport& report, const Error* error) {
        rounds_.add(report, error);
        manager_.alive();
        if (error != nullptr) {
            manager_.tell(std::string("failing: ") + error->what());
            return;  // The scheduler logs it, or the last sync throws it.
        }
        manager_.tell("at work; last sync: " + log_line(report));
        if (json_) {
            print(report);
        } else {
            log(LogLevel::info, log_line(report));
        }
        log_faults(report, table_);
    }

    [[nodiscard]] WorkerFigures figures() const { return rounds_.figures(); }

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
    ServiceManager& manager_;
    WorkerRounds rounds_;
};

HttpAnswer metrics(Counters& counters, const Rounds& rounds) {
    std::optional<StoreStatus> store;
    try {
        store = counters.store_status();
    } catch (const Error& error) {
        log(LogLevel::warning, std::string("/metrics: ") + error.what());
    }
    return {.type = kMetricsType, .body = metrics_page(rounds.figures(), store, now_in_seconds())};
}

/// Well is a worker whose last sync was good; one that has just begun is, too.
HttpAnswer health(const Rounds& rounds) {
    const WorkerFigures worker = rounds.figures();
    if (worker.failures_in_a_row == 0) {
        return {.body = "well\n"};
    }
    constexpr unsigned kServiceUnavailable = 503;
    return {.status = kServiceUnavailable,
            .body = "the last " + counted(worker.failures_in_a_row, "sync") +
                    " failed: " + worker.failure + "\n"};
}

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
    ServiceManager manager;
    Rounds rounds(line, session.config, output, manager);
    std::optional<HttpServer> server;
    if (!session.config.listen.empty()) {
        server.emplace(
            session.config.listen,
            HttpServer::Pages{{"/health", [&] { return health(rounds); }},
                              {"/metrics", [&] { return metrics(session.counters, rounds); }}});
        log(LogLevel::info, "listening: " + server->url() + "/metrics and /health");
    }
    const CountersStatus status = session.counters.status();
    log(LogLevel::info,
        "at work: store " +
            (status.direct ? "direct" : status.store.kind + " " + status.store.location) +
            ", database " + status.database.kind + " " + status.database.location +
            ", a sync every " + seconds(session.config.sync_interval));

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
    options.on_flush = [&manager] { manager.alive(); };
    options.sync.progress = [&manager](std::uint64_t, std::uint64_t) { manager.alive(); };
    Scheduler scheduler(session.counters, options);
    manager.ready("at work, a sync every " + seconds(session.config.sync_interval));
    const int signal = signals.wait();
    signals.let_go();
    manager.stopping();
    log(LogLevel::info,
        std::string(signal == SIGINT ? "SIGINT" : "SIGTERM") + ": a last sync, then the end");
    scheduler.stop(true);
    session.counters.close();
    log(LogLevel::info, "ended");
    return 0;
}

}  // namespace model_counter::program
