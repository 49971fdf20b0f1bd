#include "database/common/failures.hpp"

namespace model_counter::database {

void fail_in_time(const std::string& location, std::string_view doing) {
    throw Error(ErrorCode::timeout, "database " + location + ": " + std::string(doing) +
                                        ": the deadline passed; nothing was done");
}

}  // namespace model_counter::database
