#include "model_counter/encoded_id.hpp"
#include "store/embedded/file_backing.hpp"
#include "store/embedded/store_directory.hpp"
#include "store/embedded/table.hpp"
#include "support/refusal.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace model_counter::embedded {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using Files = std::map<std::string, std::string>;
using Values = std::map<std::string, std::int64_t>;

constexpr TableOptions kSmall{.least_shape = {128, 8192}};

/// A store's files and what a power loss makes of them.
class EmbeddedPowerLoss : public testing::Test {
protected:
    EmbeddedPowerLoss() { boot(); }

    /// The machine starts again.
    void boot() {
        std::ostringstream id;
        id << "5ca1ab1e-0000-4000-8000-" << 100000000000 + ++boots_ << "\n";
        std::ofstream(boot_id_) << id.str();
    }

    std::unique_ptr<FileBacking> open() {
        return FileBacking::open({.path = directory_.string(),
                                  .boot_id_file = boot_id_.string(),
                                  .first_shape = kSmall.least_shape});
    }

    [[nodiscard]] Files files() const {
        Files files;
        for (const auto& entry : fs::directory_iterator(directory_)) {
            std::ifstream file(entry.path(), std::ios::binary);
            std::ostringstream text;
            text << file.rdbuf();
            files[entry.path().filename().string()] = text.str();
        }
        return files;
    }

    void replace_files(const Files& files) {
        fs::remove_all(directory_);
        fs::create_directories(directory_);
        for (const auto& [name, bytes] : files) {
            std::ofstream(directory_ / name, std::ios::binary) << bytes;
        }
    }

    static CounterRef counter(int i) { return {OwnerRef("user", i), "a"}; }

    static void count(Table<NoProbe>& table, int counters, std::int64_t amount) {
        for (int i = 0; i < counters; ++i) {
            table.add(counter(i), amount);
        }
    }

    /// What all sets and the open part together say; every set must be readable.
    static Values values(Table<NoProbe>& table, std::uint64_t& damaged) {
        damaged = 0;
        for (const SetId& set : table.state().waiting) {
            const auto copy = table.read_set(set);
            EXPECT_TRUE(copy);
            damaged += copy->damaged;
            EXPECT_EQ(copy->damaged > 0, !copy->damaged_kept_in.empty());
        }
        Values values;
        for (const auto& one : table.scan([](const CounterRef&) { return true; }).counters) {
            for (const Part& part : one.parts) {
                values[canonical_text(decode(one.encoded))] += part.change.amount;
            }
        }
        return values;
    }

    TemporaryDirectory temporary_;
    fs::path directory_ = temporary_.path() / "store";
    fs::path boot_id_ = temporary_.path() / "boot_id";
    int boots_ = 0;
};

TEST_F(EmbeddedPowerLoss, loses_nothing_that_reached_the_disk) {
    {
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        count(table, 20, 1);
        ASSERT_TRUE(table.seal());
        count(table, 20, 10);
    }
    boot();
    const auto backing = open();
    EXPECT_EQ(backing->findings().size(), 1U);
    Table<NoProbe> table(*backing, kSmall);
    EXPECT_EQ(table.state().waiting.size(), 2U);
    EXPECT_TRUE(table.state().open_is_empty);
    std::uint64_t damaged = 0;
    Values expected;
    for (int i = 0; i < 20; ++i) {
        expected[canonical_text(counter(i))] = 11;
    }
    EXPECT_EQ(values(table, damaged), expected);
    EXPECT_EQ(damaged, 0U);
    count(table, 1, 100);
    EXPECT_TRUE(open()->findings().empty());
}

TEST_F(EmbeddedPowerLoss, never_writes_where_something_was_counted_before) {
    {
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        count(table, 20, 1);
    }
    boot();
    const auto backing = open();
    const std::string before = files().at(generation_name(1));
    Table<NoProbe> table(*backing, kSmall);
    count(table, 40, 1);
    EXPECT_EQ(files().at(generation_name(1)), before);
}

TEST_F(EmbeddedPowerLoss, piles_up_no_empty_sets) {
    for (int i = 0; i < 100; ++i) {
        open();
        boot();
    }
    EXPECT_EQ(files().size(), 2U);
    const auto backing = open();
    EXPECT_TRUE(Table<NoProbe>(*backing, kSmall).state().waiting.empty());
}

TEST_F(EmbeddedPowerLoss, sets_aside_what_a_lost_page_damaged_and_keeps_the_rest) {
    {
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        for (int i = 0; i < 60; ++i) {
            table.add(counter(i), i + 1);
        }
        table.set(counter(60), std::int64_t{1} << 62);
        ASSERT_TRUE(table.seal());
        for (int i = 0; i < 60; ++i) {
            table.add(counter(i), 1000);
        }
    }
    const Files whole = files();
    int damages = 0;
    for (const std::uint64_t number : {1U, 2U}) {
        const std::string name = generation_name(number);
        for (std::size_t page = 0; page < whole.at(name).size() / kPageBytes; ++page) {
            Files lost = whole;
            lost[name].replace(page * kPageBytes, kPageBytes, kPageBytes, '\0');
            replace_files(lost);
            boot();
            const auto backing = open();
            Table<NoProbe> table(*backing, kSmall);
            std::uint64_t damaged = 0;
            const Values found = values(table, damaged);
            for (const auto& [text, value] : found) {
                const int i = std::stoi(text.substr(5));
                const std::set<std::int64_t> possible{i + 1, i + 1001, 1000, std::int64_t{1} << 62};
                EXPECT_TRUE(possible.contains(value)) << name << " page " << page << " " << text;
            }
            if (damaged > 0) {
                ++damages;
                EXPECT_TRUE(files().contains(damaged_name(number)));
                EXPECT_GE(backing->findings().size(), 2U);
            }
            if (page == 0) {
                EXPECT_TRUE(files().contains(damaged_name(number)));
                EXPECT_GE(backing->findings().size(), 2U);
            }
            // The store works on.
            table.add(counter(0), 1);
            EXPECT_TRUE(table.seal());
            for (const SetId& set : table.state().waiting) {
                table.discard(set);
            }
            EXPECT_TRUE(table.state().waiting.empty());
        }
    }
    EXPECT_GE(damages, 2);
}

