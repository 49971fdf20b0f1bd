#include "buffer/buffered_store.hpp"

#include "buffer/joined_read.hpp"

#include "model_counter/deadline.hpp"
#include "model_counter/embedded_store.hpp"
#include "model_counter/memory_store.hpp"

#include <sched.h>
#include <exception>
#include <utility>

namespace model_counter::buffer {

using std::chrono::milliseconds;

struct BufferedStore::Own {
    Own(Store& front, Store& behind, const BufferOptions& options)
        : flusher(front, behind,
                  options.directory.empty() ? std::string() : front.status().location,
                  options.log) {}

    Flusher flusher;
    std::unique_ptr<FlushThread> thread;
};

BufferedStore::BufferedStore(std::unique_ptr<Store> front, std::unique_ptr<Store> behind,
                             const BufferOptions& options)
    : options_(options),
      front_(std::move(front)),
      behind_(std::move(behind)),
      sink_(*behind_->buffer_sink()) {
    set_up();
}

BufferedStore::~BufferedStore() {
    try {
        close();
    } catch (const std::exception& error) {
        if (options_.log) {
            options_.log(LogLevel::error, error.what());
        }
    }
    if (page_.is_ready()) {
        delete own_.load();
    }
}

/// Gives this process a flusher and a thread: the first time, and in the child of a fork.
void BufferedStore::set_up() {
    std::uint32_t none = ProcessPage::none;
    if (!page_.state().compare_exchange_strong(none, ProcessPage::at_work)) {
        while (!page_.is_ready()) {
            ::sched_yield();
        }
        return;
    }
    try {
        auto own = std::make_unique<Own>(*front_, *behind_, options_);
        if (!closed_.load()) {
            Flusher& flusher = own->flusher;
            own->thread = std::make_unique<FlushThread>(options_.flush_every, [this, &flusher] {
                front_->prepare();
                return flusher.flush_if_free();
            });
        }
        own_.store(own.release(), std::memory_order_release);
        page_.state().store(ProcessPage::ready, std::memory_order_release);
    } catch (...) {
        page_.state().store(ProcessPage::none);
        throw;
    }
}

[[gnu::always_inline]] inline BufferedStore::Own& BufferedStore::own() {
    if (!page_.is_ready()) [[unlikely]] {
        set_up();
    }
    return *own_.load(std::memory_order_acquire);
}

void BufferedStore::add(const CounterRef& counter, std::int64_t amount) {
    static_cast<void>(own());
    try {
        front_->add(counter, amount);
        return;
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::busy || !options_.block_when_full) {
            throw;
        }
    }
    const Deadline deadline = Deadline::after(options_.timeout);
    for (;;) {
        wait_for_room(deadline);
        try {
            front_->add(counter, amount);
            return;
        } catch (const Error& error) {
            if (error.kind() != ErrorCode::busy || deadline.expired()) {
                throw;
            }
        }
    }
}

BulkResult BufferedStore::add_many(std::span<const Increment> increments) {
    static_cast<void>(own());
    BulkResult result = front_->add_many(increments);
    const Deadline deadline = result.error ? Deadline::after(options_.timeout) : Deadline::never();
    while (result.error && result.error->kind() == ErrorCode::busy && options_.block_when_full &&
           !deadline.expired()) {
        wait_for_room(deadline);
        BulkResult rest = front_->add_many(increments.subspan(result.done));
        result.done += rest.done;
        result.error = std::move(rest.error);
    }
    return result;
}

void BufferedStore::wait_for_room(const Deadline& deadline) {
    own().thread->wait_for_a_round(std::chrono::duration_cast<milliseconds>(deadline.remaining()) +
                                   milliseconds(1));
}

CellRef BufferedStore::resolve(const CounterRef& counter) {
    static_cast<void>(own());
    return front_->resolve(counter);
}

void BufferedStore::bring_on() { own().flusher.flush(options_.timeout); }

/// What was acknowledged for one counter goes on; with nothing of it there, nothing does.
void BufferedStore::bring_on(const CounterRef& counter) {
    validate(counter);
    if (!front_->read(0, {&counter, 1}).counters[0].empty()) {
        bring_on();
    }
}

void BufferedStore::set(const CounterRef& counter, std::int64_t value) {
    bring_on(counter);
    behind_->set(counter, value);
}

void BufferedStore::remove(const CounterRef& counter) {
    bring_on(counter);
    behind_->remove(counter);
}

/// What this process buffered of the counter goes on first; what others did is not seen yet.
BoundedAdd BufferedStore::add_within(const CounterRef& counter, std::int64_t amount,
                                     const Bounds& bounds, const Settled* settled) {
    bring_on(counter);
    return behind_->add_within(counter, amount, bounds, settled);
}

ShardView BufferedStore::read(std::uint32_t shard, std::span<const CounterRef> counters) {
    return read_both(*front_, sink_, shard, counters);
}

