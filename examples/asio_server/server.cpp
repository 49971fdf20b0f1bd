#include "server.hpp"

#include "async_call.hpp"

#include <sstream>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;
using model_counter::Owner;

namespace {

/// How long a client may wait for an answer.
constexpr std::chrono::seconds kPatience{10};

model_counter::AsyncOptions completing_on(asio::io_context& loop) {
    model_counter::AsyncOptions options;
    options.executor = [&loop](auto function) { asio::post(loop, std::move(function)); };
    options.timeout = kPatience;
    return options;
}

}  // namespace

Server::Server(asio::io_context& loop, model_counter::Counters& counters)
    : loop_(loop),
      counters_(counters),
      async_(counters, completing_on(loop)),
      acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    asio::co_spawn(loop_, accept(), asio::detached);
}

unsigned short Server::port() const { return acceptor_.local_endpoint().port(); }

void Server::stop() { acceptor_.close(); }

asio::awaitable<void> Server::accept() {
    while (acceptor_.is_open()) {
        auto [error, socket] = co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
        if (!error) {
            asio::co_spawn(loop_, serve(std::move(socket)), asio::detached);
        }
    }
}

asio::awaitable<void> Server::serve(tcp::socket socket) {
    socket.set_option(tcp::no_delay(true));
    std::string input;
    for (;;) {
        const auto [error, size] = co_await asio::async_read_until(
            socket, asio::dynamic_buffer(input, 1000), '\n', asio::as_tuple(asio::use_awaitable));
        if (error) {
            co_return;
        }
        std::string request = input.substr(0, size - 1);
        input.erase(0, size);
        std::string reply;
        try {
            reply = co_await answer(std::move(request));
        } catch (const model_counter::Error& failure) {
            reply = "error " + std::string(name(failure.kind())) + ": " + failure.what();
        }
        reply += '\n';
        co_await asio::async_write(socket, asio::buffer(reply),
                                   asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<std::string> Server::answer(std::string request) {
    std::istringstream words(request);
    std::string verb;
    std::string owner;
    std::string key;
    words >> verb >> owner >> key;
    const auto loop = co_await asio::this_coro::executor;
    if (verb == "COUNT") {
        counters_.increment(Owner::parse(owner), key);  // Nanoseconds: no need to leave the loop.
        co_return "ok";
    }
    if (verb == "GET") {
        const std::int64_t value =
            co_await async_call(loop, async_.get(Owner::parse(owner), key), asio::use_awaitable);
        co_return std::to_string(value);
    }
    if (verb == "SYNC") {
        const model_counter::SyncReport report =
            co_await async_call(loop, async_.sync(), asio::use_awaitable);
        co_return std::to_string(report.rows) + " rows";
    }
    co_return "error: COUNT, GET or SYNC";
}
