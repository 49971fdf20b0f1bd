// A server around an event loop: it counts and reads for its clients in one thread, while a sync
// folds many counters into SQLite. A timer of the same loop shows that nothing holds it up.

#include "server.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio.hpp>
#include <chrono>
#include <iostream>
#include <model_counter/model_counter.hpp>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr int kClients = 2;
constexpr int kFoldedCounters = 300'000;
/// A loop that waited for the fold would be late by all of its time, which is more.
constexpr milliseconds kLatenessMax{200};

/// Ticks every millisecond until stopped, and remembers the latest one.
asio::awaitable<void> tick(const std::atomic<bool>& stop, steady_clock::duration& worst) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (!stop) {
        timer.expires_after(milliseconds(1));
        co_await timer.async_wait(asio::use_awaitable);
        worst = std::max(worst, steady_clock::now() - timer.expiry());
    }
}

/// A client with a connection of its own, that waits for each answer.
class Client {
public:
    explicit Client(unsigned short port)
        : stream_(tcp::endpoint(asio::ip::address_v4::loopback(), port)) {
        stream_.socket().set_option(tcp::no_delay(true));
    }

    std::string ask(const std::string& request) {
        stream_ << request << std::endl;
        std::string reply;
        std::getline(stream_, reply);
        return reply;
    }

private:
    tcp::iostream stream_;
};

/// Counts and reads until stopped. Returns: how many requests; 0: a read was wrong
int use(unsigned short port, int number, const std::atomic<bool>& stop) {
    Client client(port);
    const std::string counter = " client:" + std::to_string(number) + " requests";
    int counted = 0;
    while (!stop) {
        client.ask("COUNT" + counter);
        ++counted;
        if (client.ask("GET" + counter) != std::to_string(counted)) {
            return 0;
        }
    }
    return counted;
}

/// What the clients do: requests while a sync runs. Returns: whether every answer was right
bool load(unsigned short port) {
    std::atomic<bool> stop{false};
    std::vector<int> requests(kClients);
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.emplace_back([&, i] { requests[i] = use(port, i, stop); });
    }
    const auto begin = steady_clock::now();
    const std::string folded = Client(port).ask("SYNC");
    const auto end = steady_clock::now();
    std::cerr << "the sync folded " << folded << " in "
              << duration_cast<milliseconds>(end - begin).count() << " ms\n";
    stop = true;
    bool good = std::stoi(folded) >= kFoldedCounters;
    for (int i = 0; i < kClients; ++i) {
        clients[i].join();
        std::cerr << "client " << i << ": " << 2 * requests[i] << " requests\n";
        good = good && requests[i] > 0;
    }
    return good;
}

}  // namespace

int main() {
    model_counter::Counters counters = model_counter::Counters::open(model_counter::Config::load());
    for (int i = 0; i < kFoldedCounters; ++i) {
        counters.increment(model_counter::Owner("page", i), "views");
    }

    asio::io_context loop(1);
    Server server(loop, counters);
    std::atomic<bool> stop{false};
    steady_clock::duration worst{0};
    asio::co_spawn(loop, tick(stop, worst), asio::detached);
    bool good = false;
    std::thread clients([&] {
        good = load(server.port());
        stop = true;
        asio::post(loop, [&] { server.stop(); });
    });
    loop.run();
    clients.join();

    const bool in_time = worst < kLatenessMax;
    std::cerr << "the timer was late by "
              << std::chrono::duration<double, std::milli>(worst).count() << " ms at worst\n";
    std::cout << "every count was read back at once: " << (good ? "yes\n" : "no\n");
    std::cout << "the loop went on while the sync ran: " << (in_time ? "yes\n" : "no\n");
    return good && in_time ? 0 : 1;
}