TEST_F(EmbeddedPowerLoss, takes_pages_of_any_age_and_makes_up_no_value) {
    std::vector<Files> ages;
    {
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        for (int round = 0; round < 6; ++round) {
            ages.push_back(files());
            for (int i = 0; i < 10 * (round + 1); ++i) {
                table.add(counter(i), 1);
            }
            if (round == 3) {
                table.set(counter(3), std::int64_t{3} << 60);
            }
        }
        ages.push_back(files());
    }
    std::mt19937 random(20);
    for (int run = 0; run < 100; ++run) {
        Files mixed = ages.back();
        std::string& bytes = mixed.at(generation_name(1));
        for (std::size_t at = 0; at < bytes.size(); at += kPageBytes) {
            const Files& age = ages[random() % ages.size()];
            bytes.replace(at, kPageBytes, age.at(generation_name(1)), at, kPageBytes);
        }
        replace_files(mixed);
        boot();
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        std::uint64_t damaged = 0;
        for (const auto& [text, value] : values(table, damaged)) {
            const int i = std::stoi(text.substr(5));
            if (i == 3 && value > 6) {
                EXPECT_GE(value, std::int64_t{3} << 60);
                EXPECT_LE(value, (std::int64_t{3} << 60) + 2);
                continue;
            }
            EXPECT_GE(value, 1) << text;
            EXPECT_LE(value, 6) << text;
        }
    }
}

TEST_F(EmbeddedPowerLoss, believes_the_files_where_the_header_is_older) {
    Files old;
    {
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        count(table, 5, 1);
        old = files();
        for (int i = 0; i < 3; ++i) {
            const auto set = table.seal();
            ASSERT_TRUE(set);
            count(table, 5, 1);
        }
        table.discard(table.state().waiting.front());
    }
    Files mixed = files();
    mixed["header"] = old["header"];
    replace_files(mixed);
    boot();
    const auto backing = open();
    Table<NoProbe> table(*backing, kSmall);
    std::uint64_t damaged = 0;
    EXPECT_EQ(values(table, damaged).at(canonical_text(counter(0))), 3);
    EXPECT_EQ(table.state().last_discarded, 1U);
    EXPECT_EQ(table.state().waiting.size(), 3U);
    EXPECT_EQ(table.state().open_seq, 5U);
}

TEST_F(EmbeddedPowerLoss, removes_what_the_header_calls_discarded) {
    Files old;
    {
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        count(table, 5, 1);
        const auto set = table.seal();
        count(table, 5, 1);
        old = files();
        table.discard(*set);
    }
    Files mixed = old;
    mixed["header"] = files()["header"];
    replace_files(mixed);
    boot();
    const auto backing = open();
    Table<NoProbe> table(*backing, kSmall);
    std::uint64_t damaged = 0;
    EXPECT_EQ(values(table, damaged).at(canonical_text(counter(0))), 1);
    EXPECT_FALSE(files().contains(generation_name(1)));
}

TEST_F(EmbeddedPowerLoss, refuses_a_store_whose_counters_are_all_gone) {
    open();
    Files lost = files();
    lost.erase(generation_name(1));
    replace_files(lost);
    boot();
    EXPECT_THROW(open(), Error);
    EXPECT_EQ(files(), lost);
}

TEST_F(EmbeddedPowerLoss, refuses_more_sets_than_a_store_can_have) {
    open();
    Files many = files();
    many[generation_name(1000)] = many.at(generation_name(1));
    replace_files(many);
    boot();
    EXPECT_THAT(test::refusal([this] { open(); }, ErrorCode::corrupt),
                testing::HasSubstr("too many sets wait"));
    EXPECT_EQ(files(), many);
}

TEST_F(EmbeddedPowerLoss, keeps_a_damaged_file_or_refuses_the_store) {
    {
        const auto backing = open();
        Table<NoProbe> table(*backing, kSmall);
        count(table, 5, 1);
        ASSERT_TRUE(table.seal());
        count(table, 5, 1);
    }
    const fs::path damaged = directory_ / generation_name(2);
    fs::resize_file(damaged, 4096);
    // The name that it is kept under is taken.
    fs::create_directories(directory_ / damaged_name(2) / "in");
    boot();
    EXPECT_THAT(test::refusal([this] { open(); }, ErrorCode::unavailable),
                testing::HasSubstr("the damaged file cannot be kept"));
    EXPECT_EQ(fs::file_size(damaged), 4096U);
    fs::remove_all(directory_ / damaged_name(2));
    const auto backing = open();
    EXPECT_EQ(fs::file_size(directory_ / damaged_name(2)), 4096U);
}

}  // namespace
}  // namespace model_counter::embedded
