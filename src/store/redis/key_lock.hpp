#pragma once

#include "model_counter/store.hpp"
#include "store/redis/session.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace model_counter::redis {

/// Takes a shard's lock, waiting for at most `wait`.
///
/// Returns: null when another holds it
[[nodiscard]] std::unique_ptr<ShardLock> take_lock(std::shared_ptr<Session> session,
                                                   std::uint32_t shard,
                                                   std::chrono::milliseconds wait);

/// A shard's lock: a key that expires, so that who was killed holds up nobody for long. Who is at
/// work renews it, in a thread of its own, as long as the key is still there.
///
/// Threads: one.
class KeyLock final : public ShardLock {
public:
    /// The key holds the token by now, for `ttl`.
    KeyLock(std::shared_ptr<Session> session, std::uint32_t shard, std::string token,
            std::chrono::milliseconds ttl);
    ~KeyLock() override;
    KeyLock(const KeyLock&) = delete;
    KeyLock& operator=(const KeyLock&) = delete;

private:
    void keep_renewing();
    [[nodiscard]] bool renew();

    const std::shared_ptr<Session> session_;
    const std::uint32_t shard_;
    const std::string token_;
    const std::chrono::milliseconds ttl_;
    const int process_;

    std::mutex mutex_;
    std::condition_variable ended_;
    bool has_ended_ = false;
    std::thread renewer_;
};

}  // namespace model_counter::redis
