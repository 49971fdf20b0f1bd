#include "model_counter/has_counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"

#include <gtest/gtest.h>
#include <cstdint>
#include <string>

namespace shop {

/// A class of an application that knows nothing of counters.
struct Product {
    std::string sku;
};

model_counter::OwnerRef counter_owner(const Product& product) { return {"product", product.sku}; }

/// One whose owner is made on the spot.
struct Order {
    int year = 0;
    int number = 0;
};

model_counter::Owner counter_owner(const Order& order) {
    return {"order", std::to_string(order.year) + "/" + std::to_string(order.number)};
}

enum class Key { downloads, views };

std::string_view counter_key(Key key) { return key == Key::downloads ? "downloads" : "views"; }

}  // namespace shop

namespace model_counter::test {
namespace {

struct User : HasCounters<User> {
    static constexpr std::string_view counter_owner_type = "user";
    explicit User(std::uint64_t with_id) : id(with_id) {}
    std::uint64_t id;
    [[nodiscard]] std::uint64_t counter_owner_id() const { return id; }
};

/// Has counters of an instance of its own.
struct Tenant : HasCounters<Tenant> {
    static constexpr const char* counter_owner_type = "tenant";
    Tenant(std::string with_name, Counters& with_counters)
        : name(std::move(with_name)), where(&with_counters) {}
    std::string name;
    Counters* where;
    [[nodiscard]] std::string counter_owner_id() const { return name; }
};

Counters& counters_of(const Tenant& tenant) { return *tenant.where; }

struct Stranger {};

enum class Unnamed { a };

static_assert(OwnerLike<User>);
static_assert(OwnerLike<Tenant>);
static_assert(OwnerLike<shop::Product>);
static_assert(OwnerLike<shop::Order>);
static_assert(OwnerLike<Owner>);
static_assert(OwnerLike<OwnerRef>);
static_assert(!OwnerLike<Stranger>);
static_assert(!OwnerLike<int>);
static_assert(std::is_convertible_v<shop::Key, KeyRef>);
static_assert(std::is_convertible_v<std::string, KeyRef>);
static_assert(!std::is_convertible_v<Unnamed, KeyRef>);
static_assert(!std::is_convertible_v<int, KeyRef>);

Counters memory_counters() { return {make_memory_store(), make_memory_database()}; }

TEST(OwnerTraits, lets_members_name_the_owner) {
    Counters counters = memory_counters();
    counters.increment(User(1), "views", 2);
    EXPECT_EQ(counters.get(Owner("user", 1), "views"), 2);
    EXPECT_EQ(counters.get(User(1), "views"), 2);
    counters.increment(User(std::uint64_t{1} << 63U), "views");
    EXPECT_EQ(counters.get(Owner("user", "9223372036854775808"), "views"), 1);
}

TEST(OwnerTraits, lets_a_function_beside_the_type_name_the_owner) {
    Counters counters = memory_counters();
    counters.increment(shop::Product{"book-1"}, "sold", 2);
    counters.increment(shop::Order{2024, 7}, "lines", 3);
    EXPECT_EQ(counters.get(Owner("product", "book-1"), "sold"), 2);
    EXPECT_EQ(counters.get(Owner("order", "2024/7"), "lines"), 3);
    EXPECT_EQ(counters.handle(shop::Order{2024, 7}, "lines").id().text(), "order:2024/7:lines");
}

TEST(OwnerTraits, takes_enumerators_that_name_themselves_as_keys) {
    Counters counters = memory_counters();
    counters.increment(User(1), shop::Key::downloads);
    counters.increment(User(1), std::string("views"), 4);
    EXPECT_EQ(counters.get(User(1), shop::Key::downloads), 1);
    const auto both = counters.get(User(1), {shop::Key::views, shop::Key::downloads});
    EXPECT_EQ(both, (std::vector<CounterValue>{{"views", 4}, {"downloads", 1}}));
    EXPECT_EQ(counters.get(User(1), {"views"}).size(), 1U);
}

TEST(HasCounters, has_every_verb_on_the_instance_of_its_choice) {
    Counters counters = memory_counters();
    const Tenant tenant("acme", counters);
    tenant.increment_counter("calls", 5);
    tenant.decrement_counter("calls");
    EXPECT_EQ(tenant.counter("calls"), 4);
    tenant.set_counter("mails", 9);
    EXPECT_EQ(tenant.counters({"mails", "calls"}),
              (std::vector<CounterValue>{{"mails", 9}, {"calls", 4}}));
    EXPECT_EQ(tenant.all_counters(), (std::vector<CounterValue>{{"calls", 4}, {"mails", 9}}));
    tenant.reset_counter("calls");
    EXPECT_EQ(tenant.counter("calls"), 0);
    tenant.remove_counter("mails");
    EXPECT_EQ(tenant.all_counters(), (std::vector<CounterValue>{{"calls", 0}}));
    EXPECT_EQ(counters.get(Owner("tenant", "acme"), "calls"), 0);
}

TEST(FreeFunctions, have_every_verb_on_the_instance_of_the_owners_choice) {
    Counters counters = memory_counters();
    const Tenant tenant("acme", counters);
    increment(tenant, "calls", 5);
    decrement(tenant, "calls", 2);
    EXPECT_EQ(get(tenant, "calls"), 3);
    set(tenant, "mails", 9);
    EXPECT_EQ(get(tenant, {"mails", "calls"}).front().value, 9);
    EXPECT_EQ(all(tenant).size(), 2U);
    reset(tenant, "calls");
    EXPECT_EQ(get(tenant, "calls"), 0);
    handle(tenant, "calls").increment(2);
    EXPECT_EQ(get(tenant, "calls"), 2);
    model_counter::remove(tenant, "mails");
    EXPECT_EQ(remove_all(tenant), 1U);
    EXPECT_TRUE(all(tenant).empty());
}

}  // namespace
}  // namespace model_counter::test
