#include "support/tcp_proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace model_counter::test {
namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int connect_to(std::uint16_t port) {
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(connection);
        return -1;
    }
    return connection;
}

void hurry(int connection) {
    const int on = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool send_all(int connection, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

class TcpProxy::Loop {
public:
    explicit Loop(std::uint16_t server_port)
        : server_port_(server_port),
          listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
          wake_(eventfd(0, EFD_CLOEXEC)) {
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        constexpr int kBacklog = 64;
        if (bind(listener_, generic, size) != 0 || listen(listener_, kBacklog) != 0 ||
            getsockname(listener_, generic, &size) != 0) {
            throw std::runtime_error("the proxy cannot listen on 127.0.0.1");
        }
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { run(); });
    }

    ~Loop() {
        ends_ = true;
        wake();
        thread_.join();
        close(listener_);
        close(wake_);
    }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

    void set_rule(Rule rule) {
        const std::scoped_lock lock(mutex_);
        rule_ = std::move(rule);
    }

    void cut_all() {
        cuts_ = true;
        wake();
        while (cuts_) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

private:
    struct Pair {
        int client = -1;
        int server = -1;
        bool is_open = true;
        std::array<bool, 2> swallows{};
    };

    void wake() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);
    }

    void run() {
        while (!ends_) {
            std::vector<pollfd> asked{{wake_, POLLIN, 0}, {listener_, POLLIN, 0}};
            for (const Pair& pair : pairs_) {
                asked.push_back({pair.client, POLLIN, 0});
                asked.push_back({pair.server, POLLIN, 0});
            }
            poll(asked.data(), asked.size(), -1);
            const std::size_t known = pairs_.size();
            take_note(asked[0].revents != 0);
            if (asked[1].revents != 0) {
                accept_one();
            }
            for (std::size_t i = 0; i < known; ++i) {
                pass_on(pairs_[i], asked[2 + 2 * i].revents != 0, Direction::to_server);
                pass_on(pairs_[i], asked[3 + 2 * i].revents != 0, Direction::to_client);
            }
            forget_closed();
        }
        end_all();
        forget_closed();
    }

    void take_note(bool woken) {
        if (woken) {
            std::uint64_t ignored = 0;
            [[maybe_unused]] const auto got = read(wake_, &ignored, sizeof ignored);
        }
        if (cuts_) {
            end_all();
            cuts_ = false;
        }
    }

    void accept_one() {
        const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const int server = connect_to(server_port_);
        if (server < 0) {
            close(client);
            return;
        }
        hurry(client);
        hurry(server);
        pairs_.push_back({client, server});
    }

    void pass_on(Pair& pair, bool ready, Direction direction) {
        if (!ready || !pair.is_open) {
            return;
        }
        const bool up = direction == Direction::to_server;
        std::array<char, 65536> bytes{};
        const ssize_t got = recv(up ? pair.client : pair.server, bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            pair.is_open = false;
            return;
        }
        const std::string_view piece(bytes.data(), static_cast<std::size_t>(got));
        bool& swallows = pair.swallows.at(up ? 0 : 1);
        const Verdict verdict = swallows ? Verdict::swallow : judge(direction, piece);
        if (verdict == Verdict::swallow) {
            swallows = true;
        } else if (verdict == Verdict::halve) {
            send_all(up ? pair.server : pair.client, piece.substr(0, piece.size() / 2));
            pair.is_open = false;
        } else if (verdict == Verdict::cut || !send_all(up ? pair.server : pair.client, piece)) {
            pair.is_open = false;
        }
    }

    Verdict judge(Direction direction, std::string_view piece) {
        const std::scoped_lock lock(mutex_);
        return rule_ ? rule_(direction, piece) : Verdict::pass;
    }

    void end_all() {
        for (Pair& pair : pairs_) {
            pair.is_open = false;
        }
    }

    void forget_closed() {
        for (const Pair& pair : pairs_) {
            if (!pair.is_open) {
                close(pair.client);
                close(pair.server);
            }
        }
        std::erase_if(pairs_, [](const Pair& pair) { return !pair.is_open; });
    }

    std::uint16_t server_port_;
    int listener_;
    int wake_;
    std::uint16_t port_ = 0;
    std::atomic<bool> ends_ = false;
    std::atomic<bool> cuts_ = false;
    std::mutex mutex_;
    Rule rule_;
    std::vector<Pair> pairs_;
    std::thread thread_;
};

TcpProxy::TcpProxy(std::uint16_t server_port) : loop_(std::make_unique<Loop>(server_port)) {}
TcpProxy::~TcpProxy() = default;

std::uint16_t TcpProxy::port() const noexcept { return loop_->port(); }
void TcpProxy::set_rule(Rule rule) { loop_->set_rule(std::move(rule)); }
void TcpProxy::cut_all() { loop_->cut_all(); }

TcpProxy::Rule TcpProxy::lose_reply_to(std::string_view text, bool cut) {
    enum class Stage { waiting, asked, done };
    return [wanted = std::string(text), cut, stage = Stage::waiting](
               Direction direction, std::string_view piece) mutable {
        if (stage == Stage::waiting && direction == Direction::to_server &&
            piece.find(wanted) != std::string_view::npos) {
            stage = Stage::asked;
        } else if (stage == Stage::asked && direction == Direction::to_client) {
            stage = Stage::done;
            return cut ? Verdict::cut : Verdict::swallow;
        }
        return Verdict::pass;
    };
}

}  // namespace model_counter::test
