#include "doctor.hpp"

#include "lag.hpp"
#include "text.hpp"

#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

namespace model_counter::program {
namespace {

using Result = Check::Result;

constexpr std::uint64_t kFreeBytesWished = 256ULL * 1024 * 1024;

/// The folder, or the nearest one above it that exists.
std::string existing_part(const std::string& folder) {
    std::error_code ignored;
    auto path = std::filesystem::absolute(folder, ignored);
    while (path.has_relative_path() && !std::filesystem::exists(path, ignored)) {
        path = path.parent_path();
    }
    return path.string();
}

Check check_file_system(const std::string& folder) {
    constexpr long kNfs = 0x6969;
    constexpr long kSmb = 0x517B;
    constexpr long kSmb2 = 0xFE534D42L;
    constexpr long kCifs = 0xFF534D42L;
    constexpr long kTmpfs = 0x01021994;
    struct statfs about {};
    if (::statfs(folder.c_str(), &about) != 0) {
        return {"file system", Result::warning, "the file system of " + folder + " is not known",
                "check the path"};
    }
    const auto type = static_cast<long>(about.f_type);
    if (type == kNfs || type == kSmb || type == kSmb2 || type == kCifs) {
        return {"file system", Result::problem, folder + " is on a network file system",
                "use a local disk (--data-dir): several machines must not map the same files",
                ErrorCode::conflict};
    }
    if (type == kTmpfs) {
        return {"file system", Result::warning,
                folder + " is in memory: a restart of the machine takes what is in it",
                "use a disk (--data-dir), unless the counts may be lost"};
    }
    return {"file system", Result::good, folder + " is on a local file system", ""};
}

Check check_free_space(const std::string& folder) {
    struct statvfs about {};
    if (::statvfs(folder.c_str(), &about) != 0) {
        return {"free space", Result::warning, "the free space of " + folder + " is not known",
                "check the path"};
    }
    const std::uint64_t bytes = static_cast<std::uint64_t>(about.f_bavail) * about.f_frsize;
    const std::string message = std::to_string(bytes / (1024 * 1024)) + " MiB free in " + folder;
    if (bytes < kFreeBytesWished) {
        return {"free space", Result::warning, message, "make room, or choose another --data-dir"};
    }
    return {"free space", Result::good, message, ""};
}

Check check_waiting(const CountersStatus& status) {
    const auto sets = status.store.waiting_sets;
    const std::string message = counted(status.store.open_counters, "counter") + " and " +
                                counted(sets, "sealed set") + " not in the database yet";
    if (sets > kWaitingSetsMax / 2) {
        return {"waiting", Result::warning, message,
                "run model-counter sync, and see why it failed; counting stops at " +
                    std::to_string(kWaitingSetsMax) + " sets when the store is full"};
    }
    return {"waiting", Result::good, message, ""};
}

/// How long syncs may stay away before somebody should look.
std::int64_t patience(const Config& config) {
    return 3 * std::chrono::ceil<std::chrono::seconds>(config.sync_interval).count();
}

Check check_lag(const CountersStatus& status, const Config& config) {
    const Lag lag = lag_of(status.store, now_in_seconds());
    const std::string who_syncs =
        "run model-counter work as a service, a Scheduler in your program, or model-counter sync "
        "from cron; if one runs, its log says why it fails";
    if (!lag.something_waits) {
        return {"syncing", Result::good, "all that was counted is in the database", ""};
    }
    if (!lag.seconds) {
        return {"syncing", Result::warning, "counts wait, and no sync has ended yet", who_syncs};
    }
    if (*lag.seconds > patience(config)) {
        return {"syncing", Result::warning,
                "counts wait, and the last sync ended " + span(*lag.seconds) + " ago", who_syncs};
    }
    return {"syncing", Result::good, "the last sync ended " + span(*lag.seconds) + " ago", ""};
}

Check check_rejects(const CountersStatus& status, const Config& config) {
    if (status.database.rejects > 0) {
        return {"rejects", Result::warning,
                counted(status.database.rejects, "row") + " in " + config.table_name + "_rejects",
                "read the reasons there, correct the counters with set, delete the rows"};
    }
    return {"rejects", Result::good, "nothing was set aside", ""};
}

}  // namespace

std::string_view name(Check::Result result) noexcept {
    switch (result) {
        case Result::good:
            return "good";
        case Result::warning:
            return "warning";
        case Result::problem:
            return "problem";
    }
    return "problem";
}

std::vector<Check> check_folder(const std::string& folder) {
    const std::string existing = existing_part(folder);
    Check writable{"folder", Result::good, existing + " can be written", ""};
    if (::access(existing.c_str(), W_OK | X_OK) != 0) {
        writable = {"folder", Result::problem, existing + " cannot be written",
                    "change its permissions, run as its owner, or choose another --data-dir"};
    }
    return {writable, check_file_system(existing), check_free_space(existing)};
}

std::vector<Check> check_migrations(Counters& counters, const Config& config) {
    const auto migrations = counters.database().migrations(Deadline::after(config.timeout));
    const auto waiting =
        std::count_if(migrations.begin(), migrations.end(),
                      [](const MigrationState& migration) { return !migration.applied; });
    if (waiting > 0) {
        return {{"migrations", Result::problem,
                 counted(static_cast<std::uint64_t>(waiting), "migration") + " not applied",
                 "run model-counter migrate", ErrorCode::not_found}};
    }
    return {{"migrations", Result::good,
             counted(migrations.size(), "migration") + " applied, none waiting", ""}};
}

std::vector<Check> check_status(Counters& counters, const Config& config) {
    std::vector<Check> checks;
    const CountersStatus status = counters.status();
    if (status.direct) {
        checks.push_back(
            {"store", Result::good, "none: increments go straight to the database", ""});
    } else {
        checks.push_back(
            {"store", Result::good, status.store.kind + " " + status.store.location, ""});
        checks.push_back(check_waiting(status));
        checks.push_back(check_lag(status, config));
    }
    checks.push_back(
        {"database", Result::good, status.database.kind + " " + status.database.location, ""});
    checks.push_back(check_rejects(status, config));
    for (const auto& warning : status.store.warnings) {
        checks.push_back({"store", Result::warning, warning, ""});
    }
    for (const auto& warning : status.database.warnings) {
        checks.push_back({"database", Result::warning, warning, ""});
    }
    return checks;
}

}  // namespace model_counter::program
