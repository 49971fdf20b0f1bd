#include "exit_status.hpp"

namespace model_counter::program {

int exit_status(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::invalid_argument:
            return 2;
        case ErrorCode::not_found:
            return 3;
        case ErrorCode::conflict:
            return 4;
        case ErrorCode::busy:
            return 5;
        case ErrorCode::unavailable:
            return 6;
        case ErrorCode::timeout:
            return 7;
        case ErrorCode::in_doubt:
            return 8;
        case ErrorCode::out_of_range:
            return 9;
        case ErrorCode::corrupt:
            return 10;
        case ErrorCode::internal:
            return kInternal;
    }
    return kInternal;
}

}  // namespace model_counter::program