ShardScan BufferedStore::scan(std::uint32_t shard, const CounterFilter& wanted) {
    return scan_both(*front_, sink_, shard, wanted, [&](const CounterRef& counter) {
        return behind_->shard_of(counter.owner) == shard;
    });
}

bool BufferedStore::is_empty() {
    const ShardState state = front_->state(0);
    return state.open_is_empty && state.waiting.empty();
}

ShardState BufferedStore::state(std::uint32_t shard) {
    // The buffer first: what leaves it meanwhile is seen behind.
    const bool nothing_waits = is_empty();
    ShardState state = behind_->state(shard);
    state.open_is_empty &= nothing_waits;
    return state;
}

std::optional<SetId> BufferedStore::seal(std::uint32_t shard) {
    bring_on();
    return behind_->seal(shard);
}

BufferStatus BufferedStore::buffer_status() {
    const StoreStatus front = front_->status();
    BufferStatus buffer;
    buffer.kind = front.kind;
    buffer.location = front.location;
    buffer.counters_max = options_.counters_max;
    const ShardState now = front_->state(0);
    buffer.waiting_sets = now.waiting.size();
    buffer.counters = front.open_counters;
    own().flusher.figures(buffer);
    return buffer;
}

StoreStatus BufferedStore::status() {
    StoreStatus status = behind_->status();
    status.buffer = buffer_status();
    return status;
}

std::vector<Check> BufferedStore::checks() {
    std::vector<Check> checks = front_->checks();
    const std::vector<Check> behind = behind_->checks();
    checks.insert(checks.end(), behind.begin(), behind.end());
    const std::vector<Check> of_sink = sink_.buffer_checks();
    checks.insert(checks.end(), of_sink.begin(), of_sink.end());
    const BufferStatus buffer = buffer_status();
    Check check;
    check.name = "buffer";
    check.message = std::to_string(buffer.counters) + " counters and " +
                    std::to_string(buffer.waiting_sets) + " sealed sets wait in " + buffer.kind;
    if (buffer.in_doubt > 0 || buffer.failures > 0) {
        check.result = Check::Result::warning;
        check.message += buffer.failures > 0 ? ", and flushing fails: " + buffer.failure
                                             : "; " + std::to_string(buffer.in_doubt) +
                                                   " were perhaps counted twice";
        check.remedy = "docs/operating/buffer.md says what each setting can lose";
    }
    checks.push_back(std::move(check));
    return checks;
}

void BufferedStore::set_owner_id_kind(OwnerIdKind kind) {
    front_->set_owner_id_kind(kind);
    behind_->set_owner_id_kind(kind);
}

void BufferedStore::flush() {
    // The disk first: it works while the store behind is away.
    front_->flush();
    bring_on();
    behind_->flush();
}

void BufferedStore::prepare() {
    front_->prepare();
    behind_->prepare();
}

/// Why counts that were acknowledged are gone, or where they wait.
Error BufferedStore::loss(const Error& why) {
    const std::string fate =
        options_.directory.empty()
            ? "what the buffer in memory had acknowledged and not brought on is lost"
            : "what was acknowledged waits in " + front_->status().location +
                  ", and is brought on by whoever opens it next";
    return {why.kind(), "closing: " + fate + ": " + why.what()};
}

void BufferedStore::close() {
    if (closed_.exchange(true)) {
        return;
    }
    Own& own = this->own();
    if (own.thread) {
        own.thread->stop();
    }
    std::optional<Error> failure;
    try {
        own.flusher.flush(options_.timeout);
        own.flusher.say_goodbye();
    } catch (const Error& error) {
        failure = loss(error);
    }
    front_->close();
    behind_->close();
    if (failure) {
        throw Error(*failure);
    }
}

}  // namespace model_counter::buffer

namespace model_counter {

std::unique_ptr<Store> make_buffered_store(std::unique_ptr<Store> behind,
                                           const BufferOptions& options) {
    const auto refuse = [](const char* why) { throw Error(ErrorCode::invalid_argument, why); };
    if (behind == nullptr || behind->buffer_sink() == nullptr) {
        refuse("a buffer goes in front of a store that many machines share, such as Redis");
    }
    if (options.flush_every < std::chrono::milliseconds(1)) {
        refuse("a buffer is flushed every millisecond at most");
    }
    if (options.counters_max < 1) {
        refuse("a buffer holds at least 1 counter");
    }
    auto front = options.directory.empty()
                     ? make_memory_store({.counters_max = options.counters_max})
                     : open_embedded_store({.directory = options.directory,
                                            .prefix = options.prefix,
                                            .counters_max = options.counters_max,
                                            .log = options.log});
    return std::make_unique<buffer::BufferedStore>(std::move(front), std::move(behind), options);
}

}  // namespace model_counter
