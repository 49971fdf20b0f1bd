#include "database/postgresql/row_writer.hpp"

#include "database/common/bisect.hpp"
#include "database/postgresql/batch.hpp"
#include "database/postgresql/failure.hpp"
#include "model/reject_reason.hpp"
#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace model_counter::postgresql {
namespace {

Query upsert_of(Change::Kind kind, bool are_totals) {
    if (kind == Change::Kind::add) {
        return are_totals ? Query::add_totals : Query::add_rows;
    }
    return are_totals ? Query::set_totals : Query::set_rows;
}

/// How many rows from the first on are of one kind and of different counters.
std::size_t run_length(std::span<const FoldRow> rows) {
    std::unordered_set<std::string_view> seen;
    std::size_t length = 0;
    while (length < rows.size() && rows[length].change.kind == rows[0].change.kind &&
           seen.insert(rows[length].encoded).second) {
        ++length;
    }
    return length;
}

}  // namespace

RowWriter::RowWriter(Connection& connection, Mode mode, std::int64_t now, SetAside set_aside)
    : connection_(connection), mode_(mode), now_(now), set_aside_(std::move(set_aside)) {}

void RowWriter::write_distinct(std::span<const FoldRow> rows) {
    const auto same_kind = [&](const FoldRow& row) {
        return row.change.kind == rows[0].change.kind;
    };
    if (std::all_of(rows.begin(), rows.end(), same_kind)) {
        write_run(rows);
        return;
    }
    constexpr std::array kKinds{Change::Kind::add, Change::Kind::set, Change::Kind::remove};
    for (const Change::Kind kind : kKinds) {
        std::vector<FoldRow> of_kind;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(of_kind),
                     [&](const FoldRow& row) { return row.change.kind == kind; });
        write_run(of_kind);
    }
}

void RowWriter::write_in_order(std::span<const FoldRow> rows) {
    while (!rows.empty()) {
        const std::size_t length = run_length(rows);
        write_run(rows.first(length));
        rows = rows.subspan(length);
    }
}

void RowWriter::write_run(std::span<const FoldRow> rows) {
    if (rows.empty()) {
        return;
    }
    if (mode_ == Mode::hopeful) {
        send(rows);
        return;
    }
    database::write_by_halves(
        rows, [&](std::span<const FoldRow> some) { return try_run(some); },
        [&](const FoldRow& row) { refuse(row); });
}

bool RowWriter::try_run(std::span<const FoldRow> rows) {
    connection_.run("SAVEPOINT model_counter_rows", "writing rows");
    try {
        send(rows);
    } catch (const RowRefused& refused) {
        said_ = refused.said();
        connection_.run(
            "ROLLBACK TO SAVEPOINT model_counter_rows; RELEASE SAVEPOINT model_counter_rows",
            "writing rows");
        return false;
    }
    connection_.run("RELEASE SAVEPOINT model_counter_rows", "writing rows");
    return true;
}

void RowWriter::send(std::span<const FoldRow> rows) {
    const OwnerIdKind kind = connection_.owner_ids();
    std::vector<CounterRef> counters;
    counters.reserve(rows.size());
    for (const FoldRow& row : rows) {
        counters.push_back(decode(row.encoded));
        if (!fits(counters.back().owner, kind)) {
            throw RowRefused("an owner id does not fit",
                             "its owner id is not a bigint, which the tables were made for; " +
                                 std::string("`migrate --owner-id string` makes others"));
        }
    }
    Parameters parameters;
    if (rows[0].change.kind == Change::Kind::remove) {
        add_counters(parameters, counters, kind);
        connection_.query(Query::remove_rows, parameters, "removing rows");
        return;
    }
    const bool are_totals =
        std::all_of(counters.begin(), counters.end(),
                    [](const CounterRef& counter) { return counter.interval.empty(); });
    if (are_totals) {
        add_totals(parameters, counters, kind);
    } else {
        add_counters(parameters, counters, kind);
    }
    auto amounts = parameters.integers(rows.size());
    for (const FoldRow& row : rows) {
        amounts.integer(row.change.amount);
    }
    parameters.integer(now_);
    const Result result =
        connection_.query(upsert_of(rows[0].change.kind, are_totals), parameters, "writing rows");
    if (result.changed() != rows.size()) {
        throw RowRefused("rows were left out", "a trigger leaves it out");
    }
}

void RowWriter::refuse(const FoldRow& row) {
    const CounterRef counter = decode(row.encoded);
    const std::string said = said_;
    std::int64_t before = 0;
    if (fits(counter.owner, connection_.owner_ids())) {
        Parameters parameters;
        add_counter(parameters, counter, connection_.owner_ids());
        const Result found =
            connection_.query(Query::select_count, parameters, "reading a refused row");
        before = found.rows() > 0 ? found.integer(0, 0) : 0;
    }
    if (!apply(before, row.change)) {
        set_aside_(row, overflow_reason(counter, before, row.change), true);
    } else {
        set_aside_(row, "the table refuses counter " + canonical_text(counter) + ": " + said,
                   false);
    }
}

}  // namespace model_counter::postgresql
