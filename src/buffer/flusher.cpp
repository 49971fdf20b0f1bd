#include "buffer/flusher.hpp"

#include "step_hook.hpp"
#include "sync/synchronizer.hpp"

#include "model_counter/clock.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>
#include <vector>

namespace model_counter::buffer {
namespace {

using std::chrono::milliseconds;

/// Rows of one script: the server does nothing else meanwhile.
constexpr std::size_t kRowsMax = 5'000;
/// How often a flush may find that not everything could be sealed before it gives up.
constexpr int kPassesMax = 100;

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               system_clock().system_now().time_since_epoch())
        .count();
}

}  // namespace

Flusher::Flusher(Store& front, Store& behind, const std::string& directory, LogSink log)
    : front_(front),
      behind_(behind),
      log_(std::move(log)),
      mark_(directory),
      sets_(
          front, [this](const OwnerRef& owner) { return behind_.shard_of(owner); },
          [this](const LedgerKey& key) { return entries_.open_ledger(key, Deadline::never()); },
          [this](const LedgerKey& key, std::uint64_t floor) { entries_.start_over(key, floor); }),
      entries_(
          *behind.buffer_sink(), log_, [this](std::uint32_t shard) { mark_.set(shard); },
          [this](std::uint64_t nonce) { return sets_.holds(nonce); }) {
    inherit();
}

/// What waits now, another process may have sent.
void Flusher::inherit() {
    const std::vector<std::uint32_t> shards = mark_.shards();
    if (shards.empty()) {
        return;
    }
    for (const SetId& set : front_.state(0).waiting) {
        for (const std::uint32_t shard : shards) {
            entries_.inherit(shard, set.nonce);
        }
    }
}

bool Flusher::is_idle() {
    const ShardState state = front_.state(0);
    return state.open_is_empty && state.waiting.empty();
}

void Flusher::flush(milliseconds wait) {
    const std::lock_guard guard(mutex_);
    if (is_idle()) {
        return;
    }
    const auto lock = front_.lock(0, wait);
    work();
}

bool Flusher::flush_if_free() {
    const std::unique_lock guard(mutex_, std::try_to_lock);
    if (!guard.owns_lock() || is_idle()) {
        return false;
    }
    const auto lock = front_.lock(0, milliseconds(0));
    if (lock) {
        work();
    }
    return lock != nullptr;
}

void Flusher::work() {
    try {
        bool has_everything = false;
        for (int pass = 0; pass < kPassesMax && !has_everything; ++pass) {
            has_everything = sets_.begin();
            internal::step("buffer:sealed");
            if (sets_.damaged() > damaged_told_) {
                damaged_told_ = sets_.damaged();
                tell(LogLevel::warning, std::to_string(damaged_told_) +
                                            " entries of the buffer are damaged; their files are "
                                            "kept as damaged-*");
            }
            SyncOptions options;
            options.batch_rows_max = kRowsMax;
            std::vector<std::uint32_t> shards = sets_.shards();
            // A shard that cannot be reached must not keep those behind it waiting for ever.
            std::rotate(shards.begin(),
                        std::lower_bound(shards.begin(), shards.end(), first_shard_), shards.end());
            for (const std::uint32_t shard : shards) {
                first_shard_ = shard + 1;
                synchronize_shard(sets_, entries_, system_clock(), options, shard);
            }
            internal::step("buffer:taken-in");
            note_success(sets_.finish());
        }
    } catch (const Error& error) {
        // What every shard has can go, whatever failed behind it.
        static_cast<void>(sets_.finish());
        note_failure(error);
        throw;
    }
}

void Flusher::say_goodbye() noexcept {
    try {
        const std::lock_guard guard(mutex_);
        const auto lock = front_.lock(0, milliseconds(0));
        if (lock && mark_.is_alone() && is_idle()) {
            entries_.say_goodbye(front_.state(0).store_id, mark_.shards());
            mark_.clear();
        }
    } catch (const std::exception&) {
        // An entry that stays goes when it was unused for long enough.
    }
}

void Flusher::note_failure(const Error& error) {
    bool is_first = false;
    {
        const std::lock_guard guard(figures_mutex_);
        is_first = figures_.failures++ == 0;
        figures_.failure = error.what();
        figures_.in_doubt = entries_.in_doubt();
        figures_.counters = sets_.counters();
    }
    if (is_first) {
        tell(LogLevel::warning,
             std::string("the buffer cannot be flushed, which is tried again: ") + error.what());
    }
}

void Flusher::note_success(std::size_t sets) {
    std::uint64_t failures = 0;
    {
        const std::lock_guard guard(figures_mutex_);
        failures = std::exchange(figures_.failures, 0);
        figures_.failure.clear();
        figures_.in_doubt = entries_.in_doubt();
        figures_.counters = sets_.counters();
        if (sets > 0) {
            figures_.flushed_at = seconds_now();
        }
    }
    if (failures > 0) {
        tell(LogLevel::info,
             "the buffer is flushed again, after " + std::to_string(failures) + " failures");
    }
}

void Flusher::tell(LogLevel level, const std::string& message) const {
    if (log_) {
        log_(level, message);
    }
}

void Flusher::figures(BufferStatus& status) const {
    const std::lock_guard guard(figures_mutex_);
    status.counters += figures_.counters;
    status.flushed_at = figures_.flushed_at;
    status.failures = figures_.failures;
    status.failure = figures_.failure;
    status.in_doubt = figures_.in_doubt;
}

}  // namespace model_counter::buffer
