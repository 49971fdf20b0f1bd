#include "import/table_import.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"
#include "sync/named_ledger.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace model_counter::laravel {
namespace {

std::uint64_t fingerprint_of(const LaravelRow& row) {
    const std::string text = std::to_string(row.id) + '\n' + row.owner_type.value_or("") + '\n' +
                             row.owner_id.value_or("") + '\n' + row.key + '\n' +
                             row.interval.value_or("") + '\n' + row.period_start.value_or("");
    return std::max<std::uint64_t>(stable_hash(text), 1);
}

/// Finds rows that are one counter, by what their ids hash to.
class DoubledRows {
public:
    void add(const std::string& encoded, std::int64_t id) {
        rows_.emplace_back(stable_hash(encoded), id);
    }

    void tell(ImportState& state) {
        std::sort(rows_.begin(), rows_.end());
        for (std::size_t i = 1; i < rows_.size(); ++i) {
            if (rows_[i].first == rows_[i - 1].first) {
                ++state.report.rows_doubled;
                state.find(LaravelFinding::Kind::doubled, "row " + std::to_string(rows_[i].second),
                           "is the same counter as row " + std::to_string(rows_[i - 1].second) +
                               "; they are summed");
            }
        }
    }

private:
    std::vector<std::pair<std::uint64_t, std::int64_t>> rows_;
};

struct GoodRow {
    std::int64_t id = 0;
    TakenCounter counter;
};

class TableImport {
public:
    TableImport(ImportState& state, LaravelSource& source, Sums* sums)
        : state_(state),
          source_(source),
          sums_(sums),
          key_(named_ledger_key("laravel table " + state.options.name)) {}

    void run() {
        look_at_table();
        ledger_ = read_ledger();
        const std::uint64_t total = source_.row_count(state_.options.from_table);
        std::optional<std::int64_t> after;
        for (;;) {
            const auto rows = source_.rows(state_.options.from_table, after,
                                           state_.options.batch_rows_max, has_intervals_);
            if (rows.empty()) {
                break;
            }
            if (!after) {
                know_source(rows.front());
            }
            after = rows.back().id;
            take(good_rows(rows), std::max<std::int64_t>(*after, 0));
            state_.report.rows += rows.size();
            state_.show(false, state_.report.rows, total);
            if (state_.should_stop()) {
                state_.report.stopped = true;
                return;
            }
        }
        doubled_.tell(state_);
    }

private:
    [[nodiscard]] bool changes_nothing() const {
        return state_.options.dry_run || sums_ != nullptr;
    }

    void look_at_table() {
        const std::string& name = state_.options.from_table;
        const LaravelTable table = source_.table(name);
        if (!table.exists) {
            throw Error(ErrorCode::not_found, "the source has no table " + quoted(name) +
                                                  "; say which with --from-table");
        }
        if (const std::string fault = table.fault(); !fault.empty()) {
            throw Error(ErrorCode::conflict, "the source's table " + quoted(name) +
                                                 " is not the PHP package's: it " + fault);
        }
        has_intervals_ = table.has("interval");
    }

    Ledger read_ledger() {
        if (!changes_nothing()) {
            return state_.target.open_ledger(key_);
        }
        try {
            return state_.target.read(key_, {}).ledger;
        } catch (const Error& error) {
            if (error.kind() != ErrorCode::not_found || !state_.options.dry_run) {
                throw;
            }
            return {};
        }
    }

    /// Makes sure that the position in the ledger is one in this table.
    void know_source(const LaravelRow& first) {
        fingerprint_ = fingerprint_of(first);
        const auto& known = ledger_.nonces;
        if (!known.empty() && known.front() != fingerprint_ && !state_.options.same_source) {
            throw Error(ErrorCode::conflict,
                        "the import " + quoted(state_.options.name) +
                            " began with another table: its first row was another one. Give "
                            "another source a name of its own (--source NAME); where it is the "
                            "same table and its first row was deleted or changed, say "
                            "--same-source");
        }
    }

    [[nodiscard]] bool is_taken(std::int64_t id) const {
        return !ledger_.nonces.empty() && static_cast<std::uint64_t>(id) <= ledger_.floor;
    }

    std::vector<GoodRow> good_rows(const std::vector<LaravelRow>& rows) {
        std::vector<GoodRow> good;
        good.reserve(rows.size());
        for (const LaravelRow& row : rows) {
            const std::string where = "row " + std::to_string(row.id);
            if (row.id < 1) {
                state_.bad(where, "has an id below 1");
                continue;
            }
            auto taken = take_row(row, state_.types, state_.owner_id_kind);
            if (const auto* reason = std::get_if<std::string>(&taken)) {
                state_.bad(where, *reason);
                continue;
            }
            auto& counter = std::get<TakenCounter>(taken);
            state_.note_type(row.owner_type.value_or(""), false, counter.owner_type);
            doubled_.add(counter.encoded, row.id);
            if (sums_ != nullptr) {
                add_to(*sums_, counter);
            }
            good.push_back({row.id, std::move(counter)});
        }
        return good;
    }

    /// Takes good rows, and moves the position to `last_id`, behind bad ones too.
    void take(const std::vector<GoodRow>& rows, std::int64_t last_id) {
        if (changes_nothing()) {
            for (const GoodRow& row : rows) {
                ++(is_taken(row.id) ? state_.report.rows_taken_before : state_.report.rows_taken);
            }
            return;
        }
        // Rows ascend by id: what is taken comes first.
        auto next = rows.begin();
        for (;;) {
            for (; next != rows.end() && is_taken(next->id); ++next) {
                ++state_.report.rows_taken_before;
            }
            if (next == rows.end() && is_taken(last_id)) {
                return;
            }
            FoldBatch batch;
            auto end = next;
            while (end != rows.end() && batch.add(end->counter)) {
                ++end;
            }
            // A sum of the batch that leaves 64 bits may fit with what the table has: the row that
            // made it so begins the next transaction.
            if (commit(batch, end == rows.end() ? last_id : end->id - 1)) {
                state_.report.rows_taken += static_cast<std::uint64_t>(end - next);
                next = end;
            }
        }
    }

    /// Returns: false when another import had moved the position; it is known now.
    bool commit(const FoldBatch& batch, std::int64_t upto) {
        Ledger next = ledger_;
        next.floor = std::max(next.floor, static_cast<std::uint64_t>(upto));
        if (next.nonces.empty()) {
            next.nonces = {fingerprint_};
        }
        const bool moved_ours = fold(state_, key_, ledger_, next, batch, "a row");
        ledger_ = moved_ours ? next : state_.target.open_ledger(key_);
        return moved_ours;
    }

    ImportState& state_;
    LaravelSource& source_;
    Sums* sums_;
    LedgerKey key_;
    Ledger ledger_;
    DoubledRows doubled_;
    std::uint64_t fingerprint_ = 0;
    bool has_intervals_ = false;
};

}  // namespace

void import_table(ImportState& state, LaravelSource& source, Sums* sums) {
    TableImport(state, source, sums).run();
}

}  // namespace model_counter::laravel
