#include "model_counter/counters.hpp"

#include "amount.hpp"
#include "direct_store.hpp"
#include "event_store.hpp"
#include "log_safely.hpp"
#include "model_counter/encoded_id.hpp"
#include "owner_id_kind.hpp"
#include "run_within.hpp"
#include "sync/add_within.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace model_counter {
namespace {

/// What the memory store calls itself in its status.
constexpr std::string_view kMemoryKind = "memory";

}  // namespace

namespace {

void check_timeout(const char* name, std::chrono::milliseconds timeout) {
    if (timeout < std::chrono::milliseconds(1)) {
        throw Error(
            ErrorCode::invalid_argument,
            std::string(name) + " is " + std::to_string(timeout.count()) + " ms; at least 1 ms");
    }
}

void check_not_negative(const CounterRef& counter, std::int64_t amount) {
    if (amount < 0) {
        throw Error(ErrorCode::invalid_argument, "counter " + canonical_text(counter) +
                                                     ": the amount " + std::to_string(amount) +
                                                     " of a count with a limit is below 0");
    }
}

[[noreturn, gnu::cold, gnu::noinline]] void refuse(bool were_moved) {
    throw Error(ErrorCode::unavailable, were_moved ? "these counters were moved to another object"
                                                   : "the counters are closed");
}

}  // namespace

