#include "model_counter/token.hpp"

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {

void validate(const Token& token) {
    if (token.text.empty() || token.text.size() > kTokenBytesMax) {
        throw Error(ErrorCode::invalid_argument,
                    "a token has 1 ... " + std::to_string(kTokenBytesMax) + " bytes, not " +
                        std::to_string(token.text.size()) +
                        "; take the id of what is counted, or a hash of it");
    }
}

}  // namespace model_counter
