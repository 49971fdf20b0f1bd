#include "import/import_state.hpp"

#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"
#include "sync/named_ledger.hpp"

namespace model_counter::laravel {
namespace {

OwnerIdKind kind_of(Database& target, const LaravelImport& options) {
    try {
        return target.owner_id_kind();
    } catch (const Error& error) {
        // A dry run needs no tables.
        if (options.dry_run && error.kind() == ErrorCode::not_found) {
            return OwnerIdKind::any;
        }
        throw;
    }
}

}  // namespace

ImportState::ImportState(Database& given_target, const LaravelImport& given_options)
    : target(given_target),
      options(given_options),
      types(given_options.owner_types),
      owner_id_kind(kind_of(given_target, given_options)) {}

void ImportState::find(LaravelFinding::Kind kind, const std::string& where,
                       const std::string& reason) {
    if (options.found) {
        options.found({kind, where, reason});
    }
}

void ImportState::bad(const std::string& where, const std::string& reason) {
    ++report.bad;
    find(LaravelFinding::Kind::bad, where, reason);
}

void ImportState::note_type(std::string_view source, bool in_redis, const std::string& owner_type) {
    Named& named = named_[{in_redis, std::string(source)}];
    named.owner_type = owner_type;
    ++named.counters;
}

void ImportState::show(bool in_redis, std::uint64_t done, std::uint64_t total) const {
    if (options.progress) {
        options.progress({in_redis, done, total});
    }
}

void ImportState::warn(const std::string& text) const {
    if (options.log) {
        options.log(LogLevel::warning, text);
    }
}

LaravelReport ImportState::finished() {
    for (const auto& [source, named] : named_) {
        report.owner_types.push_back(
            {source.second, source.first, named.owner_type, named.counters});
    }
    return report;
}

bool FoldBatch::add(const TakenCounter& counter) {
    std::int64_t& sum = sums_[counter.encoded];
    std::int64_t both = 0;
    if (__builtin_add_overflow(sum, counter.amount, &both)) {
        return false;
    }
    sum = both;
    return true;
}

std::vector<FoldRow> FoldBatch::rows() const {
    std::vector<FoldRow> rows;
    rows.reserve(sums_.size());
    for (const auto& [encoded, amount] : sums_) {
        rows.push_back({encoded, {Change::Kind::add, amount}});
    }
    return rows;
}

bool fold(ImportState& state, const LedgerKey& key, const Ledger& expected, const Ledger& next,
          const FoldBatch& batch, std::string_view what) {
    const auto rows = batch.rows();
    const FoldResult result = fold_and_settle(state.target, {key, expected, next, rows});
    for (const Reject& reject : result.rejects) {
        ++state.report.rejected;
        state.find(LaravelFinding::Kind::rejected,
                   std::string(what) + " of counter " + canonical_text(decode(reject.encoded)),
                   reject.reason);
    }
    return !result.moved;
}

void add_to(Sums& sums, const TakenCounter& counter) {
    const CounterRef ref = decode(counter.encoded);
    sums[{std::string(ref.owner.type()), std::string(ref.key), std::string(ref.interval)}].add(
        counter.amount);
}

}  // namespace model_counter::laravel
