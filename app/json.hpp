#pragma once

#include "doctor.hpp"
#include "ingest_report.hpp"
#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/laravel_import.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {

/// Results and errors as one JSON value on one line.

[[nodiscard]] std::string json_text(const std::string& owner,
                                    const std::vector<CounterValue>& counters);
/// `{"counted": "now"}` or `{"counted": "before"}`
[[nodiscard]] std::string json_text(Counted counted);
[[nodiscard]] std::string json_text(const std::string& owner, const std::string& key,
                                    Interval interval, const std::vector<PeriodValue>& periods);
[[nodiscard]] std::string json_text_of_sum(const std::string& owner, const std::string& key,
                                           Interval interval, std::int64_t sum);
[[nodiscard]] std::string json_text(const std::vector<PruneReport>& reports, bool dry_run);
[[nodiscard]] std::string json_text(const SyncReport& report);
[[nodiscard]] std::string json_text(const std::vector<SyncPreview>& previews);
[[nodiscard]] std::string json_text(const CountersStatus& status);
[[nodiscard]] std::string json_text(const std::vector<MigrationState>& migrations);
[[nodiscard]] std::string json_text(const std::vector<Config::Setting>& settings);
[[nodiscard]] std::string json_text(const std::vector<Check>& checks);
[[nodiscard]] std::string json_text(const IngestReport& report);
[[nodiscard]] std::string json_text(const LaravelReport& report,
                                    const std::vector<LaravelFinding>& first_findings);
[[nodiscard]] std::string json_text(const LaravelCheck& check,
                                    const std::vector<LaravelFinding>& first_findings);
[[nodiscard]] std::string json_text(const Error& error);

/// `{"log": {"level": LEVEL, "message": MESSAGE}}`
[[nodiscard]] std::string json_text_of_log_line(LogLevel level, std::string_view message);

/// `{"written": PATH}`
[[nodiscard]] std::string json_text_of_written_file(const std::string& path);

}  // namespace model_counter::program
