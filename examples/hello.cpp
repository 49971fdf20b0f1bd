// The least there is: open, count, read.

#include <iostream>
#include <model_counter/model_counter.hpp>

int main() {
    auto& counters = model_counter::Counters::open_default();
    const model_counter::Owner world("world", 1);
    counters.increment(world, "greetings");
    std::cout << "hello, world: " << counters.get(world, "greetings") << '\n';
}
