#include <model_counter/counters.hpp>
#include <model_counter/memory_database.hpp>
#include <model_counter/memory_store.hpp>

int main() {
    model_counter::Counters counters(model_counter::make_memory_store(),
                                     model_counter::make_memory_database());
    const model_counter::Owner user("user", 1);
    counters.increment(user, "downloads", 2);
    counters.sync();
    return counters.get(user, "downloads") == 2 ? 0 : 1;
}
