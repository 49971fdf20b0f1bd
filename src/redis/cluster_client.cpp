#include "redis/cluster_client.hpp"

#include "redis/node.hpp"
#include "redis/redirection.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;

/// Redirections that are followed without a pause.
constexpr int kRoundsAtOnce = 3;
constexpr milliseconds kFirstPause{2};
constexpr milliseconds kLongestPause{100};
/// A server that swallows what is sent to it does not use up a whole deadline: meanwhile another
/// one may have taken its place.
constexpr milliseconds kConnectTime{1000};
/// The same for the question who serves what.
constexpr milliseconds kAnswerTime{1000};

std::unique_ptr<Client> make_plain_node(const ServerUrl& url) {
    return std::make_unique<Node>(url, [url](const Deadline& deadline) {
        return connect_to(url, std::min(deadline, Deadline::after(kConnectTime)));
    });
}

std::string address_of(const ServerUrl& url) { return url.host + ":" + std::to_string(url.port); }

std::string_view host_of(std::string_view address) { return address.substr(0, address.rfind(':')); }

/// Where it has no host, the one that named it has the same.
std::string completed(const std::string& address, std::string_view asked) {
    return address.starts_with(':') ? std::string(host_of(asked)) + address : address;
}

/// The primary that serves all of it; empty: there are several.
std::string only_primary(const SlotMap& map, std::span<const Share> shares) {
    const std::string* only = nullptr;
    for (const Share& share : shares) {
        for (const std::uint16_t slot : share.commands->slots()) {
            const std::string& its = map.primary(slot);
            if (only != nullptr && *only != its) {
                return {};
            }
            only = &its;
        }
    }
    return only == nullptr ? std::string() : *only;
}

bool is_refused(const Reply& reply) {
    return redirection_of(reply).kind != Redirection::Kind::none ||
           (reply.kind == Reply::Kind::unsent && may_pass(reply));
}

bool is_any_refused(std::span<const Share> shares) {
    return std::any_of(shares.begin(), shares.end(), [](const Share& share) {
        return std::any_of(share.replies->begin(), share.replies->end(), is_refused);
    });
}

Reply refusal(Reply::Kind kind, std::string text) {
    Reply reply;
    reply.kind = kind;
    reply.text = std::move(text);
    return reply;
}

}  // namespace

/// What one process has. After a fork the child makes another and never touches its parent's.
struct ClusterClient::Own {
    int process = 0;
    Own* inherited = nullptr;

    std::mutex mutex;
    std::condition_variable answered;    ///< whoever asked for the map is back, with or without it
    bool is_asked_for = false;           ///< one thread asks, without the mutex; others wait
    std::uint64_t questions = 0;         ///< that came to an end
    std::shared_ptr<const SlotMap> map;  ///< none: it is to be asked for
    std::vector<std::string> known;      ///< servers of the last map
    std::size_t turn = 0;                ///< who is asked first next time
    std::string failure;                 ///< why nobody told the map

    std::mutex nodes_mutex;
    std::unordered_map<std::string, std::shared_ptr<Client>> nodes;
};

/// What servers said who were asked for the map.
struct ClusterClient::Told {
    std::shared_ptr<const SlotMap> map;
    std::string failure;  ///< why there is none
};

/// A command that is still to be done.
struct ClusterClient::Waiting {
    std::size_t share = 0;
    std::size_t index = 0;
    std::string address = {};  ///< empty: whoever serves its slot
    bool asks = false;
};

ClusterClient::ClusterClient(ClusterUrl url) : ClusterClient(std::move(url), make_plain_node) {}

ClusterClient::ClusterClient(ClusterUrl url, MakeNode make_node)
    : url_(std::move(url)), make_node_(std::move(make_node)), own_(new Own) {
    own_.load()->process = getpid();
}

ClusterClient::~ClusterClient() {
    // A parent's is left as it is: a thread of it may have been in it.
    Own* const own = own_.load();
    if (own->process == getpid()) {
        delete own;
    }
}

ClusterClient::Own& ClusterClient::own() {
    const int process = getpid();
    Own* current = own_.load(std::memory_order_acquire);
    if (current->process == process) [[likely]] {
        return *current;
    }
    auto fresh = std::make_unique<Own>();
    fresh->process = process;
    fresh->inherited = current;
    if (own_.compare_exchange_strong(current, fresh.get(), std::memory_order_acq_rel)) {
        return *fresh.release();
    }
    return *current;
}

