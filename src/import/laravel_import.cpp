#include "model_counter/laravel_import.hpp"

#include "import/import_state.hpp"
#include "import/keys_import.hpp"
#include "import/laravel_keys.hpp"
#include "import/laravel_source.hpp"
#include "import/table_import.hpp"
#include "model/table_name.hpp"
#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <optional>

namespace model_counter {
namespace {

using laravel::ImportState;
using laravel::LaravelKeys;
using laravel::Sums;

void check_options(const LaravelImport& options) {
    if (options.from.empty() && options.redis.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "nothing to import: say where the table is (--from), where the Redis keys are "
                    "(--redis), or both");
    }
    if (options.batch_rows_max < 1 || options.batch_rows_max > kBatchRowsMax) {
        throw Error(ErrorCode::invalid_argument,
                    "batch_rows_max " + std::to_string(options.batch_rows_max) +
                        " is outside 1 ... " + std::to_string(kBatchRowsMax));
    }
}

/// Two prefixes are what an application has usually: of its cache, and of its connection.
void warn_of_other_prefix(const ImportState& state, LaravelKeys& keys) {
    if (state.report.keys > 0 || state.report.stopped) {
        return;
    }
    const auto similar = keys.similar_keys();
    if (!similar.empty()) {
        state.warn(keys.place() + ": no key begins with " + quoted(state.options.redis_prefix) +
                   ", but there is " + quoted(similar.front()) +
                   ": Laravel puts its own prefixes in front; say all of it with --redis-prefix");
    }
}

void look(ImportState& state, Sums& sums, std::optional<LaravelKeys>& keys) {
    const LaravelImport& options = state.options;
    if (!options.from.empty()) {
        import_table(state, *laravel::open_laravel_source(options.from), &sums);
    }
    if (!options.redis.empty() && !state.report.stopped) {
        keys.emplace(options.redis, options.redis_prefix);
        look_at_keys(state, *keys, sums);
        warn_of_other_prefix(state, *keys);
    }
}

std::vector<LaravelSum> compared(Database& target, const Sums& theirs) {
    std::map<std::array<std::string, 3>, std::pair<WideSum, WideSum>> both;
    WideSum all_of_theirs;
    WideSum all_of_ours;
    for (const auto& [names, sum] : theirs) {
        both[names].first = sum;
        all_of_theirs.add(sum);
    }
    for (const CounterTotals& totals : target.totals()) {
        const auto sum = WideSum::read(totals.sum);
        if (!sum) {
            throw Error(ErrorCode::internal, "a sum of the table cannot be read: " + totals.sum);
        }
        both[{totals.owner_type, totals.key, totals.interval}].second = *sum;
        all_of_ours.add(*sum);
    }
    std::vector<LaravelSum> sums;
    for (const auto& [names, pair] : both) {
        sums.push_back({names[0], names[1], names[2], pair.first.text(), pair.second.text()});
    }
    sums.push_back({"", "", "", all_of_theirs.text(), all_of_ours.text()});
    return sums;
}

}  // namespace

LaravelReport import_laravel(Database& target, const LaravelImport& options) {
    check_options(options);
    ImportState state(target, options);
    if (options.dry_run) {
        Sums sums;
        std::optional<LaravelKeys> keys;
        look(state, sums, keys);
        return state.finished();
    }
    if (!options.from.empty()) {
        import_table(state, *laravel::open_laravel_source(options.from), nullptr);
    }
    if (!options.redis.empty() && !state.report.stopped) {
        LaravelKeys keys(options.redis, options.redis_prefix);
        drain_keys(state, keys);
        warn_of_other_prefix(state, keys);
    }
    return state.finished();
}

LaravelCheck check_laravel(Database& target, const LaravelImport& options) {
    check_options(options);
    ImportState state(target, options);
    Sums theirs;
    std::optional<LaravelKeys> keys;
    look(state, theirs, keys);
    if (keys) {
        add_drained(*keys, theirs);
    }
    LaravelCheck check;
    check.sums = compared(target, theirs);
    check.report = state.finished();
    for (std::size_t i = 0; i + 1 < check.sums.size(); ++i) {
        check.differences += check.sums[i].differs() ? 1 : 0;
    }
    return check;
}

void rename_laravel_table(const std::string& url, const std::string& table,
                          const std::string& new_name) {
    validate_table_name(new_name);
    const auto source = laravel::open_laravel_source(url);
    const auto old_table = source->table(table);
    const auto new_table = source->table(new_name);
    const bool old_is_theirs = old_table.exists && old_table.fault().empty();
    const bool new_is_theirs = new_table.exists && new_table.fault().empty();
    if (new_is_theirs && !old_is_theirs) {
        return;  // An earlier run did it.
    }
    if (new_table.exists) {
        throw Error(ErrorCode::conflict, "there is a table " + quoted(new_name) +
                                             " already; keep the old one under another name");
    }
    if (!old_table.exists) {
        throw Error(ErrorCode::not_found, "there is no table " + quoted(table) + " and no " +
                                              quoted(new_name) +
                                              "; say which one with --from-table");
    }
    if (!old_is_theirs) {
        throw Error(ErrorCode::conflict, "table " + quoted(table) +
                                             " is not the PHP package's: it " + old_table.fault());
    }
    source->rename(table, new_name);
}

}  // namespace model_counter
