#include "json.hpp"

#include "findings.hpp"
#include "lag.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace model_counter::program {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
    // Bytes that are no UTF-8 can only come from a file's name or a system's message.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Seconds since the epoch; 0 is never.
Json time_or_null(std::int64_t seconds) { return seconds == 0 ? Json(nullptr) : Json(seconds); }

Json json_of(const LaravelReport& report, const std::vector<LaravelFinding>& first_findings) {
    Json types = Json::array();
    for (const auto& type : report.owner_types) {
        types.push_back({{"source", type.source},
                         {"in_redis", type.in_redis},
                         {"owner_type", type.owner_type},
                         {"counters", type.counters}});
    }
    Json findings = Json::array();
    for (const auto& finding : first_findings) {
        findings.push_back(
            {{"kind", name(finding.kind)}, {"where", finding.where}, {"reason", finding.reason}});
    }
    return {{"rows", report.rows},
            {"rows_taken", report.rows_taken},
            {"rows_taken_before", report.rows_taken_before},
            {"rows_doubled", report.rows_doubled},
            {"keys", report.keys},
            {"keys_taken", report.keys_taken},
            {"bad", report.bad},
            {"rejected", report.rejected},
            {"stopped", report.stopped},
            {"owner_types", types},
            {"first_findings", findings}};
}

}  // namespace

std::string json_text(const std::string& owner, const std::vector<CounterValue>& counters) {
    Json values = Json::object();
    for (const auto& counter : counters) {
        values[counter.key] = counter.value;
    }
    return dumped({{"owner", owner}, {"counters", values}});
}

std::string json_text(Counted counted) {
    return dumped({{"counted", counted == Counted::now ? "now" : "before"}});
}

std::string json_text(const std::string& owner, const std::string& key, Interval interval,
                      const std::vector<PeriodValue>& periods) {
    Json values = Json::array();
    for (const auto& period : periods) {
        values.push_back({{"period", period.period.text()}, {"value", period.value}});
    }
    return dumped(
        {{"owner", owner}, {"key", key}, {"interval", name(interval)}, {"periods", values}});
}

std::string json_text_of_sum(const std::string& owner, const std::string& key, Interval interval,
                             std::int64_t sum) {
    return dumped({{"owner", owner}, {"key", key}, {"interval", name(interval)}, {"sum", sum}});
}

std::string json_text(const std::vector<PruneReport>& reports, bool dry_run) {
    Json intervals = Json::array();
    for (const auto& report : reports) {
        intervals.push_back({{"interval", name(report.interval)},
                             {"before", report.before},
                             {"rows", report.rows},
                             {"store_has_older", report.store_has_older}});
    }
    return dumped({{"dry_run", dry_run}, {"pruned", intervals}});
}

std::string json_text(const SyncReport& report) {
    return dumped({{"rows", report.rows},
                   {"amount", report.amount},
                   {"units", report.units},
                   {"sets", report.sets},
                   {"batches", report.batches},
                   {"retries", report.retries},
                   {"taken", report.taken},
                   {"replaced", report.replaced},
                   {"rejected", report.rejected},
                   {"damaged", report.damaged},
                   {"skipped", report.skipped},
                   {"store_went_back", report.store_went_back},
                   {"database_went_back", report.database_went_back},
                   {"seconds", std::chrono::duration<double>(report.took).count()},
                   {"warnings", report.warnings}});
}

std::string json_text(const std::vector<SyncPreview>& previews) {
    Json result = Json::array();
    for (const auto& preview : previews) {
        result.push_back({{"counter", preview.counter},
                          {"pending", preview.pending},
                          {"becomes", preview.becomes},
                          {"out_of_range", preview.out_of_range}});
    }
    return dumped(result);
}

namespace {

Json json_of(const BufferStatus& buffer) {
    return {{"kind", buffer.kind},
            {"location", buffer.location},
            {"counters", buffer.counters},
            {"counters_max", buffer.counters_max},
            {"waiting_sets", buffer.waiting_sets},
            {"flushed_at", time_or_null(buffer.flushed_at)},
            {"failures", buffer.failures},
            {"failure", buffer.failure},
            {"in_doubt", buffer.in_doubt}};
}

}  // namespace

