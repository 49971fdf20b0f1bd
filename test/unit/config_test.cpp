#include "model_counter/config.hpp"
#include "support/catches_errors.hpp"
#include "support/scoped_environment.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fstream>
#include <iterator>
#include <optional>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ConfigTest : public testing::Test, protected test::CatchesErrors {
protected:
    ConfigTest() : environment_({"STATE_DIRECTORY"}, "COUNTER_") {}

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(directory_.path() / name) << text;
        return directory_.file(name);
    }

    /// Sources that look nowhere by themselves.
    static Config::Sources nothing() {
        Config::Sources sources;
        sources.use_environment = false;
        sources.use_default_files = false;
        return sources;
    }

    Config from_file(const std::string& text) {
        Config::Sources sources = nothing();
        sources.file = write("counter.toml", text);
        return Config::load(sources);
    }

    Config from_flag(const std::string& key, const std::string& value) {
        Config::Sources sources = nothing();
        sources.flags[key] = value;
        return Config::load(sources);
    }

    void expect_refused(const std::string& key, const std::string& value) {
        EXPECT_EQ(code_of([&] { from_flag(key, value); }), ErrorCode::invalid_argument)
            << key << " = " << value;
        EXPECT_THAT(message_, AllOf(HasSubstr("flag " + key), HasSubstr(key)));
    }

    static std::string setting(const Config& config, const std::string& key) {
        for (const auto& setting : config.settings()) {
            if (setting.key == key) {
                return setting.value + " from " + setting.source;
            }
        }
        return "no such setting";
    }

    ScopedEnvironment environment_;
    TemporaryDirectory directory_;
};

