#pragma once

#include "support/server_process.hpp"

#include <gtest/gtest.h>
#include <cstdlib>
#include <string_view>

namespace model_counter::test {

/// For `SetUp` and constructors of fixtures: skips their tests where no such server is installed;
/// with MODEL_COUNTER_SKIPS_FAIL=1 in the environment they fail. What follows in the same function
/// still runs: ask `IsSkipped` or `HasFatalFailure` before using the server.
inline void need_server(const ServerRecipe& recipe) {
    if (recipe.program.empty()) {
        const char* const fail = std::getenv("MODEL_COUNTER_SKIPS_FAIL");
        ASSERT_FALSE(fail != nullptr && std::string_view(fail) == "1")
            << "no server of kind " << recipe.name << " is installed";
        GTEST_SKIP() << "no server of kind " << recipe.name << " is installed";
    }
}

}  // namespace model_counter::test
