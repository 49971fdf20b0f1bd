#include "model_counter/database.hpp"

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {

void Database::write_in(const CallerConnection& connection, const FoldRow&, const Deadline&) {
    throw Error(ErrorCode::invalid_argument,
                "this kind of database takes no counts within a transaction of a " +
                    std::string(connection.type) + "; pass a connection to the counters' database");
}

std::vector<Check> Database::checks(const Deadline&) { return {}; }

std::vector<CounterTotals> Database::totals(const Deadline&) {
    throw Error(ErrorCode::invalid_argument, "this kind of database cannot sum up its table");
}

std::vector<std::string> Database::periods_before(std::string_view, std::int64_t, std::size_t,
                                                  const Deadline&) {
    throw Error(ErrorCode::invalid_argument, "this kind of database cannot list old periods");
}

std::uint64_t Database::count_periods_before(std::string_view, std::int64_t, const Deadline&) {
    throw Error(ErrorCode::invalid_argument, "this kind of database cannot count old periods");
}

}  // namespace model_counter
