// A server that forks its workers, as many web servers do: the counters are opened once, before
// the fork. Counting goes on in the workers as it is; connections are opened anew where they are
// needed. A thread of the parent does not come along, so the parent alone has the scheduler, and
// starts it after the fork.

#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <iostream>
#include <model_counter/model_counter.hpp>

namespace {

constexpr int kWorkers = 2;
constexpr int kRequests = 500;

/// Requests of the queue; the parent writes their numbers, whichever worker is free reads one.
class Requests {
public:
    Requests() { good_ = pipe(ends_.data()) == 0; }

    [[nodiscard]] bool good() const { return good_; }
    void put(int number) {
        good_ = good_ && write(ends_[1], &number, sizeof number) == sizeof number;
    }
    bool take(int& number) { return read(ends_[0], &number, sizeof number) == sizeof number; }
    void end() { close(ends_[1]); }

private:
    std::array<int, 2> ends_{};
    bool good_ = false;
};

void work(Requests& requests, model_counter::Counters& counters) {
    requests.end();
    auto served = counters.handle(model_counter::global_owner(), "requests");
    int number = 0;
    while (requests.take(number)) {
        served.increment();
        counters.increment(model_counter::OwnerRef("user", number % 3), "requests");
    }
}

}  // namespace

int main() {
    auto& counters = model_counter::Counters::open_default();
    Requests requests;
    for (int i = 0; i < kWorkers; ++i) {
        if (fork() == 0) {
            work(requests, counters);
            _exit(0);
        }
    }
    model_counter::Scheduler scheduler(counters);
    for (int number = 0; number < kRequests; ++number) {
        requests.put(number);
    }
    requests.end();
    for (int i = 0; i < kWorkers; ++i) {
        wait(nullptr);
    }
    scheduler.stop();  // With a last sync, of what all workers counted.

    std::cout << "requests: " << counters.get(model_counter::global_owner(), "requests") << '\n';
    for (int user = 0; user < 3; ++user) {
        std::cout << "of user " << user << ": "
                  << counters.get(model_counter::OwnerRef("user", user), "requests") << '\n';
    }
    return requests.good() ? 0 : 1;
}