std::string json_text(const CountersStatus& status) {
    const auto& store = status.store;
    const auto& database = status.database;
    Json in_store = nullptr;
    if (!status.direct) {
        const Lag lag = lag_of(store, now_in_seconds());
        in_store = {{"kind", store.kind},
                    {"location", store.location},
                    {"open_counters", store.open_counters},
                    {"open_capacity", store.open_capacity},
                    {"waiting_sets", store.waiting_sets},
                    {"flushed_at", time_or_null(store.flushed_at)},
                    {"synced_through", time_or_null(store.synced_through)},
                    {"behind_seconds", lag.seconds ? Json(*lag.seconds) : Json(nullptr)},
                    {"units_synced", store.units_synced},
                    {"rows_written", store.rows_written},
                    {"writes_saved", writes_saved(store)},
                    {"bytes", store.bytes},
                    {"warnings", store.warnings}};
        if (store.buffer) {
            in_store["buffer"] = json_of(*store.buffer);
        }
    }
    return dumped({{"direct", status.direct},
                   {"store", in_store},
                   {"database",
                    {{"kind", database.kind},
                     {"location", database.location},
                     {"rows", database.rows},
                     {"rejects", database.rejects},
                     {"last_applied_at", time_or_null(database.last_applied_at)},
                     {"warnings", database.warnings}}}});
}

std::string json_text(const std::vector<MigrationState>& migrations) {
    Json result = Json::array();
    for (const auto& migration : migrations) {
        result.push_back({{"number", migration.number},
                          {"name", migration.name},
                          {"applied", migration.applied}});
    }
    return dumped(result);
}

std::string json_text(const std::vector<Config::Setting>& settings) {
    Json result = Json::array();
    for (const auto& setting : settings) {
        result.push_back(
            {{"key", setting.key}, {"value", setting.value}, {"source", setting.source}});
    }
    return dumped(result);
}

std::string json_text(const std::vector<Check>& checks) {
    Json result = Json::array();
    for (const auto& check : checks) {
        result.push_back({{"name", check.name},
                          {"result", name(check.result)},
                          {"message", check.message},
                          {"remedy", check.remedy}});
    }
    return dumped(result);
}

std::string json_text(const IngestReport& report) {
    Json bad = Json::array();
    for (const auto& line : report.first_bad_lines) {
        bad.push_back({{"line", line.number}, {"reason", line.reason}});
    }
    Json object = {{"lines", report.lines},
                   {"counted", report.counted},
                   {"bad", report.bad},
                   {"first_bad_lines", bad}};
    if (report.rejected) {
        object["rejected"] = *report.rejected;
    }
    return dumped(object);
}

std::string json_text(const LaravelReport& report,
                      const std::vector<LaravelFinding>& first_findings) {
    return dumped(json_of(report, first_findings));
}

std::string json_text(const LaravelCheck& check,
                      const std::vector<LaravelFinding>& first_findings) {
    Json sums = Json::array();
    for (const auto& sum : check.sums) {
        sums.push_back({{"owner_type", sum.owner_type},
                        {"key", sum.key},
                        {"interval", sum.interval},
                        {"theirs", sum.theirs},
                        {"ours", sum.ours}});
    }
    const Json total = sums.back();
    sums.erase(sums.size() - 1);
    Json result = json_of(check.report, first_findings);
    result["differences"] = check.differences;
    result["theirs"] = total["theirs"];
    result["ours"] = total["ours"];
    result["sums"] = sums;
    return dumped(result);
}

std::string json_text(const Error& error) {
    return dumped({{"error",
                    {{"code", name(error.kind())},
                     {"message", error.what()},
                     {"retryable", error.retryable()},
                     {"in_doubt", error.in_doubt()}}}});
}

std::string json_text_of_log_line(LogLevel level, std::string_view message) {
    constexpr std::array kNames{"debug", "info", "warning", "error"};
    const auto* const level_name = kNames.at(static_cast<std::size_t>(level));
    return dumped({{"log", {{"level", level_name}, {"message", message}}}});
}

std::string json_text_of_written_file(const std::string& path) {
    return dumped({{"written", path}});
}

}  // namespace model_counter::program
