#include "import/laravel_row.hpp"

#include "model_counter/counter_id.hpp"
#include "model_counter/encoded_id.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <map>

namespace model_counter::test {
namespace {

using laravel::LaravelRow;
using laravel::OwnerTypes;
using laravel::TakenCounter;
using testing::HasSubstr;

std::string text_of(const std::variant<TakenCounter, std::string>& taken) {
    if (const auto* fault = std::get_if<std::string>(&taken)) {
        return "refused: " + *fault;
    }
    const auto& counter = std::get<TakenCounter>(taken);
    return canonical_text(decode(counter.encoded)) + " " + std::to_string(counter.amount);
}

class LaravelRows : public testing::Test {
protected:
    std::string take(const LaravelRow& row, OwnerIdKind kind = OwnerIdKind::any) {
        return text_of(laravel::take_row(row, types_, kind));
    }
    std::string take_key(const std::string& key, const std::string& value = "1",
                         OwnerIdKind kind = OwnerIdKind::any) {
        return text_of(laravel::take_key("c:", key, value, types_, kind));
    }
    static LaravelRow row(const char* type, const char* id = "1") {
        return {1, type, id, "k", {}, {}, "5"};
    }

    OwnerTypes types_{
        std::map<std::string, std::string>{{"App\\Models\\User", "user"}, {"shop.item", "item"}}};
};

TEST_F(LaravelRows, are_named_by_their_classes) {
    EXPECT_EQ(take(row("App\\Models\\User")), "user:1:k 5");
    EXPECT_EQ(take(row("app\\models\\USER")), "user:1:k 5");
    EXPECT_EQ(take(row("Shop\\Item")), "item:1:k 5");
    EXPECT_EQ(take(row("App\\Models\\Post")), "app.models.post:1:k 5");
    EXPECT_EQ(take(row("order", "9b-1d")), "order:9b-1d:k 5");
    EXPECT_EQ(take({1, {}, {}, "k", {}, {}, "5"}), "global:0:k 5");
}

TEST_F(LaravelRows, and_keys_of_one_class_are_one_owner_type) {
    EXPECT_EQ(take_key("c:app.models.user:1:k"), "user:1:k 1");
    EXPECT_EQ(take_key("c:user:1:k"), "user:1:k 1") << "version 1";
    EXPECT_EQ(take_key("c:post:1:k"), "post:1:k 1") << "nothing is known of it yet";
    take(row("App\\Models\\Post"));
    EXPECT_EQ(take_key("c:app.models.post:1:k"), "app.models.post:1:k 1");
    EXPECT_EQ(take_key("c:post:1:k"), "app.models.post:1:k 1") << "version 1";
    take(row("Blog\\Post"));
    EXPECT_THAT(take_key("c:post:1:k"), HasSubstr("last part of several classes"));
    take(row("post"));
    EXPECT_EQ(take_key("c:post:1:k"), "post:1:k 1") << "a morph alias of that very name";
    EXPECT_EQ(take_key("c:global:0:k"), "global:0:k 1");
}

TEST_F(LaravelRows, keep_their_periods) {
    const auto period = [&](const char* interval, const char* start) {
        return take({1, "order", "1", "k", interval, start, "5"});
    };
    EXPECT_EQ(period("day", "2024-12-03"), "order:1:k:day:2024-12-03 5");
    EXPECT_EQ(period("week", "2024-12-02 00:00:00"), "order:1:k:week:2024-W49 5");
    EXPECT_EQ(period("month", "2024-12-01"), "order:1:k:month:2024-12 5");
    EXPECT_EQ(period("quarter", "2024-10-01"), "order:1:k:quarter:2024-Q4 5");
    EXPECT_EQ(period("year", "2024-01-01"), "order:1:k:year:2024 5");
    EXPECT_THAT(period("week", "2024-12-03"), HasSubstr("the first day of no week"));
    EXPECT_THAT(period("day", "2024-12-03 01:00:00"), HasSubstr("the first day of no day"));
    EXPECT_THAT(period("hour", "2024-12-03"), HasSubstr("unknown interval"));
    EXPECT_THAT(take({1, "order", "1", "k", "day", {}, "5"}), HasSubstr("no period_start"));
    EXPECT_THAT(take({1, "order", "1", "k", {}, "2024-12-03", "5"}), HasSubstr("no interval"));
}

TEST_F(LaravelRows, are_refused_where_the_table_takes_no_such_id) {
    EXPECT_THAT(take(row("order", "x"), OwnerIdKind::bigint), HasSubstr("--owner-id string"));
    EXPECT_THAT(take_key("c:order:x:k", "1", OwnerIdKind::bigint), HasSubstr("--owner-id string"));
    EXPECT_EQ(take(row("order", "7"), OwnerIdKind::bigint), "order:7:k 5");
}

TEST_F(LaravelRows, are_refused_where_their_count_is_none) {
    for (const char* count : {"", "1.0", "9223372036854775808", "1e3", "+1", " 1", "x"}) {
        EXPECT_THAT(take({1, "order", "1", "k", {}, {}, count}), HasSubstr("whole number"));
    }
    EXPECT_EQ(take({1, "order", "1", "k", {}, {}, "-9223372036854775808"}),
              "order:1:k -9223372036854775808");
}

TEST_F(LaravelRows, are_refused_with_half_an_owner) {
    EXPECT_THAT(take({1, "order", {}, "k", {}, {}, "5"}), HasSubstr("no owner_id"));
    EXPECT_THAT(take({1, {}, "1", "k", {}, {}, "5"}), HasSubstr("no owner_type"));
    EXPECT_THAT(take(row("")), HasSubstr("refused"));
    EXPECT_THAT(take_key("c:user:1:k:week:2024-60"), HasSubstr("no week"));
}

TEST(LaravelOwnerTypes, cannot_be_two_at_once) {
    using Given = std::map<std::string, std::string>;
    EXPECT_THAT(refusal([] {
                    OwnerTypes(Given{{"App\\User", "user"}, {"app.user", "account"}});
                }),
                HasSubstr("given twice"));
    refusal([] { OwnerTypes(Given{{"App\\User", "a:b"}}); });
    OwnerTypes(Given{{"App\\User", "user"}, {"app.user", "user"}});
}

}  // namespace
}  // namespace model_counter::test