class Counters::Impl {
public:
    Impl(std::unique_ptr<Store> store, std::unique_ptr<Database> database, Options options);
    ~Impl() { close_quietly(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    /// The call's own deadline, or what the options give every call.
    [[nodiscard]] Deadline deadline_or_default(const std::optional<Deadline>& deadline) const {
        return deadline ? *deadline : Deadline::after(options.timeout);
    }
    [[nodiscard]] bool closed() const noexcept { return closed_.load(std::memory_order_acquire); }
    void copy_owner_id_kind(const Deadline& deadline);
    OwnerIdKind owner_id_kind(const Deadline& deadline);
    SyncReport sync(const SyncOptions& options);
    std::int64_t add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                            std::int64_t limit, const std::optional<Deadline>& deadline);
    void close();
    void close_quietly() noexcept;

    Options options;
    bool direct;
    std::shared_ptr<Database> database;
    std::shared_ptr<Store> store;  ///< what every operation goes through
    EventStore* events = nullptr;  ///< the same, when there is a sink
    Reader reader;

private:
    void note_sync(std::chrono::system_clock::time_point begun, const SyncReport& report,
                   const SyncOptions& sync_options);
    static void close_both(Store& store, Database& database);
    void warn_of_loss();

    std::atomic<bool> owner_id_kind_known_{false};
    std::atomic<OwnerIdKind> owner_id_kind_{OwnerIdKind::any};
    std::atomic<bool> closed_{false};
};

Counters::Impl::Impl(std::unique_ptr<Store> store_given, std::unique_ptr<Database> database_given,
                     Options options_given)
    : options(std::move(options_given)),
      direct(store_given == nullptr),
      database(std::move(database_given)),
      store(direct ? std::make_shared<DirectStore>(database, options.timeout)
                   : std::shared_ptr<Store>(std::move(store_given))),
      reader(*store, *database, options.log) {
    if (options.clock == nullptr) {
        options.clock = &system_clock();
    }
    if (options.events) {
        auto telling = std::make_shared<EventStore>(store, options.events, options.log);
        events = telling.get();
        store = std::move(telling);
    }
    copy_owner_id_kind(deadline_or_default({}));
}

void Counters::Impl::copy_owner_id_kind(const Deadline& deadline) {
    if (owner_id_kind_known_.load(std::memory_order_acquire)) {
        return;
    }
    try {
        (void)owner_id_kind(deadline);
        store->set_owner_id_kind(owner_id_kind_.load(std::memory_order_relaxed));
        owner_id_kind_known_.store(true, std::memory_order_release);
    } catch (const Error& error) {
        // Without tables there is no kind yet; a sync looks again. Counting goes on meanwhile.
        if (error.kind() != ErrorCode::not_found) {
            log_safely(
                options.log, LogLevel::warning,
                std::string("what owner ids the database takes is not known yet: ") + error.what());
        }
    }
}

OwnerIdKind Counters::Impl::owner_id_kind(const Deadline& deadline) {
    if (!owner_id_kind_known_.load(std::memory_order_acquire)) {
        owner_id_kind_.store(database->owner_id_kind(deadline), std::memory_order_relaxed);
    }
    return owner_id_kind_.load(std::memory_order_relaxed);
}

SyncReport Counters::Impl::sync(const SyncOptions& sync_options) {
    if (direct) {
        return {};
    }
    copy_owner_id_kind(std::min(sync_options.deadline, deadline_or_default({})));
    const auto begun = options.clock->system_now();
    const auto started = options.clock->steady_now();
    SyncReport report = synchronize(*store, *database, *options.clock, options.log, sync_options);
    report.took = options.clock->steady_now() - started;
    note_sync(begun, report, sync_options);
    if (events != nullptr) {
        events->tell({Event::Kind::synced, nullptr, static_cast<std::int64_t>(report.rows)});
    }
    return report;
}

void Counters::Impl::note_sync(std::chrono::system_clock::time_point begun,
                               const SyncReport& report, const SyncOptions& sync_options) {
    const bool took_everything = sync_options.pattern.matches_everything() && !report.skipped;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(begun).time_since_epoch();
    try {
        store->note_sync({took_everything ? seconds.count() : 0, report.rows, report.units});
    } catch (const Error& error) {
        // The sync is done; only `status` knows less.
        log_safely(options.log, LogLevel::warning,
                   std::string("the figures of a sync were not kept: ") + error.what());
    }
}

void Counters::Impl::close_both(Store& store, Database& database) {
    std::exception_ptr failure;
    try {
        store.close();
    } catch (...) {
        failure = std::current_exception();
    }
    database.close();
    if (failure) {
        std::rethrow_exception(failure);
    }
}

void Counters::Impl::warn_of_loss() {
    if (direct || store->status().kind != kMemoryKind) {
        return;
    }
    for (std::uint32_t shard = 0; shard < store->shard_count(); ++shard) {
        const ShardState state = store->state(shard);
        if (!state.open_is_empty || !state.waiting.empty()) {
            log_safely(options.log, LogLevel::warning,
                       "the memory store ends with counts that were not synced; sync before it is "
                       "closed, or use the embedded store");
            return;
        }
    }
}

void Counters::Impl::close() {
    if (closed_.exchange(true, std::memory_order_acq_rel)) {
        return;
    }
    warn_of_loss();
    close_both(*store, *database);
}

void Counters::Impl::close_quietly() noexcept {
    if (closed_.exchange(true, std::memory_order_acq_rel)) {
        return;
    }
    try {
        warn_of_loss();
        const auto work = [store = store, database = database] { close_both(*store, *database); };
        if (!run_within(options.close_timeout, work)) {
            log_safely(options.log, LogLevel::warning,
                       "closing took more than " + std::to_string(options.close_timeout.count()) +
                           " ms and goes on by itself; what was counted is in the store, but may "
                           "not survive a power loss yet");
        }
    } catch (const std::exception& error) {
        log_safely(options.log, LogLevel::error, error.what());
    } catch (...) {
        log_safely(options.log, LogLevel::error, "closing failed");
    }
}

Counters::Counters(std::unique_ptr<Store> store, std::unique_ptr<Database> database,
                   Options options) {
    if (database == nullptr) {
        throw Error(ErrorCode::invalid_argument,
                    "Counters needs a database; it got a null pointer");
    }
    if (options.batch_rows_max < 1 || options.batch_rows_max > kBatchRowsMax) {
        throw Error(ErrorCode::invalid_argument,
                    "batch_rows_max " + std::to_string(options.batch_rows_max) +
                        " is outside 1 ... " + std::to_string(kBatchRowsMax));
    }
    check_timeout("timeout", options.timeout);
    check_timeout("transaction_timeout", options.transaction_timeout);
    impl_ = std::make_unique<Impl>(std::move(store), std::move(database), std::move(options));
}

Counters::Counters(Counters&&) noexcept = default;
Counters& Counters::operator=(Counters&&) noexcept = default;
Counters::~Counters() = default;

// Every increment passes here: what is thrown stays out of the way.
[[gnu::always_inline]] inline Counters::Impl& Counters::impl() const {
    if (impl_ == nullptr || impl_->closed()) [[unlikely]] {
        refuse(impl_ == nullptr);
    }
    return *impl_;
}

void Counters::log(LogLevel level, std::string_view message) const noexcept {
    if (impl_ != nullptr) {
        log_safely(impl_->options.log, level, message);
    }
}

void Counters::add(const CounterRef& counter, std::int64_t amount) {
    impl().store->add(counter, amount);
}

void Counters::add_in(const CallerConnection& connection, const CounterRef& counter,
                      std::int64_t amount, const std::optional<Deadline>& given_deadline) {
    Impl& impl = this->impl();
    validate(counter);
    check_amount(counter, amount);
    if (impl.options.sole_writer) {
        throw Error(ErrorCode::conflict,
                    "counter " + canonical_text(counter) +
                        ": these counters are declared the table's sole writer, and a transaction "
                        "of yours would be another one; leave sole_writer off");
    }
    if (connection.handle == nullptr) {
        throw Error(ErrorCode::invalid_argument, "increment_in: the connection is a null pointer");
    }
    const Deadline deadline = impl.deadline_or_default(given_deadline);
    check_owner_id(counter, impl.owner_id_kind(deadline));
    if (impl.reader.will_be_replaced(counter, deadline)) {
        throw Error(ErrorCode::busy,
                    "a set or remove of counter " + canonical_text(counter) +
                        " waits in the store and would undo what is counted in the table now; "
                        "sync first, outside of this transaction");
    }
    const EncodedId encoded(counter);
    impl.database->write_in(connection, {encoded.bytes(), {Change::Kind::add, amount}}, deadline);
}

void Counters::subtract(const CounterRef& counter, std::int64_t amount) {
    check_amount(counter, amount);  // The least int64 has no negative.
    impl().store->add(counter, -amount);
}

Counted Counters::add_once(const CounterRef& counter, std::int64_t amount, const Token& token) {
    return impl().store->add_once(counter, amount, token);
}

Counted Counters::subtract_once(const CounterRef& counter, std::int64_t amount,
                                const Token& token) {
    check_amount(counter, amount);
    return impl().store->add_once(counter, -amount, token);
}

void Counters::set_value(const CounterRef& counter, std::int64_t value) {
    impl().store->set(counter, value);
}

void Counters::remove_counter(const CounterRef& counter) { impl().store->remove(counter); }

std::size_t Counters::remove_owner(const OwnerRef& owner, const std::optional<Deadline>& deadline) {
    validate(owner);
    Impl& impl = this->impl();
    const auto values = impl.reader.read_owner(owner, impl.deadline_or_default(deadline));
    for (const auto& value : values) {
        impl.store->remove({owner, value.key});
    }
    return values.size();
}

std::int64_t Counters::Impl::add_within(const CounterRef& counter, std::int64_t amount,
                                        const Bounds& bounds, std::int64_t limit,
                                        const std::optional<Deadline>& deadline) {
    validate(counter);
    check_amount(counter, amount);
    const auto use = options.sole_writer ? SettledUse::remember : SettledUse::once;
    const BoundedAdd result = model_counter::add_within(*store, reader, use, counter, amount,
                                                        bounds, deadline_or_default(deadline));
    if (result.outcome != BoundedAdd::Outcome::done) {
        throw QuotaExceeded(counter, result.value, amount, limit);
    }
    return result.value;
}

std::int64_t Counters::add_up_to(const CounterRef& counter, std::int64_t amount, std::int64_t limit,
                                 const std::optional<Deadline>& deadline) {
    check_not_negative(counter, amount);
    return impl().add_within(counter, amount, {.greatest = limit}, limit, deadline);
}

std::int64_t Counters::subtract_down_to(const CounterRef& counter, std::int64_t amount,
                                        std::int64_t floor,
                                        const std::optional<Deadline>& deadline) {
    check_not_negative(counter, amount);
    return impl().add_within(counter, -amount, {.least = floor}, floor, deadline);
}

std::int64_t Counters::add_and_get(const CounterRef& counter, std::int64_t amount,
                                   const std::optional<Deadline>& deadline) {
    try {
        return impl().add_within(counter, amount, {}, 0, deadline);
    } catch (const QuotaExceeded& exceeded) {
        throw Error(ErrorCode::out_of_range, "counter " + canonical_text(counter) + ": " +
                                                 std::to_string(exceeded.value()) + " and " +
                                                 std::to_string(amount) +
                                                 " leave the 64-bit range; nothing was counted");
    }
}

void Counters::table_changed() { impl().store->raise_epoch(); }

BulkResult Counters::increment_many(std::span<const Increment> increments) {
    return impl().store->add_many(increments);
}

CounterHandle Counters::make_handle(const CounterRef& counter) {
    return {impl().store, CounterId(counter)};
}

std::int64_t Counters::read_one(const CounterRef& counter,
                                const std::optional<Deadline>& deadline) {
    Impl& impl = this->impl();
    if (impl.options.sole_writer) {
        if (const auto value = impl.store->recall(counter)) {
            return *value;
        }
    }
    validate(counter);
    const Deadline until = impl.deadline_or_default(deadline);
    if (impl.options.sole_writer) {
        const Reader::SettledValue read = impl.reader.read_settled(counter, until);
        if (read.settled && read.lasts) {
            impl.store->remember(counter, *read.settled);
        }
        if (read.value) {
            return *read.value;
        }
    }
    return impl.reader.read({&counter, 1}, until).front();
}

std::vector<CounterValue> Counters::read(const OwnerRef& owner, std::span<const KeyRef> keys,
                                         const std::optional<Deadline>& deadline) {
    Impl& impl = this->impl();
    std::vector<CounterRef> counters;
    counters.reserve(keys.size());
    for (const KeyRef& key : keys) {
        counters.push_back({owner, key.text()});
        validate(counters.back());
    }
    const auto values = impl.reader.read(counters, impl.deadline_or_default(deadline));
    std::vector<CounterValue> named;
    named.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        named.push_back({std::string(keys[i].text()), values[i]});
    }
    return named;
}