void ClusterClient::run(std::span<const Share> shares, const Deadline& deadline) {
    Own& own = this->own();
    auto seen = map(own, deadline);
    const std::string only = seen ? only_primary(*seen, shares) : std::string();
    if (!only.empty()) {
        // The usual case: one server serves all of it, and nothing is copied.
        node(own, only)->run(shares, deadline);
        if (!is_any_refused(shares)) {
            return;
        }
    }
    std::vector<Waiting> sent = everything(shares, only);
    if (only.empty()) {
        send(own, seen.get(), shares, sent, deadline);
    }
    int round = 0;
    for (milliseconds pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
        std::vector<Waiting> waiting = refused_of(shares, sent);
        if (waiting.empty()) {
            return;
        }
        const bool is_lost = std::any_of(waiting.begin(), waiting.end(),
                                         [](const Waiting& one) { return one.address.empty(); });
        if (is_lost || ++round > kRoundsAtOnce) {
            if (deadline.remaining() < pause) {
                return;
            }
            std::this_thread::sleep_for(pause);
        } else if (deadline.expired()) {
            return;
        }
        forget_map(own, seen);
        seen = map(own, deadline);
        send(own, seen.get(), shares, waiting, deadline);
        sent = std::move(waiting);
    }
}

std::vector<ClusterClient::Waiting> ClusterClient::everything(std::span<const Share> shares,
                                                              const std::string& address) {
    std::vector<Waiting> all;
    for (std::size_t share = 0; share < shares.size(); ++share) {
        for (std::size_t i = 0; i < shares[share].commands->size(); ++i) {
            all.push_back({share, i, address});
        }
    }
    return all;
}

/// Sends what waits to whoever it is for, in one pipeline each.
void ClusterClient::send(Own& own, const SlotMap* map, std::span<const Share> shares,
                         std::vector<Waiting>& waiting, const Deadline& deadline) {
    std::vector<std::string> addresses;
    for (Waiting& one : waiting) {
        auto& replies = *shares[one.share].replies;
        replies.resize(shares[one.share].commands->size());
        const std::uint16_t slot = shares[one.share].commands->slots()[one.index];
        if (one.address.empty() && map != nullptr) {
            one.address = map->primary(slot);
        }
        if (map == nullptr && one.address.empty()) {
            replies[one.index] = refusal(Reply::Kind::unsent, failure(own));
        } else if (one.address.empty()) {
            replies[one.index] = refusal(Reply::Kind::error,
                                         "CLUSTERDOWN nobody serves slot " + std::to_string(slot));
        } else if (std::find(addresses.begin(), addresses.end(), one.address) == addresses.end()) {
            addresses.push_back(one.address);
        }
    }
    for (const std::string& address : addresses) {
        send_to(own, address, shares, waiting, deadline);
    }
}

void ClusterClient::send_to(Own& own, const std::string& address, std::span<const Share> shares,
                            const std::vector<Waiting>& waiting, const Deadline& deadline) {
    Commands commands;
    for (const Waiting& one : waiting) {
        if (one.address == address) {
            if (one.asks) {
                commands.command({"ASKING"});
            }
            commands.take_over(*shares[one.share].commands, one.index);
        }
    }
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    node(own, address)->run({&share, 1}, deadline);
    std::size_t next = 0;
    for (const Waiting& one : waiting) {
        if (one.address == address) {
            next += one.asks ? 1 : 0;
            (*shares[one.share].replies)[one.index] = std::move(replies.at(next++));
        }
    }
}

/// What of it is to be sent again, and where to.
std::vector<ClusterClient::Waiting> ClusterClient::refused_of(std::span<const Share> shares,
                                                              const std::vector<Waiting>& sent) {
    std::vector<Waiting> refused;
    for (const Waiting& one : sent) {
        const Reply& reply = (*shares[one.share].replies)[one.index];
        const Redirection redirection = redirection_of(reply);
        if (redirection.kind != Redirection::Kind::none) {
            count(redirection.kind);
            refused.push_back({one.share, one.index, completed(redirection.address, one.address),
                               redirection.kind == Redirection::Kind::ask});
        } else if (reply.kind == Reply::Kind::unsent && may_pass(reply)) {
            refused.push_back({one.share, one.index});
        } else if (const Waiting* const leader =
                       leader_of(*shares[one.share].commands, one, refused)) {
            refused.push_back({one.share, one.index, leader->address});
        }
    }
    return refused;
}

/// The command that this one follows, if that is to be sent again.
const ClusterClient::Waiting* ClusterClient::leader_of(const Commands& commands, const Waiting& one,
                                                       const std::vector<Waiting>& refused) {
    if (!std::binary_search(commands.followers().begin(), commands.followers().end(), one.index)) {
        return nullptr;
    }
    const auto found = std::find_if(refused.rbegin(), refused.rend(), [&](const Waiting& earlier) {
        return earlier.share == one.share &&
               commands.slots()[earlier.index] == commands.slots()[one.index];
    });
    return found == refused.rend() ? nullptr : &*found;
}

