#include "database/sqlite/statement.hpp"

#include "database/sqlite/failure.hpp"

#include <sqlite3.h>

namespace model_counter::sqlite {

Statement::Statement(sqlite3* connection, const std::string& path, const std::string& sql)
    : connection_(connection), path_(path) {
    const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) {
        fail(connection, code, path, "preparing a statement");
    }
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::check(int code) {
    if (code != SQLITE_OK) {
        fail(connection_, code, path_, "binding a value");
    }
}

void Statement::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(statement_, parameter, value));
}

void Statement::bind(int parameter, std::string_view value) {
    const char* data = value.data() != nullptr ? value.data() : "";  // a null pointer would be NULL
    check(
        sqlite3_bind_text64(statement_, parameter, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int parameter, const OwnerRef& owner) {
    if (owner.has_integer_id()) {
        bind(parameter, owner.integer_id());
    } else {
        bind(parameter, owner.text_id());
    }
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        fail(connection_, code, path_, "running a statement");
    }
    return false;
}

// What a reset returns is the error of the step before it, which was thrown already.
void Statement::reset() noexcept { sqlite3_reset(statement_); }

std::int64_t Statement::Rows::integer(int column) const {
    return sqlite3_column_int64(statement_.statement_, column);
}

std::string_view Statement::Rows::text(int column) const {
    const unsigned char* data = sqlite3_column_text(statement_.statement_, column);
    const int size = sqlite3_column_bytes(statement_.statement_, column);
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
}

bool Statement::Rows::is_integer(int column) const {
    return sqlite3_column_type(statement_.statement_, column) == SQLITE_INTEGER;
}

bool Statement::Rows::is_null(int column) const {
    return sqlite3_column_type(statement_.statement_, column) == SQLITE_NULL;
}

}  // namespace model_counter::sqlite
