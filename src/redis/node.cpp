#include "redis/node.hpp"

#include "model_counter/error.hpp"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;
using Moment = Deadline::Clock::time_point;

constexpr milliseconds kFirstPause{10};
constexpr milliseconds kLongestPause{1000};
/// A connection that was quiet for longer is looked at before it is trusted with a command: the
/// server may have ended it.
constexpr milliseconds kQuiet{10};
constexpr const char* kTooLate =
    "the deadline passed while commands of others waited for the server";

bool says_that_it_is_a_replica(std::span<const Share> shares) {
    for (const Share& share : shares) {
        if (std::any_of(share.replies->begin(), share.replies->end(), is_of_replica)) {
            return true;
        }
    }
    return false;
}

}  // namespace

/// One call of `run`, on its thread's stack.
struct Node::Request {
    std::span<const Share> shares;
    const Deadline* deadline;
    std::condition_variable turn;
    bool is_done = false;
    bool leads = false;
};

/// What one process has. After a fork the child makes another and never touches its parent's,
/// whose mutex may be held by a thread that it does not have.
struct Node::Own {
    int process = 0;
    Own* inherited = nullptr;

    std::mutex mutex;
    bool is_led = false;
    std::vector<Request*> waiting;

    // The leader's.
    std::vector<Request*> served;
    std::vector<Share> shares;
    std::unique_ptr<Line> line;
    Moment used_at{};
    Moment retry_at{};
    milliseconds pause = kFirstPause;
    std::string failure;
};

Node::Node(const ServerUrl& url)
    : Node(url, [url](const Deadline& deadline) { return connect_to(url, deadline); }) {}

Node::Node(ServerUrl url, Connect connect)
    : url_(std::move(url)), connect_(std::move(connect)), own_(new Own) {
    own_.load()->process = getpid();
}

Node::~Node() {
    for (Own* own = own_.load(); own != nullptr;) {
        Own* const inherited = own->inherited;
        if (own->process == getpid()) {
            delete own;
        } else if (own->line) {
            // The rest of a parent's is left as it is: a thread of it may have been in it.
            own->line->abandon();
        }
        own = inherited;
    }
}

Node::Own& Node::own() {
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

void Node::run(std::span<const Share> shares, const Deadline& deadline) {
    Own& own = this->own();
    Request request{shares, &deadline, {}, false, false};
    std::unique_lock lock(own.mutex);
    own.waiting.push_back(&request);
    if (own.is_led) {
        const auto is_over = [&] { return request.is_done || request.leads; };
        if (!request.turn.wait_until(lock, deadline.moment(), is_over)) {
            const auto queued = std::find(own.waiting.begin(), own.waiting.end(), &request);
            if (queued != own.waiting.end()) {
                own.waiting.erase(queued);
                lock.unlock();
                return Line::refuse(shares, kTooLate);
            }
            // It is on its way already, and ends with the others of its round trip.
            request.turn.wait(lock, is_over);
        }
        if (request.is_done) {
            return;
        }
    }
    own.is_led = true;
    own.served.swap(own.waiting);
    lock.unlock();
    serve(own);
    lock.lock();
    for (Request* const served : own.served) {
        served->is_done = true;
        if (served != &request) {
            served->turn.notify_one();
        }
    }
    own.served.clear();
    own.is_led = !own.waiting.empty();
    if (own.is_led) {
        own.waiting.front()->leads = true;
        own.waiting.front()->turn.notify_one();
    }
}

/// Runs what `served` holds; never throws, so that nobody waits for ever.
void Node::serve(Own& own) {
    own.shares.clear();
    Deadline latest = *own.served.front()->deadline;
    for (const Request* const request : own.served) {
        own.shares.insert(own.shares.end(), request->shares.begin(), request->shares.end());
        latest = std::max(latest, *request->deadline);
    }
    try {
        make_line(own, latest);
    } catch (const std::exception& error) {
        return Line::refuse(own.shares, error.what());
    }
    round_trips_.fetch_add(1, std::memory_order_relaxed);
    const bool is_service = !url_.sentinels.empty();
    if (!own.line->exchange(own.shares, latest) ||
        (is_service && says_that_it_is_a_replica(own.shares))) {
        own.line.reset();
    }
    own.used_at = Deadline::Clock::now();
}

/// Sees to it that there is a connection.
void Node::make_line(Own& own, const Deadline& deadline) {
    const Moment now = Deadline::Clock::now();
    if (own.line && now - own.used_at > kQuiet && own.line->is_over()) {
        own.line.reset();
    }
    if (own.line) {
        return;
    }
    if (now < own.retry_at) {
        throw Error(ErrorCode::unavailable, own.failure);
    }
    try {
        own.line = connect(deadline);
        own.pause = kFirstPause;
    } catch (const Error& error) {
        own.failure = error.what();
        own.retry_at = Deadline::Clock::now() + own.pause;
        own.pause = std::min(own.pause * 2, kLongestPause);
        throw;
    }
}

/// Connects, and says who asks.
std::unique_ptr<Line> Node::connect(const Deadline& deadline) {
    auto line = std::make_unique<Line>(connect_(deadline));
    Commands greeting;
    if (!url_.password.empty()) {
        if (url_.user.empty()) {
            greeting.command({"AUTH", url_.password});
        } else {
            greeting.command({"AUTH", url_.user, url_.password});
        }
    }
    if (url_.database != 0) {
        greeting.command({"SELECT", std::to_string(url_.database)});
    }
    const bool is_service = !url_.sentinels.empty();
    if (is_service) {
        greeting.command({"ROLE"});
    }
    std::vector<Reply> replies;
    const Share share{&greeting, &replies};
    line->exchange({&share, 1}, deadline);
    for (const Reply& reply : replies) {
        if (!reply.is_good()) {
            throw Error(ErrorCode::unavailable, reply.text);
        }
    }
    // A sentinel may not have heard yet that it has another role by now.
    if (is_service && (replies.back().list.empty() || replies.back().list[0].text != "master")) {
        throw Error(ErrorCode::unavailable, "the server that the sentinels name is no primary");
    }
    return line;
}

void Node::disconnect() {
    Own& own = this->own();
    const std::lock_guard lock(own.mutex);
    if (!own.is_led) {
        own.line.reset();
    }
}

}  // namespace model_counter::redis
