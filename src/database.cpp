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
    throw Error(ErrorCode::unavailable, "this kind of database cannot sum up its table");
}

}  // namespace model_counter
