#pragma once

#include "model_counter/error.hpp"

#include <functional>
#include <optional>
#include <string>

namespace model_counter::test {

/// For fixtures whose tests look at errors.
class CatchesErrors {
protected:
    /// The code of the error that the call ends with; `message_` becomes its text. Nothing: none.
    std::optional<ErrorCode> code_of(const std::function<void()>& call) {
        try {
            call();
        } catch (const Error& error) {
            message_ = error.what();
            return error.kind();
        }
        message_ = "no error";
        return std::nullopt;
    }

    std::string message_;
};

}  // namespace model_counter::test
