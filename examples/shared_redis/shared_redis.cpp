// Two processes, on two machines if you like, count in one Redis. Each sees at once what the other
// has counted, and whichever syncs brings all of it into the database. COUNTER_STORE says where
// Redis is: COUNTER_STORE=redis://127.0.0.1 example_shared_redis

#include <sys/wait.h>
#include <unistd.h>
#include <iostream>
#include <model_counter/model_counter.hpp>

namespace {

constexpr int kViews = 500;

model_counter::Counters open() {
    model_counter::Config config = model_counter::Config::load();
    config.prefix = "example:";  // two prefixes are two stores
    return model_counter::Counters::open(config);
}

void count_views(const model_counter::Owner& page) {
    model_counter::Counters counters = open();
    for (int i = 0; i < kViews; ++i) {
        counters.increment(page, "views");
    }
    counters.close();
}

}  // namespace

int main() {
    const model_counter::Owner page("page", "index");
    for (int process = 0; process < 2; ++process) {
        if (fork() == 0) {
            count_views(page);
            _exit(0);
        }
    }
    while (wait(nullptr) > 0) {
    }

    model_counter::Counters here = open();
    model_counter::Counters there = open();
    std::cout << "views of both: " << here.get(page, "views") << '\n';
    here.set(page, "likes", 41);
    there.increment(page, "likes");
    std::cout << "likes, set here and incremented there: " << here.get(page, "likes") << '\n';
    std::cout << "rows that one of them writes: " << there.sync().rows << '\n';
    std::cout << "rows that are left to the other: " << here.sync().rows << '\n';
    std::cout << "views after the syncs: " << here.get(page, "views") << '\n';
}
