// An order and its count, in one transaction of the application's own: both are there, or neither.

#include <sqlite3.h>
#include <iostream>
#include <model_counter/model_counter.hpp>
#include <model_counter/sqlite_database.hpp>
#include <stdexcept>
#include <string>

namespace {

struct Product : model_counter::HasCounters<Product> {
    static constexpr std::string_view counter_owner_type = "product";
    explicit Product(std::uint64_t number) : id(number) {}
    std::uint64_t id;
    [[nodiscard]] std::uint64_t counter_owner_id() const { return id; }
};

void run(sqlite3* connection, const std::string& sql) {
    if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(connection));
    }
}

/// Takes an order; `paid` is what the payment service said.
void order(sqlite3* shop, model_counter::Counters& counters, const Product& product, bool paid) {
    run(shop, "BEGIN IMMEDIATE");
    run(shop, "INSERT INTO orders (product) VALUES (" + std::to_string(product.id) + ")");
    counters.increment_in(shop, product, "orders");
    run(shop, paid ? "COMMIT" : "ROLLBACK");
}

}  // namespace

int main() {
    // The counters live in the shop's own file, beside its tables.
    model_counter::Config config = model_counter::Config::load();
    config.database = "sqlite:shop.sqlite3";
    auto& counters =
        model_counter::Counters::install_default(model_counter::Counters::open(config));
    sqlite3* shop = nullptr;
    sqlite3_open("shop.sqlite3", &shop);
    run(shop, "CREATE TABLE orders (id INTEGER PRIMARY KEY, product INTEGER NOT NULL)");

    const Product book(7);
    book.increment_counter("views", 3);  // buffered, as ever
    order(shop, counters, book, true);
    order(shop, counters, book, false);
    order(shop, counters, book, true);

    std::cout << "orders: " << book.counter("orders") << '\n';
    std::cout << "views: " << book.counter("views") << '\n';
    counters.sync();
    for (const auto& [key, value] : book.all_counters()) {
        std::cout << "after a sync, " << key << ": " << value << '\n';
    }
    sqlite3_close(shop);
}
