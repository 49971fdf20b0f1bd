#include "store/redis/redis_store.hpp"

#include "redis/cluster_client.hpp"
#include "redis/sentinel_client.hpp"
#include "step_hook.hpp"
#include "store/redis/checks.hpp"
#include "store/redis/counting.hpp"
#include "store/redis/figures.hpp"
#include "store/redis/key_lock.hpp"
#include "store/redis/limits.hpp"
#include "store/redis/looking.hpp"
#include "store/redis/scripts.hpp"
#include "store/redis/session.hpp"
#include "store/redis/shard_sets.hpp"
#include "store/redis/source_ledger.hpp"

#include <algorithm>
#include <utility>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;

/// How often a renumbering starts again because sets came or went meanwhile.
constexpr int kAttemptsMax = 1000;

class RedisStore final : public Store {
public:
    explicit RedisStore(std::shared_ptr<Session> session)
        : session_(std::move(session)),
          counting_(*session_, [this](std::uint32_t shard) { (void)seal(shard); }),
          looking_(*session_),
          limits_(*session_, [this](std::uint32_t shard) { (void)seal(shard); }),
          sources_(*session_, looking_, [this](std::uint32_t shard) { (void)seal(shard); }) {}

    void add(const CounterRef& counter, std::int64_t amount) override {
        counting_.add(counter, amount);
    }
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token) override {
        return counting_.add_once(counter, amount, token);
    }
    BulkResult add_many(std::span<const Increment> increments) override {
        return counting_.add_many(increments);
    }
    void set(const CounterRef& counter, std::int64_t value) override {
        counting_.set(counter, value);
    }
    void remove(const CounterRef& counter) override { counting_.remove(counter); }

    CellRef resolve(const CounterRef& counter) override {
        session_->check_open();
        counting_.check(counter);
        return {};
    }

    void remember(const CounterRef& counter, const Settled& settled) override {
        limits_.remember(counter, settled);
    }
    std::optional<std::int64_t> recall(const CounterRef& counter) override;
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled) override {
        session_->check_open();
        counting_.check(counter, amount);
        return limits_.add_within(counter, amount, bounds, settled);
    }
    void raise_epoch() override;

    std::uint32_t shard_count() override { return session_->layout().shards; }
    std::uint32_t shard_of(const OwnerRef& owner) override {
        return session_->layout().shard_of(owner_part(owner));
    }

    ShardView read(std::uint32_t shard, std::span<const CounterRef> counters) override {
        return looking_.read(shard, counters, {}).store;
    }
    ShardScan scan(std::uint32_t shard, const CounterFilter& wanted) override {
        return looking_.scan(shard, wanted, {}).store;
    }
    ShardState state(std::uint32_t shard) override;
    StoreStatus status() override;

    std::optional<SetId> seal(std::uint32_t shard) override;
    void make_durable(std::uint32_t shard) override { session_->make_durable(shard); }
    std::optional<SealedSet> read_set(std::uint32_t shard, const SetId& set) override {
        const auto changes = read_set_changes(*session_, shard, set);
        return changes ? std::optional(sealed_set(set, *changes)) : std::nullopt;
    }
    void discard(std::uint32_t shard, const SetId& set) override;
    void renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) override;
    std::unique_ptr<ShardLock> lock(std::uint32_t shard, milliseconds wait) override {
        return take_lock(session_, shard, wait);
    }

    BufferSink* buffer_sink() override { return &sources_; }

    std::vector<Check> checks() override { return look(*session_); }
    void note_sync(const SyncNote& note) override { note_figures(*session_, note); }
    void set_owner_id_kind(OwnerIdKind kind) override {
        session_->layout();
        session_->set_owner_id_kind(kind);
    }
    void flush() override { session_->check_open(); }
    void prepare() override { session_->check_open(); }
    void close() override { session_->close(); }

private:
    std::shared_ptr<Session> session_;
    Counting counting_;
    Looking looking_;
    Limits limits_;
    SourceLedger sources_;
};

ShardState RedisStore::state(std::uint32_t shard) {
    const auto noted = session_->run_noted(shard, Scripts::all().state, session_->open_keys(shard),
                                           {}, "looking at");
    return noted.meta.state(noted.reply.list.at(5).integer == 0);
}

std::optional<std::int64_t> RedisStore::recall(const CounterRef& counter) {
    const std::optional<Settled> settled = limits_.find(counter);
    if (!settled) {
        return std::nullopt;
    }
    const ShardView view = read(shard_of(counter.owner), {&counter, 1});
    if (view.state.store_id != settled->store_id || view.state.open_seq != settled->open_seq ||
        view.state.last_discarded != settled->last_discarded) {
        return std::nullopt;
    }
    const std::vector<Part>& parts = view.counters[0];
    const bool has_open = !parts.empty() && parts.back().nonce == 0;
    return has_open ? apply(settled->value, parts.back().change) : settled->value;
}

void RedisStore::raise_epoch() {
    // The number that the open part will get is part of what is looked at, and numbers may have
    // gaps.
    for (std::uint32_t shard = 0; shard < shard_count(); ++shard) {
        (void)session_->run_noted(shard, Scripts::all().skip_number, {}, {}, "noting a change of");
    }
}

