#include "late_library.hpp"

#include "model_counter/error.hpp"

#include <gtest/gtest.h>
#include <cstddef>
#include <string>

namespace model_counter {
namespace {

constinit LateLibrary maths("libm.so.6", "libc6");
constinit LateLibrary c_library("libc.so.6", "libc6");
constinit LateLibrary missing("libnowhere.so.1", "libnowhere1");

std::string words_of(LateLibrary& library, const char* function) {
    try {
        library.find(function);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorCode::unavailable);
        return error.what();
    }
    return "found";
}

TEST(LateLibrary, calls_a_function_as_it_is_declared) {
    LateFunction<double(double)> round_down(maths, "floor");
    EXPECT_EQ(round_down(2.5), 2.0);
    EXPECT_EQ(round_down(-2.5), -3.0);
}

TEST(LateLibrary, calls_a_function_with_arguments_of_any_kind) {
    LateFunction<int(char*, std::size_t, const char*, ...)> print(c_library, "snprintf");
    std::string text(32, '\0');
    const int size = print(text.data(), text.size(), "%s has %d", "user:1", 42);
    EXPECT_EQ(text.substr(0, static_cast<std::size_t>(size)), "user:1 has 42");
}

TEST(LateLibrary, that_is_missing_is_named_with_its_package) {
    const std::string words = words_of(missing, "anything");
    EXPECT_NE(words.find("libnowhere.so.1 cannot be loaded: "), std::string::npos) << words;
    EXPECT_NE(words.find("; install it (Debian: libnowhere1)"), std::string::npos) << words;
}

TEST(LateLibrary, that_lacks_a_function_is_named_with_it) {
    EXPECT_EQ(words_of(maths, "no_such_function"),
              "the library libm.so.6 has no no_such_function; install the version that this "
              "program was built with (Debian: libc6)");
}

TEST(LateLibrary, that_is_missing_is_missed_by_every_call) {
    LateFunction<double(double)> round_down(missing, "floor");
    EXPECT_THROW(round_down(2.5), Error);
    EXPECT_THROW(round_down(2.5), Error) << "nothing that was not found may be called";
}

}  // namespace
}  // namespace model_counter
