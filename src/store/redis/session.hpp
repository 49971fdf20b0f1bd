#pragma once

#include "model_counter/error.hpp"
#include "model_counter/redis_store.hpp"
#include "redis/client.hpp"
#include "redis/script.hpp"
#include "store/redis/layout.hpp"
#include "store/redis/meta.hpp"
#include "store/redis/server_facts.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace model_counter::redis {

/// A store's server, its layout, and how a shard's scripts are run.
///
/// Errors:  as `open_redis_store` says
/// Threads: any.
class Session {
public:
    /// `client` is what everything goes over; `blocking` what waits in the server for its disk or
    /// replicas, and would hold up the others.
    Session(RedisOptions options, std::unique_ptr<Client> client, std::unique_ptr<Client> blocking);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// The layout of the store, which is made if there is none. Cost: two round trips the first
    /// time, and one for each shard of a new store.
    const Layout& layout() {
        check_open();
        return found().layout;
    }

    /// Fails when the store was closed. Connects to nothing.
    void check_open() const;
    void close();

    /// Runs commands of any shards.
    void run(std::span<const Share> shares) { client_->run(shares, deadline()); }
    /// Runs one command.
    [[nodiscard]] Reply run(const Commands& command) {
        return run_one(*client_, command, deadline());
    }
    /// Runs one script of a shard.
    [[nodiscard]] Reply run(std::uint32_t shard, const Script& script,
                            std::span<const std::string> keys,
                            std::span<const std::string> arguments) {
        return script.run(*client_, slot(shard), keys, arguments, deadline());
    }

    /// A script of a shard with the shard's notes, and their reply. It is one that can be run
    /// twice: when the reply is lost it is.
    struct Noted {
        Meta meta;
        Reply reply;
    };
    [[nodiscard]] Noted run_noted(std::uint32_t shard, const Script& script,
                                  std::span<const std::string> keys,
                                  std::span<const std::string> arguments, const char* what);

    /// The names of a shard's open hashes.
    [[nodiscard]] std::vector<std::string> open_keys(std::uint32_t shard);

    [[nodiscard]] OwnerIdKind owner_id_kind();
    void set_owner_id_kind(OwnerIdKind kind);

    /// How long a lock lasts that nobody renews.
    [[nodiscard]] std::chrono::milliseconds lock_ttl() const noexcept;

    /// How many replicas must have what a sync is about to apply.
    [[nodiscard]] std::uint32_t wait_replicas() const noexcept { return options_.wait_replicas; }

    /// Asks every server what it says of itself; one at least answers.
    [[nodiscard]] std::vector<ServerFacts> ask_facts();
    /// Asks every server the same.
    [[nodiscard]] std::vector<Answers> ask_each(const Commands& questions) {
        return client_->ask_each(questions, deadline());
    }
    /// Waits until the shard is as durable as the server can make it.
    void make_durable(std::uint32_t shard);

    [[nodiscard]] const Keys& keys() const noexcept { return keys_; }
    [[nodiscard]] std::uint16_t slot(std::uint32_t shard) { return found().slots.at(shard); }
    [[nodiscard]] std::chrono::milliseconds token_ttl() const { return options_.token_ttl; }
    [[nodiscard]] Deadline deadline() const { return Deadline::after(options_.timeout); }
    /// `redis://host:6379/0, prefix counter:`
    [[nodiscard]] std::string place() const;
    /// For messages: what was to be done where.
    [[nodiscard]] std::string what(const std::string& action) const {
        return action + " in " + place();
    }

private:
    /// What the store was found to be when it was first used; it stays so.
    struct Found {
        Layout layout;
        std::vector<std::uint16_t> slots;  ///< of the shards
        std::vector<ServerFacts> servers;  ///< those that answered
    };
    struct NotedLayout {
        Layout layout;
        bool shards_are_noted = false;
    };

    const Found& found();
    const Found& find();
    [[nodiscard]] Error made_anew() const;
    [[nodiscard]] std::vector<ServerFacts> check_servers();
    void check_server(const ServerFacts& facts) const;
    [[nodiscard]] NotedLayout make_layout(const Layout& wanted);
    void note_shards(const Found& found);
    void note_layout_again();
    void say_once(const std::string& message);
    void wait_for_copies(std::uint32_t shard, bool on_disk);

    const RedisOptions options_;
    const Keys keys_;
    std::unique_ptr<Client> client_;
    std::unique_ptr<Client> blocking_;
    std::atomic<bool> closed_{false};
    std::atomic<const Found*> found_{nullptr};
    std::atomic<bool> said_{false};

    // What owner ids the table takes, and until when that is believed without asking again.
    std::atomic<OwnerIdKind> kind_{OwnerIdKind::any};
    std::atomic<std::int64_t> kind_until_{0};
};

/// 64 random bits, never 0.
[[nodiscard]] std::uint64_t random_number();
/// 32 random hexadecimal digits.
[[nodiscard]] std::string random_identity();

}  // namespace model_counter::redis
