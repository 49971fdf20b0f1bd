#pragma once

#include "import/redis_connection.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::laravel {

/// What was set aside in Redis to be taken, and waits there until the database has it.
struct SetAside {
    std::string id;           ///< of this Redis and prefix: 32 hexadecimal digits
    std::uint64_t seq = 0;    ///< from 1
    std::uint64_t nonce = 0;  ///< drawn when it was set aside
};

/// The package's keys in Redis, and the place beside them where this program sets them aside.
///
/// Every step is one script, hence atomic: values of keys move into a hash of ours and the keys are
/// gone; the hash is dropped once the database has it. The package's own commands never see it, and
/// an increment after the move begins its key anew.
/// Errors: as `RedisConnection`
class LaravelKeys {
public:
    LaravelKeys(const std::string& url, const std::string& prefix);

    using Page = std::vector<std::string>;

    /// The next keys with the prefix; some may come twice. Nothing: that was all.
    std::optional<Page> next_page();
    /// Begins anew.
    void rewind() { cursor_ = "0"; }

    /// The values of keys; nothing for one that is gone or no string. Changes nothing.
    [[nodiscard]] std::vector<std::optional<std::string>> values(const Page& keys);

    /// What an earlier step left.
    [[nodiscard]] std::optional<SetAside> waiting();

    /// Moves keys into the hash, those whose values are whole numbers of 64 bits.
    ///
    /// Returns: the keys that were not moved though they are there; what waits is `waiting()`.
    Page set_aside(const Page& keys, const std::string& fresh_id, std::uint64_t nonce);

    /// Keys and values of what waits.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> contents();

    /// Drops it, and adds `sums` to what was drained so far. Does nothing when it is gone.
    void drop(const SetAside& set, const std::map<std::string, std::string>& sums);

    /// The sums that `drop` added up.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> drained();

    /// Names of keys that look as if the prefix were behind another one; at most a few.
    [[nodiscard]] Page similar_keys();

    [[nodiscard]] const std::string& place() const noexcept { return redis_.place(); }

private:
    [[nodiscard]] RedisReply script(const char* text, const Page& keys, const Page& arguments);
    std::vector<std::pair<std::string, std::string>> hash(const std::string& key);

    RedisConnection redis_;
    std::string prefix_;
    std::string meta_;
    std::string set_;
    std::string drained_;
    std::string cursor_ = "0";
    bool ended_ = false;
};

}  // namespace model_counter::laravel