StoreStatus RedisStore::status() {
    StoreStatus status;
    status.kind = "redis";
    status.location = session_->place();
    const std::uint32_t shards = session_->layout().shards;
    const std::vector<ServerFacts> servers = session_->ask_facts();
    status.warnings = warnings_of(servers);
    for (const ServerFacts& facts : servers) {
        status.bytes += facts.memory_used;
    }
    read_figures(*session_, status);
    for (std::uint32_t shard = 0; shard < shards; ++shard) {
        const auto noted = session_->run_noted(shard, Scripts::all().census,
                                               session_->open_keys(shard), {}, "looking at");
        for (const Reply& size : noted.reply.list.at(5).list) {
            status.open_counters += static_cast<std::uint64_t>(size.integer);
        }
        status.waiting_sets += noted.meta.waiting.size();
    }
    return status;
}

std::optional<SetId> RedisStore::seal(std::uint32_t shard) {
    const auto census = session_->run_noted(shard, Scripts::all().census,
                                            session_->open_keys(shard), {}, "looking at");
    const auto& sizes = census.reply.list.at(5).list;
    std::vector<std::uint32_t> buckets;
    for (std::uint32_t bucket = 0; bucket < sizes.size(); ++bucket) {
        if (sizes[bucket].integer > 0) {
            buckets.push_back(bucket);
        }
    }
    if (buckets.empty()) {
        return std::nullopt;
    }
    const std::uint64_t nonce = random_number();
    std::vector<std::string> keys;
    for (const std::uint32_t bucket : buckets) {
        keys.push_back(session_->keys().open(shard, bucket));
    }
    for (const std::uint32_t bucket : buckets) {
        keys.push_back(session_->keys().set(shard, nonce, bucket));
    }
    const std::vector<std::string> arguments{std::to_string(nonce), bitmap_text(buckets),
                                             std::to_string(kWaitingSetsMax)};
    internal::step("seal:begun");
    const auto sealed = session_->run_noted(shard, Scripts::all().seal, keys, arguments, "sealing");
    internal::step("seal:published");
    if (const WaitingSet* const set = sealed.meta.find(nonce)) {
        return set->id;
    }
    if (sealed.meta.waiting.size() >= kWaitingSetsMax) {
        throw Error(ErrorCode::busy, session_->what("sealing shard " + std::to_string(shard)) +
                                         ": " + std::to_string(kWaitingSetsMax) +
                                         " sets wait for the database; sync");
    }
    return std::nullopt;  // Another one sealed it since we looked.
}

void RedisStore::discard(std::uint32_t shard, const SetId& set) {
    const Meta meta = read_notes(*session_, shard);
    const WaitingSet* const found = meta.find(set.nonce);
    if (found == nullptr || found->id != set) {
        return;
    }
    std::vector<std::string> keys;
    for (const std::uint32_t bucket : found->buckets) {
        keys.push_back(session_->keys().set(shard, set.nonce, bucket));
    }
    const std::vector<std::string> arguments{std::to_string(set.nonce), std::to_string(set.seq)};
    internal::step("discard:begun");
    const auto noted =
        session_->run_noted(shard, Scripts::all().discard, keys, arguments, "discarding a set of");
    internal::step("discard:done");
    const WaitingSet* const left = noted.meta.find(set.nonce);
    if (left != nullptr && left->id == set) {
        throw Error(ErrorCode::conflict,
                    session_->what("discarding set " + std::to_string(set.seq)) +
                        ": an older set waits; sets are discarded in order");
    }
}

void RedisStore::renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) {
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        const Meta meta = read_notes(*session_, shard);
        std::vector<WaitingSet> sets = meta.waiting;
        const auto begin = std::find_if(sets.begin(), sets.end(),
                                        [&](const WaitingSet& set) { return set.id == first; });
        if (begin == sets.end()) {
            return;
        }
        std::uint64_t number = std::max(past, first.seq);
        for (auto set = begin; set != sets.end(); ++set) {
            set->id.seq = ++number;
        }
        const std::uint64_t next = std::max(number + 1, meta.next);
        const std::vector<std::string> arguments{meta.waiting_text, std::to_string(meta.next),
                                                 waiting_text(sets), std::to_string(next)};
        internal::step("renumber:begun");
        const auto noted = session_->run_noted(shard, Scripts::all().renumber, {}, arguments,
                                               "renumbering the sets of");
        if (noted.meta.waiting_text == arguments[2]) {
            return;
        }
    }
    throw Error(ErrorCode::busy,
                session_->what("renumbering") + ": sets come and go too fast; try again");
}

}  // namespace

std::unique_ptr<Store> make_redis_store(const RedisOptions& options, std::unique_ptr<Client> client,
                                        std::unique_ptr<Client> blocking) {
    if (options.prefix.size() > 200 || options.prefix.find_first_of("{}") != std::string::npos) {
        throw Error(ErrorCode::invalid_argument,
                    "the prefix of a Redis store has at most 200 bytes and no braces");
    }
    if (options.shards < 1 || options.shards > 1024) {
        throw Error(ErrorCode::invalid_argument,
                    "a Redis store has 1 ... 1024 shards, not " + std::to_string(options.shards));
    }
    return std::make_unique<RedisStore>(
        std::make_shared<Session>(options, std::move(client), std::move(blocking)));
}

}  // namespace model_counter::redis

namespace model_counter {

std::unique_ptr<Store> open_redis_store(const RedisOptions& options) {
    if (redis::is_cluster_url(options.url)) {
        const redis::ClusterUrl url = redis::parse_cluster_url(options.url);
        return redis::make_redis_store(options, std::make_unique<redis::ClusterClient>(url),
                                       std::make_unique<redis::ClusterClient>(url));
    }
    const redis::ServerUrl url = redis::parse_server_url(options.url);
    return redis::make_redis_store(options, redis::make_client(url), redis::make_client(url));
}

}  // namespace model_counter
