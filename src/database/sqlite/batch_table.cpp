#include "database/sqlite/batch_table.hpp"

#include "model/period_text.hpp"
#include "model_counter/encoded_id.hpp"

#include <sqlite3.h>
#include <optional>

namespace model_counter::sqlite {
namespace {

constexpr const char* kName = "model_counter_batch";
constexpr const char* kColumns =
    "CREATE TABLE batch (owner_type, owner_id, \"key\", \"interval\", period_start, amount, "
    "position)";
enum Column { owner_type, owner_id, key, interval, period, amount, position };

struct Table {
    sqlite3_vtab base;
    Batch* batch;
};

struct Cursor {
    sqlite3_vtab_cursor base;
    Batch* batch;
    std::size_t position;
    std::size_t size;
    std::optional<CounterRef> decoded;  ///< of a fold's row
    const CounterRef* counter;
    std::int64_t amount;
};

Cursor& cursor_of(sqlite3_vtab_cursor* base) { return *reinterpret_cast<Cursor*>(base); }

/// Reads the row at the cursor. No exception may cross SQLite: it is kept in the batch.
int load(Cursor& cursor) {
    if (cursor.position >= cursor.size) {
        return SQLITE_OK;
    }
    Batch& batch = *cursor.batch;
    batch.position = cursor.position;
    try {
        if (batch.counters.empty()) {
            const FoldRow& row = batch.rows[cursor.position];
            cursor.decoded.emplace(decode(row.encoded));
            cursor.counter = &*cursor.decoded;
            cursor.amount = row.change.amount;
        } else {
            cursor.counter = &batch.counters[cursor.position];
            cursor.amount = 0;
        }
        (void)period_start_seconds(*cursor.counter);
        return SQLITE_OK;
    } catch (...) {
        batch.error = std::current_exception();
        return SQLITE_ERROR;
    }
}

int connect(sqlite3* connection, void* batch, int, const char* const*, sqlite3_vtab** table,
            char**) {
    const int code = sqlite3_declare_vtab(connection, kColumns);
    if (code == SQLITE_OK) {
        auto* made = new (std::nothrow) Table{{}, static_cast<Batch*>(batch)};
        if (made == nullptr) {
            return SQLITE_NOMEM;
        }
        *table = &made->base;
    }
    return code;
}

int disconnect(sqlite3_vtab* table) {
    delete reinterpret_cast<Table*>(table);
    return SQLITE_OK;
}

// Always a scan from first to last: the batch is what every plan starts from.
int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
    info->estimatedCost = 1;
    info->estimatedRows = 1;
    return SQLITE_OK;
}

int open(sqlite3_vtab* table, sqlite3_vtab_cursor** cursor) {
    auto* made = new (std::nothrow) Cursor{};
    if (made == nullptr) {
        return SQLITE_NOMEM;
    }
    made->batch = reinterpret_cast<Table*>(table)->batch;
    *cursor = &made->base;
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
    delete reinterpret_cast<Cursor*>(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* base, int, const char*, int, sqlite3_value**) {
    Cursor& cursor = cursor_of(base);
    cursor.position = 0;
    cursor.size =
        cursor.batch->counters.empty() ? cursor.batch->rows.size() : cursor.batch->counters.size();
    return load(cursor);
}

int next(sqlite3_vtab_cursor* base) {
    Cursor& cursor = cursor_of(base);
    ++cursor.position;
    return load(cursor);
}

int at_end(sqlite3_vtab_cursor* base) {
    const Cursor& cursor = cursor_of(base);
    return cursor.position >= cursor.size ? 1 : 0;
}

void give(sqlite3_context* context, std::string_view text) {
    // SQLITE_STATIC: the batch's bytes outlive the statement.
    const char* data = text.data() != nullptr ? text.data() : "";
    sqlite3_result_text64(context, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

int column(sqlite3_vtab_cursor* base, sqlite3_context* context, int which) {
    const Cursor& cursor = cursor_of(base);
    const CounterRef& counter = *cursor.counter;
    switch (which) {
        case Column::owner_type:
            give(context, counter.owner.type());
            break;
        case Column::owner_id:
            if (counter.owner.has_integer_id()) {
                sqlite3_result_int64(context, counter.owner.integer_id());
            } else {
                give(context, counter.owner.text_id());
            }
            break;
        case Column::key:
            give(context, counter.key);
            break;
        case Column::interval:
            give(context, counter.interval);
            break;
        case Column::period:
            sqlite3_result_int64(context, period_start_seconds(counter));
            break;
        case Column::amount:
            sqlite3_result_int64(context, cursor.amount);
            break;
        default:
            sqlite3_result_int64(context, static_cast<sqlite3_int64>(cursor.position));
            break;
    }
    return SQLITE_OK;
}

int row_id(sqlite3_vtab_cursor* base, sqlite3_int64* id) {
    *id = static_cast<sqlite3_int64>(cursor_of(base).position);
    return SQLITE_OK;
}

/// No create method: the table exists in every connection that registers it, and in no schema.
sqlite3_module make_module() {
    sqlite3_module module{};
    module.xConnect = connect;
    module.xDisconnect = disconnect;
    module.xBestIndex = best_index;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = at_end;
    module.xColumn = column;
    module.xRowid = row_id;
    return module;
}

}  // namespace

int register_batch_table(sqlite3* connection, Batch* batch) {
    static const sqlite3_module module = make_module();
    return sqlite3_create_module_v2(connection, kName, &module, batch, nullptr);
}

}  // namespace model_counter::sqlite
