#include <model_counter/counters.hpp>
#include <model_counter/embedded_store.hpp>
#include <model_counter/sqlite_database.hpp>

int main() {
    model_counter::SqliteOptions options;
    options.path = "consumer.sqlite3";
    auto database = model_counter::open_sqlite_database(options);
    database->migrate();
    model_counter::Counters counters(nullptr, std::move(database));
    const model_counter::Owner user("user", 1);
    counters.set(user, "downloads", 2);
    return counters.get(user, "downloads") == 2 ? 0 : 1;
}
