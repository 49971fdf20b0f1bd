#include "session.hpp"

#include "log_lines.hpp"

namespace model_counter::program {

Config load_config(const CommandLine& line) {
    Config config = Config::load(line.sources);
    config.log = log;
    return config;
}

void Session::finish_counting() {
    // A store in memory ends with this process; what it acknowledged must not.
    if (config.store == "memory") {
        counters.sync(sync_options());
    }
    counters.close();
}

SyncOptions Session::sync_options() const {
    SyncOptions options;
    options.batch_rows_max = config.sync_batch_size;
    options.lock_wait = config.lock_ttl;
    options.transaction_timeout = config.transaction_timeout;
    if (timeout_is_flag) {
        options.deadline = Deadline::after(config.timeout);
    }
    return options;
}

}  // namespace model_counter::program
