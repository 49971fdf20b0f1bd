// Several processes count into one store at once. They need not know of each other: who opens the
// same data directory shares it. One of them is killed in the middle, and what it had counted
// stays.

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <iostream>
#include <model_counter/model_counter.hpp>

namespace {

constexpr int kProcesses = 3;
constexpr int kViews = 10'000;

model_counter::Counters open() {
    return model_counter::Counters::open(model_counter::Config::load());
}

/// What each process does; the last one is killed when it is done with its half.
void count_views(int number) {
    model_counter::Counters counters = open();
    auto views = counters.handle(model_counter::Owner("page", "index"), "views");
    for (int i = 0; i < kViews; ++i) {
        if (number == kProcesses - 1 && i == kViews / 2) {
            kill(getpid(), SIGKILL);
        }
        views.increment();
    }
    counters.close();
}

}  // namespace

int main() {
    for (int number = 0; number < kProcesses; ++number) {
        if (fork() == 0) {
            count_views(number);
            _exit(0);
        }
    }
    int killed = 0;
    int status = 0;
    while (wait(&status) > 0) {
        killed += WIFSIGNALED(status) ? 1 : 0;
    }

    model_counter::Counters counters = open();
    const model_counter::Owner page("page", "index");
    std::cout << "killed: " << killed << '\n';
    std::cout << "views: " << counters.get(page, "views") << '\n';
    std::cout << "rows written: " << counters.sync().rows << '\n';
    std::cout << "views after the sync: " << counters.get(page, "views") << '\n';
}
