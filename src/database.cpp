#include "model_counter/database.hpp"

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {

void Database::write_in(const CallerConnection& connection, const FoldRow&) {
    throw Error(ErrorCode::invalid_argument,
                "this kind of database takes no counts within a transaction of a " +
                    std::string(connection.type) + "; pass a connection to the counters' database");
}

}  // namespace model_counter