std::vector<std::optional<std::int64_t>> Counters::read_existing(
    std::span<const CounterRef> counters, const std::optional<Deadline>& deadline) {
    Impl& impl = this->impl();
    for (const CounterRef& counter : counters) {
        validate(counter);
    }
    return impl.reader.read_existing(counters, impl.deadline_or_default(deadline));
}

const TimeZone& Counters::time_zone() const {
    const auto& zone = impl().options.time_zone;
    return zone == nullptr ? utc() : *zone;
}

Moment Counters::now() const { return impl().options.clock->system_now(); }

Store& Counters::store() { return *impl().store; }

Period Counters::period(Interval interval, const std::optional<Moment>& at) const {
    const Moment moment = at ? *at : now();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch());
    return {interval, seconds.count(), time_zone()};
}

std::vector<CounterValue> Counters::read_all(const OwnerRef& owner,
                                             const std::optional<Deadline>& deadline) {
    Impl& impl = this->impl();
    validate(owner);
    std::vector<CounterValue> values;
    for (auto& value : impl.reader.read_owner(owner, impl.deadline_or_default(deadline))) {
        values.push_back({std::move(value.key), value.value});
    }
    return values;
}

SyncReport Counters::sync(const SyncOptions& options) { return impl().sync(options); }

SyncReport Counters::sync() {
    SyncOptions options;
    options.batch_rows_max = impl().options.batch_rows_max;
    options.lock_wait = impl().options.lock_wait;
    options.transaction_timeout = impl().options.transaction_timeout;
    return sync(options);
}

