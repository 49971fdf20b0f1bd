#include "database/sqlite/row_writer.hpp"

#include "database/sqlite/failure.hpp"
#include "model/period_text.hpp"
#include "model/reject_reason.hpp"
#include "model_counter/encoded_id.hpp"

#include <utility>

namespace model_counter::sqlite {

RowWriter::RowWriter(Connection& connection, std::int64_t now, SetAside set_aside)
    : connection_(connection), now_(now), set_aside_(std::move(set_aside)) {}

void RowWriter::write(std::span<const FoldRow> rows) {
    while (!rows.empty()) {
        const Change::Kind kind = rows[0].change.kind;
        std::size_t run = 1;
        while (run < rows.size() && rows[run].change.kind == kind) {
            ++run;
        }
        if (kind == Change::Kind::remove) {
            for (const FoldRow& row : rows.first(run)) {
                remove(row);
            }
        } else {
            upsert_all(kind == Change::Kind::add ? Query::add_rows : Query::set_rows,
                       rows.first(run));
        }
        rows = rows.subspan(run);
    }
}

// A statement that fails did nothing, and the batch knows at which row it failed. So the rows
// before it are written again, it alone is set aside, and the rows behind it come next: no row is
// written more than twice, however many fail.
void RowWriter::upsert_all(Query query, std::span<const FoldRow> rows) {
    while (!rows.empty()) {
        try {
            upsert(query, rows);
            return;
        } catch (const ConstraintFailure& failure) {
            const std::size_t at = connection_.batch().position;
            if (at > 0) {
                upsert(query, rows.first(at));
            }
            refuse(rows[at], failure.what());
            rows = rows.subspan(at + 1);
        }
    }
}

void RowWriter::upsert(Query query, std::span<const FoldRow> rows) {
    connection_.batch().rows = rows;
    connection_.batch().counters = {};
    connection_[query].execute(now_);
}

void RowWriter::remove(const FoldRow& row) {
    const CounterRef counter = decode(row.encoded);
    connection_[Query::remove_row].execute(counter.owner.type(), counter.owner, counter.key,
                                           counter.interval, period_start_seconds(counter));
}

void RowWriter::refuse(const FoldRow& row, const std::string& said) {
    const CounterRef counter = decode(row.encoded);
    const std::int64_t period = period_start_seconds(counter);
    std::int64_t before = 0;
    {
        auto found = connection_[Query::select_count].query(counter.owner.type(), counter.owner,
                                                            counter.key, counter.interval, period);
        before = found.next() ? found.integer(0) : 0;
    }
    if (!apply(before, row.change)) {
        set_aside_(row, overflow_reason(counter, before, row.change), true);
    } else {
        set_aside_(row, "the table refuses counter " + canonical_text(counter) + ": " + said,
                   false);
    }
}

}  // namespace model_counter::sqlite
