#pragma once

#include "import/laravel_row.hpp"
#include "model/wide_sum.hpp"
#include "model_counter/database.hpp"
#include "model_counter/laravel_import.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace model_counter::laravel {

/// Sums by owner type, key and interval.
using Sums = std::map<std::array<std::string, 3>, WideSum>;

/// What an import found and did so far.
class ImportState {
public:
    ImportState(Database& given_target, const LaravelImport& given_options);

    Database& target;
    const LaravelImport& options;
    OwnerTypes types;
    OwnerIdKind owner_id_kind;
    LaravelReport report;

    /// Tells of what could not be taken.
    void bad(const std::string& where, const std::string& reason);
    void find(LaravelFinding::Kind kind, const std::string& where, const std::string& reason);

    /// Notes that an owner type of the source became one of ours.
    void note_type(std::string_view source, bool in_redis, const std::string& owner_type);

    void show(bool in_redis, std::uint64_t done, std::uint64_t total) const;
    [[nodiscard]] bool should_stop() const { return options.stop && options.stop(); }
    void warn(const std::string& text) const;

    /// Moves the owner types into the report.
    [[nodiscard]] LaravelReport finished();

private:
    struct Named {
        std::string owner_type;
        std::uint64_t counters = 0;
    };
    std::map<std::pair<bool, std::string>, Named, std::less<>> named_;
};

/// Adds up changes of counters, ascending by encoded id and each once, as a fold wants them.
class FoldBatch {
public:
    /// Returns: false where the sum leaves 64 bits; nothing was added then.
    [[nodiscard]] bool add(const TakenCounter& counter);
    [[nodiscard]] std::vector<FoldRow> rows() const;

private:
    std::map<std::string, std::int64_t, std::less<>> sums_;
};

/// Folds rows in one transaction that moves the ledger from `expected` to `next`; a lost reply to
/// COMMIT is settled by the ledger.
///
/// Returns: false when somebody else had moved the ledger; nothing was done then.
[[nodiscard]] bool fold(ImportState& state, const LedgerKey& key, const Ledger& expected,
                        const Ledger& next, const FoldBatch& batch, std::string_view what);

/// Adds a counter to sums.
void add_to(Sums& sums, const TakenCounter& counter);

}  // namespace model_counter::laravel