/// One thread asks for the map; others wait for what it hears, but not beyond their own deadlines.
///
/// Returns: none where nobody told it in time
std::shared_ptr<const SlotMap> ClusterClient::map(Own& own, const Deadline& deadline) {
    std::unique_lock lock(own.mutex);
    if (own.map) [[likely]] {
        return own.map;
    }
    if (own.is_asked_for) {
        const std::uint64_t seen = own.questions;
        own.answered.wait_until(lock, deadline.moment(), [&] { return own.questions != seen; });
        return own.map;
    }
    own.is_asked_for = true;
    const std::vector<std::string> candidates = candidates_of(own);
    lock.unlock();
    Told told = ask_for_map(own, candidates, deadline);
    lock.lock();
    own.is_asked_for = false;
    ++own.questions;
    own.map = std::move(told.map);
    own.failure = std::move(told.failure);
    if (own.map) {
        own.known = own.map->primaries();
    }
    own.answered.notify_all();
    return own.map;
}

/// Each time another one is first, since the one that answers may be cut off from the others.
std::vector<std::string> ClusterClient::candidates_of(Own& own) const {
    std::vector<std::string> candidates = own.known;
    for (const ServerUrl& seed : url_.seeds) {
        const std::string address = address_of(seed);
        if (std::find(candidates.begin(), candidates.end(), address) == candidates.end()) {
            candidates.push_back(address);
        }
    }
    const std::size_t first = own.turn++ % candidates.size();
    std::rotate(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(first),
                candidates.end());
    return candidates;
}

/// Asks one server after the other; never throws.
ClusterClient::Told ClusterClient::ask_for_map(Own& own, const std::vector<std::string>& candidates,
                                               const Deadline& deadline) {
    Told told;
    try {
        Commands question;
        question.command({"CLUSTER", "SLOTS"});
        for (auto next = candidates.begin(); next != candidates.end() && !deadline.expired();
             ++next) {
            const Reply reply = run_one(*node(own, *next), question,
                                        std::min(deadline, Deadline::after(kAnswerTime)));
            auto map = SlotMap::read(reply, host_of(*next));
            if (map && !map->primaries().empty()) {
                told.map = std::make_shared<const SlotMap>(std::move(*map));
                return told;
            }
            told.failure = reply.is_good() ? *next + " knows of no servers" : reply.text;
        }
    } catch (const std::exception& error) {
        told.failure = error.what();  // Others wait for an answer, whatever happens.
    }
    return told;
}

std::string ClusterClient::failure(Own& own) {
    const std::lock_guard lock(own.mutex);
    return own.failure.empty() ? "the deadline passed before a server of the cluster was asked"
                               : own.failure;
}

void ClusterClient::forget_map(Own& own, const std::shared_ptr<const SlotMap>& seen) {
    const std::lock_guard lock(own.mutex);
    if (own.map == seen) {
        own.map.reset();
    }
}

std::shared_ptr<Client> ClusterClient::node(Own& own, const std::string& address) {
    const std::lock_guard lock(own.nodes_mutex);
    std::shared_ptr<Client>& found = own.nodes[address];
    if (!found) {
        ServerUrl url = url_.seeds.front();
        url.host = host_of(address);
        std::from_chars(address.data() + url.host.size() + 1, address.data() + address.size(),
                        url.port);
        found = make_node_(url);
    }
    return found;
}

std::vector<Answers> ClusterClient::ask_each(const Commands& questions, const Deadline& deadline) {
    Own& own = this->own();
    {
        const std::lock_guard lock(own.mutex);
        own.map.reset();
    }
    auto map = this->map(own, deadline);
    for (milliseconds pause = kFirstPause; !map; pause = std::min(pause * 2, kLongestPause)) {
        const Reply none = refusal(Reply::Kind::unsent, failure(own));
        if (!may_pass(none) || deadline.remaining() < pause) {
            return {{"", std::vector<Reply>(questions.size(), none)}};
        }
        std::this_thread::sleep_for(pause);
        map = this->map(own, deadline);
    }
    std::vector<Answers> all;
    for (const std::string& address : map->primaries()) {
        Answers& one = all.emplace_back();
        one.server = address;
        const Share share{&questions, &one.replies};
        node(own, address)->run({&share, 1}, std::min(deadline, Deadline::after(kAnswerTime)));
    }
    return all;
}

void ClusterClient::disconnect() {
    Own& own = this->own();
    std::vector<std::shared_ptr<Client>> nodes;
    {
        const std::lock_guard lock(own.nodes_mutex);
        for (const auto& [address, node] : own.nodes) {
            nodes.push_back(node);
        }
    }
    for (const auto& node : nodes) {
        node->disconnect();
    }
}

void ClusterClient::count(Redirection::Kind kind) noexcept {
    counts_[static_cast<std::size_t>(kind)].fetch_add(1, std::memory_order_relaxed);
}

std::uint64_t ClusterClient::counted(Redirection::Kind kind) const noexcept {
    return counts_[static_cast<std::size_t>(kind)].load(std::memory_order_relaxed);
}

}  // namespace model_counter::redis
