#include "model_counter/config.hpp"
#include "model_counter/has_counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/catches_errors.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

struct Page : HasCounters<Page> {
    static constexpr std::string_view counter_owner_type = "page";
    [[nodiscard]] int counter_owner_id() const { return 7; }
};

class DefaultInstanceTest : public testing::Test, protected test::CatchesErrors {
protected:
    ~DefaultInstanceTest() override { Counters::close_default(); }

    static Counters memory_counters() {
        Options options;
        options.log = [](LogLevel, std::string_view) {};
        return {make_memory_store(), make_memory_database(), options};
    }
};

TEST_F(DefaultInstanceTest, is_asked_for_by_name_when_there_is_none) {
    EXPECT_EQ(code_of([] { Counters::default_instance(); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("open_default()"));
    EXPECT_EQ(code_of([] { Page().increment_counter("views"); }), ErrorCode::not_found);
    EXPECT_EQ(code_of([] { increment(Page(), "views"); }), ErrorCode::not_found);
}

TEST_F(DefaultInstanceTest, serves_the_mixin_and_the_free_functions) {
    Counters& counters = Counters::install_default(memory_counters());
    EXPECT_EQ(&counters, &Counters::default_instance());
    Page().increment_counter("views", 2);
    increment(Page(), "views");
    EXPECT_EQ(counters.get(Owner("page", 7), "views"), 3);
}

TEST_F(DefaultInstanceTest, is_installed_once) {
    Counters& first = Counters::install_default(memory_counters());
    EXPECT_EQ(code_of([] { Counters::install_default(memory_counters()); }), ErrorCode::conflict);
    EXPECT_EQ(&first, &Counters::default_instance());
    increment(Page(), "views");
}

TEST_F(DefaultInstanceTest, can_be_installed_anew_after_it_was_closed) {
    Counters& first = Counters::install_default(memory_counters());
    CounterHandle handle = model_counter::handle(Page(), "views");
    Counters::close_default();
    Counters::close_default();
    // Who kept a reference is told, and touches no freed memory.
    EXPECT_EQ(code_of([&] { first.increment(Page(), "views"); }), ErrorCode::unavailable);
    EXPECT_EQ(handle.add(), make_error_code(ErrorCode::unavailable));
    Counters::install_default(memory_counters());
    increment(Page(), "views");
    EXPECT_EQ(get(Page(), "views"), 1);
}

TEST_F(DefaultInstanceTest, opens_by_configuration_and_keeps_counts_beyond_the_process) {
    const TemporaryDirectory directory;
    // The child ends without closing anything itself.
    const pid_t child = fork();
    ASSERT_NE(child, -1);
    if (child == 0) {
        setenv("COUNTER_DATA_DIR", directory.file("data").c_str(), 1);
        Counters::open_default().increment(Page(), "views", 3);
        Page().increment_counter("views", 4);
        std::exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    Config config;
    config.data_dir = directory.file("data");
    Counters counters = Counters::open(config);
    EXPECT_EQ(counters.get(Page(), "views"), 7);
}

}  // namespace
}  // namespace model_counter::test
