#include "store/redis/key_lock.hpp"

#include "blocked_signals.hpp"
#include "store/redis/failure.hpp"
#include "store/redis/scripts.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;

/// A lock is renewed so many times before it would end: one renewal may be lost.
constexpr int kRenewals = 3;
constexpr milliseconds kPause{5};

}  // namespace

KeyLock::KeyLock(std::shared_ptr<Session> session, std::uint32_t shard, std::string token,
                 milliseconds ttl)
    : session_(std::move(session)),
      shard_(shard),
      token_(std::move(token)),
      ttl_(ttl),
      process_(getpid()) {
    const BlockedSignals blocked;
    try {
        renewer_ = std::thread([this] { keep_renewing(); });
    } catch (const std::system_error&) {
        // No thread is to be had: it ends after its time, and others may join.
    }
}

KeyLock::~KeyLock() {
    if (process_ != getpid()) {
        // A fork's child: the lock is its parent's, and so is the thread.
        if (renewer_.joinable()) {
            renewer_.detach();
        }
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        has_ended_ = true;
    }
    ended_.notify_one();
    if (renewer_.joinable()) {
        renewer_.join();
    }
    try {
        const std::string key = session_->keys().lock(shard_);
        (void)session_->run(shard_, Scripts::all().unlock, {&key, 1}, {&token_, 1});
    } catch (const std::exception&) {
        // It ends by itself.
    }
}

void KeyLock::keep_renewing() {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, ttl_ / kRenewals, [this] { return has_ended_; })) {
        lock.unlock();
        const bool is_ours = renew();
        lock.lock();
        if (!is_ours) {
            return;
        }
    }
}

/// Returns: false when it is somebody else's by now, or nobody's
bool KeyLock::renew() {
    try {
        const std::string key = session_->keys().lock(shard_);
        const std::array<std::string, 2> arguments{token_, std::to_string(ttl_.count())};
        const Reply reply = session_->run(shard_, Scripts::all().renew, {&key, 1}, arguments);
        return !reply.is_good() || reply.integer == 1;
    } catch (const std::exception&) {
        return false;  // The store was closed.
    }
}

std::unique_ptr<ShardLock> take_lock(std::shared_ptr<Session> session, std::uint32_t shard,
                                     milliseconds wait) {
    session->layout();
    const Deadline until = Deadline::after(wait);
    const milliseconds ttl = session->lock_ttl();
    const std::string token = random_identity();
    Commands command(session->slot(shard));
    command.command(
        {"SET", session->keys().lock(shard), token, "NX", "PX", std::to_string(ttl.count())});
    for (;;) {
        const Reply reply = session->run(command);
        if (reply.kind == Reply::Kind::text) {
            return std::make_unique<KeyLock>(std::move(session), shard, token, ttl);
        }
        if (reply.kind == Reply::Kind::error || reply.kind == Reply::Kind::unsent) {
            throw error_of(reply, session->what("locking shard " + std::to_string(shard)));
        }
        if (until.expired()) {
            return nullptr;
        }
        std::this_thread::sleep_for(std::min<Deadline::Clock::duration>(kPause, until.remaining()));
    }
}

}  // namespace model_counter::redis
