#include "database/mysql/row_writer.hpp"

#include "database/common/bisect.hpp"
#include "database/mysql/batch.hpp"
#include "database/mysql/failure.hpp"
#include "model/reject_reason.hpp"
#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace model_counter::mysql {
namespace {

/// Rows of a statement that carries them itself.
constexpr std::size_t kRowsOfStatement = 500;

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
        connection_.run("ROLLBACK TO SAVEPOINT model_counter_rows", "writing rows");
        return false;
    }
    connection_.run("RELEASE SAVEPOINT model_counter_rows", "writing rows");
    return true;
}

void RowWriter::send(std::span<const FoldRow> rows) {
    for (const FoldRow& row : rows) {
        if (!fits(decode(row.encoded).owner, connection_.owner_ids())) {
            throw RowRefused("an owner id does not fit",
                             "its owner id is not a bigint, which the tables were made for; "
                             "`migrate --owner-id string` makes others");
        }
    }
    while (rows.size() >= kLoadedRowsLeast && connection_.has_batch()) {
        const auto some = rows.first(std::min(rows.size(), kLoadedRowsMost));
        if (!load_batch(connection_, some)) {
            break;
        }
        send_loaded(rows[0].change.kind);
        rows = rows.subspan(some.size());
    }
    while (!rows.empty()) {
        const std::size_t size = std::min(rows.size(), kRowsOfStatement);
        send_values(rows.first(size));
        rows = rows.subspan(size);
    }
}

void RowWriter::send_loaded(Change::Kind kind) {
    const Queries& queries = connection_.place().queries;
    Parameters parameters;
    if (kind == Change::Kind::remove) {
        connection_.query(queries.remove_batch, parameters, "removing rows");
        return;
    }
    parameters.integer(now_).integer(now_);
    connection_.query(kind == Change::Kind::add ? queries.add_batch : queries.set_batch, parameters,
                      "writing rows");
}

void RowWriter::send_values(std::span<const FoldRow> rows) {
    const Queries& queries = connection_.place().queries;
    const Change::Kind kind = rows[0].change.kind;
    Parameters parameters;
    for (const FoldRow& row : rows) {
        add_counter(parameters, decode(row.encoded), connection_.owner_ids());
        if (kind != Change::Kind::remove) {
            parameters.integer(row.change.amount).integer(now_).integer(now_);
        }
    }
    switch (kind) {
        case Change::Kind::add:
            connection_.query(queries.add_rows(rows.size()), parameters, "writing rows");
            break;
        case Change::Kind::set:
            connection_.query(queries.set_rows(rows.size()), parameters, "writing rows");
            break;
        case Change::Kind::remove:
            connection_.query(queries.remove_rows(rows.size()), parameters, "removing rows");
            break;
    }
}

void RowWriter::refuse(const FoldRow& row) {
    const CounterRef counter = decode(row.encoded);
    const std::string said = said_;
    std::int64_t before = 0;
    if (fits(counter.owner, connection_.owner_ids())) {
        Parameters parameters;
        add_counter(parameters, counter, connection_.owner_ids());
        const Result found = connection_.query(connection_.place().queries.select_count, parameters,
                                               "reading a refused row");
        before = found.rows() > 0 ? found.integer(0, 0) : 0;
    }
    if (!apply(before, row.change)) {
        set_aside_(row, overflow_reason(counter, before, row.change), true);
    } else {
        set_aside_(row, "the table refuses counter " + canonical_text(counter) + ": " + said,
                   false);
    }
}

}  // namespace model_counter::mysql
