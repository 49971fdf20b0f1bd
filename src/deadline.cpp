#include "model_counter/deadline.hpp"

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {

void Deadline::check(std::string_view what) const {
    if (expired()) {
        throw Error(ErrorCode::timeout, std::string(what) +
                                            ": the deadline passed, nothing was done; try again, "
                                            "or give it more time");
    }
}

}  // namespace model_counter
