#include "import/laravel_source.hpp"

#include "import/mysql_source.hpp"
#include "import/postgresql_source.hpp"
#include "import/sqlite_source.hpp"
#include "model_counter/error.hpp"
#include "open/schemes.hpp"

#include <algorithm>
#include <array>

namespace model_counter::laravel {

bool LaravelTable::has(const std::string& column) const {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::string LaravelTable::fault() const {
    constexpr std::array<const char*, 5> kNeeded{"id", "owner_type", "owner_id", "key", "count"};
    for (const char* const column : kNeeded) {
        if (!has(column)) {
            return std::string("has no column ") + column;
        }
    }
    if (has("interval") != has("period_start")) {
        return "has only one of the columns interval and period_start";
    }
    return {};
}

std::unique_ptr<LaravelSource> open_laravel_source(const std::string& url) {
    const open::Location location = open::split_location(url);
    const std::string component(open::component_of(location.scheme));
    if (open::database_fault(url)) {
        throw Error(ErrorCode::invalid_argument,
                    "the source's database " + *open::database_fault(url));
    }
#ifdef MODEL_COUNTER_HAS_SQLITE
    if (component == "model_counter::sqlite") {
        return open_sqlite_source(location.rest);
    }
#endif
#ifdef MODEL_COUNTER_HAS_MYSQL
    if (component == "model_counter::mysql") {
        return open_mysql_source(url);
    }
#endif
#ifdef MODEL_COUNTER_HAS_POSTGRESQL
    if (component == "model_counter::postgresql") {
        return open_postgresql_source(url);
    }
#endif
    throw Error(ErrorCode::invalid_argument, "reading from " + location.scheme +
                                                 " needs the component " + component +
                                                 ", which this library was built without");
}

}  // namespace model_counter::laravel
