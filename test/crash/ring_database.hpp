#pragma once

#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"
#include "support/server_process.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace model_counter::crash {

/// Where a ring's tables are.
struct RingTables {
    std::string url;  ///< `sqlite:PATH`, `postgresql://...`
    std::string table_name = "model_counters";
};

/// Another connection to them.
///
/// Errors: std::invalid_argument  nothing in this build opens such URLs
[[nodiscard]] std::unique_ptr<Database> open_ring_database(const RingTables& tables,
                                                           Clock* clock = nullptr);

/// A sum that int64 may be too narrow for.
__extension__ using WideAmount = __int128;

/// What was set aside of a store's increments.
struct RejectedSum {
    WideAmount amount = 0;
    std::uint64_t rows = 0;
};

/// The same, of the counters of one owner type.
///
/// Errors: std::exception  the database cannot be asked
[[nodiscard]] RejectedSum rejected_sum(const RingTables& tables, const std::string& store_id,
                                       const std::string& owner_type);

/// The server that is wanted is not installed here.
class NoServer : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Says so on the error output.
///
/// Returns: the exit status: of a test that was skipped, or, with MODEL_COUNTER_SKIPS_FAIL=1 in the
///          environment, of one that failed
[[nodiscard]] int skip(const char* program, const NoServer& why);

/// A ring's database: new tables in a file of its own, or on a server. They go away with it.
class RingDatabase {
public:
    enum class Server {
        shared,     ///< the test run's; it lives as long as the run
        forgetful,  ///< the same, another one that writes nothing through to the disk
        own,        ///< the ring's, to be killed
    };

    /// `what`: `sqlite`, `postgresql`, `mariadb`, or a URL of a server that runs anyway.
    /// `directory` takes files, and the data of a server of the ring's own.
    ///
    /// Errors: NoServer; std::invalid_argument; what the server and the database throw
    RingDatabase(const std::string& what, const std::string& directory, Server server);
    ~RingDatabase();
    RingDatabase(const RingDatabase&) = delete;
    RingDatabase& operator=(const RingDatabase&) = delete;

    [[nodiscard]] const RingTables& tables() const noexcept { return tables_; }
    /// The port of the server; 0: there is none, or it is somebody else's.
    [[nodiscard]] std::uint16_t port() const noexcept { return place_.port; }
    /// The same tables, reached through another port of 127.0.0.1.
    [[nodiscard]] RingTables tables_through(std::uint16_t port) const;

    /// Whether the server is the ring's own.
    [[nodiscard]] bool is_own() const noexcept { return server_.has_value(); }
    /// Kills the ring's own server as a crash would.
    void kill_server() { server_->kill(); }
    /// Starts it again on what it left behind, and waits until it answers.
    void start_server() { server_->start(); }

private:
    std::optional<test::ServerRecipe> recipe_;
    std::optional<test::ServerProcess> server_;
    test::ServerPlace place_;
    std::function<std::string(const test::ServerPlace&)> url_;
    RingTables tables_;
};

}  // namespace model_counter::crash
