#pragma once

#include "model_counter/error.hpp"

#include <gtest/gtest.h>
#include <string>

namespace model_counter::test {

/// The message with which `use` is refused; a failure of the test where it is not refused with
/// `code`.
template <class Use>
std::string refusal(Use&& use, ErrorCode code = ErrorCode::invalid_argument) {
    try {
        use();
    } catch (const Error& error) {
        EXPECT_EQ(name(error.kind()), name(code)) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "nothing was refused; " << name(code) << " was expected";
    return {};
}

}  // namespace model_counter::test