std::vector<SyncPreview> Counters::preview_sync(const Pattern& pattern,
                                                const std::optional<Deadline>& deadline) {
    Impl& impl = this->impl();
    return impl.reader.preview(pattern, impl.deadline_or_default(deadline));
}

void Counters::flush() { impl().store->flush(); }

void Counters::prepare() { impl().store->prepare(); }

CountersStatus Counters::status(const std::optional<Deadline>& deadline) {
    Impl& impl = this->impl();
    CountersStatus status{impl.store->status(),
                          impl.database->status(impl.deadline_or_default(deadline)), impl.direct};
    if (status.store.kind == kMemoryKind) {
        status.store.warnings.emplace_back(
            "the memory store: what is not synced ends with this process, and no other process "
            "sees it");
    }
    return status;
}

StoreStatus Counters::store_status() { return impl().store->status(); }

std::vector<Check> Counters::checks(const std::optional<Deadline>& deadline) {
    Impl& impl = this->impl();
    std::vector<Check> found = impl.store->checks();
    for (auto& check : impl.database->checks(impl.deadline_or_default(deadline))) {
        found.push_back(std::move(check));
    }
    return found;
}

Database& Counters::database() { return *impl().database; }

void Counters::close() {
    if (impl_ != nullptr) {
        impl_->close();
    }
}

void Counters::close_quietly() noexcept {
    if (impl_ != nullptr) {
        impl_->close_quietly();
    }
}

}  // namespace model_counter
