#pragma once

#include <boost/asio.hpp>
#include <chrono>
#include <model_counter/async.hpp>
#include <string>

/// Counts and answers over TCP, a line a request, in one thread that never waits.
///
///     COUNT user:1 downloads      ok
///     GET user:1 downloads        17
///     SYNC                        3 rows
class Server {
public:
    Server(boost::asio::io_context& loop, model_counter::Counters& counters);

    /// Takes connections on a free port of the loopback interface until it is stopped.
    [[nodiscard]] unsigned short port() const;
    void stop();

private:
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket);
    boost::asio::awaitable<std::string> answer(std::string request);

    boost::asio::io_context& loop_;
    model_counter::Counters& counters_;
    model_counter::AsyncCounters async_;
    boost::asio::ip::tcp::acceptor acceptor_;
};
