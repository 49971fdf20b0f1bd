#include "database/mysql/batch.hpp"

#include "database/mysql/failure.hpp"
#include "model/period_text.hpp"
#include "model_counter/encoded_id.hpp"

#include <string>
#include <string_view>

namespace model_counter::mysql {
namespace {

void put_text(std::string& line, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '\\':
                line += "\\\\";
                break;
            case '\t':
                line += "\\t";
                break;
            case '\n':
                line += "\\n";
                break;
            case '\0':
                line += "\\0";
                break;
            default:
                line += c;
        }
    }
    line += '\t';
}

void put_row(std::string& lines, std::size_t position, const FoldRow& row) {
    const CounterRef counter = decode(row.encoded);
    lines += std::to_string(position) + '\t';
    put_text(lines, counter.owner.type());
    put_text(lines, counter.owner.id());
    put_text(lines, counter.key);
    put_text(lines, counter.interval);
    lines += std::to_string(period_start_seconds(counter)) + '\t';
    lines += std::to_string(row.change.amount) + '\n';
}

}  // namespace

bool fits(const OwnerRef& owner, OwnerIdKind kind) {
    return kind != OwnerIdKind::bigint || owner.has_integer_id();
}

void add_owner_id(Parameters& parameters, const OwnerRef& owner, OwnerIdKind kind) {
    if (kind == OwnerIdKind::bigint) {
        parameters.integer(owner.integer_id());
    } else {
        parameters.text(owner.id());
    }
}

void add_counter(Parameters& parameters, const CounterRef& counter, OwnerIdKind kind) {
    parameters.text(counter.owner.type());
    add_owner_id(parameters, counter.owner, kind);
    parameters.text(counter.key).text(counter.interval).integer(period_start_seconds(counter));
}

void make_batch(Connection& connection) {
    if (connection.has_batch() || !connection.may_load()) {
        return;
    }
    const bool integers = connection.owner_ids() == OwnerIdKind::bigint;
    try {
        connection.run(
            connection.place().queries.make_batch(integers ? "BIGINT" : "VARBINARY(255)"),
            "making a temporary table");
        connection.set_has_batch();
    } catch (const SessionLost&) {
        throw;
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::unavailable) {
            throw;
        }
        connection.forbid_loading();
    }
}

bool load_batch(Connection& connection, std::span<const FoldRow> rows) {
    const Queries& queries = connection.place().queries;
    connection.query(queries.clear_batch, {}, "emptying the batch");
    std::string lines;
    constexpr std::size_t kBytesEach = 64;
    lines.reserve(rows.size() * kBytesEach);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        put_row(lines, i, rows[i]);
    }
    return connection.load(queries.load_batch, lines, "loading rows") == rows.size();
}

}  // namespace model_counter::mysql