TEST_F(ConfigTest, needs_nothing) {
    const Config config = Config::load(nothing());
    EXPECT_EQ(config.store, "embedded");
    EXPECT_EQ(config.database, "");
    EXPECT_EQ(config.data_dir, "model-counter-data");
    EXPECT_EQ(config.prefix, "counter:");
    EXPECT_EQ(config.table_name, "model_counters");
    EXPECT_EQ(config.sync_batch_size, kBatchRowsDefault);
    EXPECT_EQ(config.lock_ttl, milliseconds(5000));
    EXPECT_EQ(config.sync_interval, milliseconds(60'000));
}

TEST_F(ConfigTest, reads_every_key_from_a_file) {
    const Config config = from_file(R"(
        store = "memory"
        database = "sqlite:/tmp/x.sqlite3"
        data_dir = "/srv/counters"
        prefix = "shop:"
        table_name = "shop_counters"
        sync_batch_size = 500
        lock_ttl = "250ms"
        flush_interval = 2
        sync_interval = "5m"
        close_timeout = "0s"
        timeout = "200ms"
        transaction_timeout = "2m"
    )");
    EXPECT_EQ(config.store, "memory");
    EXPECT_EQ(config.database, "sqlite:/tmp/x.sqlite3");
    EXPECT_EQ(config.data_dir, "/srv/counters");
    EXPECT_EQ(config.prefix, "shop:");
    EXPECT_EQ(config.table_name, "shop_counters");
    EXPECT_EQ(config.sync_batch_size, 500U);
    EXPECT_EQ(config.lock_ttl, milliseconds(250));
    EXPECT_EQ(config.flush_interval, milliseconds(2000));
    EXPECT_EQ(config.sync_interval, milliseconds(300'000));
    EXPECT_EQ(config.close_timeout, milliseconds(0));
    EXPECT_EQ(config.timeout, milliseconds(200));
    EXPECT_EQ(config.transaction_timeout, milliseconds(120'000));
}

TEST_F(ConfigTest, lets_each_source_win_over_the_one_before) {
    Config::Sources sources;
    sources.file = write("counter.toml",
                         "prefix = \"file\"\ntable_name = \"file\"\n"
                         "store = \"memory\"\nlock_ttl = \"1s\"\n");
    sources.env_file = write("counter.env",
                             "COUNTER_PREFIX=dotenv\nCOUNTER_TABLE_NAME=dotenv\n"
                             "COUNTER_STORE=direct\n");
    environment_.set("COUNTER_PREFIX", "environment");
    environment_.set("COUNTER_TABLE_NAME", "environment");
    sources.flags["prefix"] = "flag";
    const Config config = Config::load(sources);
    EXPECT_EQ(setting(config, "prefix"), "flag from flag prefix");
    EXPECT_EQ(setting(config, "table_name"),
              "environment from environment variable COUNTER_TABLE_NAME");
    EXPECT_EQ(setting(config, "store"), "direct from " + *sources.env_file + " line 3");
    EXPECT_EQ(setting(config, "lock_ttl"), "1s from " + *sources.file + " line 4");
    EXPECT_EQ(setting(config, "sync_interval"), "60s from default");
}

TEST_F(ConfigTest, takes_an_empty_value_for_none) {
    Config::Sources sources = nothing();
    sources.use_environment = true;
    sources.file = write("counter.toml", "prefix = \"file\"\ntable_name = \"\"\n");
    environment_.set("COUNTER_PREFIX", "");
    const Config config = Config::load(sources);
    EXPECT_EQ(config.prefix, "file");
    EXPECT_EQ(config.table_name, "model_counters");
}

TEST_F(ConfigTest, finds_the_file_that_the_environment_names) {
    Config::Sources sources = nothing();
    sources.use_environment = true;
    environment_.set("COUNTER_CONFIG", write("named.toml", "prefix = \"named\""));
    EXPECT_EQ(Config::load(sources).prefix, "named");
    sources.file = write("asked.toml", "prefix = \"asked\"");
    EXPECT_EQ(Config::load(sources).prefix, "asked");
    sources.file.reset();
    environment_.set("COUNTER_CONFIG", directory_.file("missing.toml"));
    EXPECT_EQ(code_of([&] { Config::load(sources); }), ErrorCode::not_found);
    EXPECT_THAT(message_, AllOf(HasSubstr("missing.toml"), HasSubstr("COUNTER_CONFIG")));
}

TEST_F(ConfigTest, finds_the_files_of_the_working_directory) {
    const auto before = std::filesystem::current_path();
    write("counter.toml", "prefix = \"here\"\ntable_name = \"here\"");
    write(".env", "export COUNTER_PREFIX='dotenv'");
    std::filesystem::current_path(directory_.path());
    const Config config = Config::load();
    std::filesystem::current_path(before);
    EXPECT_EQ(setting(config, "table_name"), "here from ./counter.toml line 2");
    EXPECT_EQ(setting(config, "prefix"), "dotenv from .env line 1");
}

TEST_F(ConfigTest, misses_files_that_were_asked_for) {
    Config::Sources sources = nothing();
    sources.file = directory_.file("none.toml");
    EXPECT_EQ(code_of([&] { Config::load(sources); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("none.toml"));
    sources.file.reset();
    sources.env_file = directory_.file("none.env");
    EXPECT_EQ(code_of([&] { Config::load(sources); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("none.env"));
    sources.env_file = directory_.path().string();
    EXPECT_EQ(code_of([&] { Config::load(sources); }), ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("directory"));
}

TEST_F(ConfigTest, refuses_an_unknown_key_and_names_the_nearest_one) {
    EXPECT_EQ(code_of([&] { from_file("# first\nsync_batchsize = 5\n"); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, AllOf(HasSubstr("counter.toml line 2"), HasSubstr("'sync_batchsize'"),
                                HasSubstr("'sync_batch_size'")));
    EXPECT_EQ(code_of([&] { from_file("qwertyuiop = 5\n"); }), ErrorCode::invalid_argument);
    EXPECT_THAT(message_, AllOf(HasSubstr("'qwertyuiop'"), Not(HasSubstr("do you mean"))));
    EXPECT_EQ(code_of([&] { from_flag("stroe", "memory"); }), ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("'store'"));
    EXPECT_EQ(code_of([&] { from_file("[store]\nkind = \"memory\"\n"); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("section"));
}

TEST_F(ConfigTest, refuses_what_is_not_toml_and_names_the_line) {
    EXPECT_EQ(code_of([&] { from_file("store = \"memory\"\nprefix = \n"); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("counter.toml line 2"));
    EXPECT_EQ(code_of([&] { from_file("prefix = [1, 2]\n"); }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { from_file("prefix = 7\n"); }), ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("quotes"));
    EXPECT_EQ(code_of([&] { from_file("sync_batch_size = 1.5\n"); }), ErrorCode::invalid_argument);
}

TEST_F(ConfigTest, refuses_batch_sizes_that_are_not_a_whole_number_in_its_limits) {
    for (const char* value : {"-1", "0", "10000001", "many", "5x", "1e3", "99999999999999999999"}) {
        expect_refused("sync_batch_size", value);
        EXPECT_THAT(message_, HasSubstr("10000000"));
    }
    EXPECT_EQ(from_flag("sync_batch_size", "10000000").sync_batch_size, kBatchRowsMax);
    EXPECT_EQ(code_of([&] { from_file("sync_batch_size = -5"); }), ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("line 1"));
}

TEST_F(ConfigTest, refuses_times_that_are_none) {
    for (const char* key : {"lock_ttl", "flush_interval", "sync_interval", "close_timeout",
                            "timeout", "transaction_timeout"}) {
        for (const char* value : {"-1", "soon", "5 s", "5d", "25h", "1.5s", "s"}) {
            expect_refused(key, value);
        }
    }
    expect_refused("sync_interval", "0");
    expect_refused("flush_interval", "0ms");
    expect_refused("timeout", "0");
    expect_refused("transaction_timeout", "0s");
}

TEST_F(ConfigTest, refuses_names_that_the_database_would_not_take) {
    for (const char* name : {"a-b", "a b", "a;b", "größe"}) {
        expect_refused("table_name", name);
    }
    expect_refused("table_name", std::string(51, 'a'));
    expect_refused("prefix", std::string(65, 'a'));
    expect_refused("prefix", "a\nb");
}

TEST_F(ConfigTest, refuses_schemes_that_nobody_knows_and_shows_no_secret) {
    for (const char* key : {"store", "database"}) {
        expect_refused(key, "rdis://user:hunter2@host");
        EXPECT_THAT(message_, Not(HasSubstr("hunter2")));
    }
    expect_refused("store", "memory:7");
    expect_refused("store", "embedded:");
    expect_refused("store", "sqlite:/tmp/x");
    expect_refused("database", "sqlite");
    expect_refused("database", "host=h password=hunter2");
    EXPECT_THAT(message_, Not(HasSubstr("hunter2")));
}

TEST_F(ConfigTest, shows_settings_without_passwords) {
    const Config config = from_flag("store", "redis://user:hunter2@host:6379/1");
    EXPECT_THAT(setting(config, "store"),
                AllOf(HasSubstr("redis://user:***@host:6379/1"), Not(HasSubstr("hunter2"))));
    EXPECT_EQ(config.store, "redis://user:hunter2@host:6379/1");
}

TEST_F(ConfigTest, shows_where_the_default_database_lies) {
    const Config config = from_flag("data_dir", directory_.file("data/"));
    EXPECT_THAT(setting(config, "data_dir"), HasSubstr(directory_.file("data") + " from"));
    EXPECT_EQ(setting(config, "database"),
              "sqlite:" + directory_.file("data/counters.sqlite3") + " from default");
}

TEST_F(ConfigTest, uses_the_state_directory_of_a_service) {
    environment_.set("STATE_DIRECTORY", "/var/lib/one:/var/lib/two");
    Config::Sources sources = nothing();
    EXPECT_EQ(Config::load(sources).data_dir, "model-counter-data");
    sources.use_environment = true;
    const Config config = Config::load(sources);
    EXPECT_EQ(setting(config, "data_dir"),
              "/var/lib/one from environment variable STATE_DIRECTORY");
    sources.flags["data_dir"] = "/srv/counters";
    EXPECT_EQ(Config::load(sources).data_dir, "/srv/counters");
}

TEST_F(ConfigTest, is_documented_as_it_is_published) {
    std::ifstream file(std::string(MODEL_COUNTER_TEST_DIR) + "/../docs/reference/configuration.md");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_THAT(text, HasSubstr("```toml\n" + Config::template_text() + "```\n"));
}

TEST_F(ConfigTest, publishes_a_file_that_says_what_the_defaults_say) {
    const std::string text = Config::template_text();
    const Config config = from_file(text);
    const Config defaults = Config::load(nothing());
    const auto published = config.settings();
    const auto by_default = defaults.settings();
    ASSERT_EQ(published.size(), by_default.size());
    for (std::size_t i = 0; i < published.size(); ++i) {
        EXPECT_EQ(published[i].value, by_default[i].value) << published[i].key;
        EXPECT_THAT(text, HasSubstr("\n" + published[i].key + " = "));
    }
}

}  // namespace
}  // namespace model_counter::test
