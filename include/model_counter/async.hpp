#pragma once

#include "model_counter/async_call.hpp"
#include "model_counter/counters.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace model_counter {

/// Most threads of an `AsyncCounters`.
inline constexpr std::size_t kAsyncThreadsMax = 256;

/// How an `AsyncCounters` works.
struct AsyncOptions {
    // What it does.
    Executor executor = {};  ///< where calls complete; nothing: in the thread that made the call
    /// With a full queue, the one who starts a call waits until there is room, or its deadline
    /// passes, instead of getting `busy`. Not for event loops.
    bool waits_when_full = false;
    /// How long a call may take, in the queue and out of it, that is given no deadline.
    std::chrono::milliseconds timeout{30'000};
    // How fast.
    std::size_t threads = 4;         ///< 1 ... kAsyncThreadsMax
    std::size_t waiting_max = 1024;  ///< calls that wait for a thread; at least 1
};

/// The calls of a `Counters` that may wait for a server, a disk or a lock, for programs that must
/// not: a few threads make them, and each completes on the caller's event loop.
///
/// Counting with the embedded and the memory store never waits and needs none of this. At most one
/// sync runs at a time, so that with two threads or more a long one does not hold up reads. Calls
/// start in the order they came in, and then run side by side.
/// Errors:  invalid_argument  a limit of the owner is broken: thrown at once; all others come later
///          busy              `waiting_max` calls wait already; nothing was done
///          timeout           the deadline passed, in the queue or in the call
///          unavailable       it is closed; or this is a forked child, where its threads are not
/// Threads: any, also from completions. The `Counters` must outlive it, at the same address.
/// Cost:    some microseconds and five allocations per call.
/// Source:  docs/guide/event-loops.md
class AsyncCounters {
public:
    /// Starts the threads, with every signal blocked.
    ///
    /// Errors: invalid_argument  an option is outside its limits
    ///         unavailable       the system gives no more threads
    explicit AsyncCounters(Counters& counters, AsyncOptions options = {});
    AsyncCounters(const AsyncCounters&) = delete;
    AsyncCounters& operator=(const AsyncCounters&) = delete;

    /// Closes, and refuses what waits. Waits for the calls that run, for the rest of their
    /// deadlines at most.
    ~AsyncCounters();

    // Reading.

    /// As `Counters::get`.
    template <OwnerLike T>
    AsyncCall<std::int64_t> get(const T& owner, KeyRef key,
                                const std::optional<Deadline>& deadline = std::nullopt) {
        return call<std::int64_t>(deadline, [owner = own(owner), key = std::string(key.text())](
                                                Counters& counters, const Deadline& until) {
            return counters.get(owner, key, until);
        });
    }
    /// As `Counters::get` of several. g++ 12 takes no braces within a `co_await`: make the call
    /// before it.
    template <OwnerLike T>
    AsyncCall<std::vector<CounterValue>> get(
        const T& owner, std::initializer_list<KeyRef> keys,
        const std::optional<Deadline>& deadline = std::nullopt) {
        std::vector<std::string> texts;
        for (const KeyRef& key : keys) {
            texts.emplace_back(key.text());
        }
        return get_several(own(owner), std::move(texts), deadline);
    }
    /// As `Counters::get` of several.
    template <OwnerLike T>
    AsyncCall<std::vector<CounterValue>> get(
        const T& owner, std::span<const std::string_view> keys,
        const std::optional<Deadline>& deadline = std::nullopt) {
        return get_several(own(owner), {keys.begin(), keys.end()}, deadline);
    }
    /// As `Counters::all`.
    template <OwnerLike T>
    AsyncCall<std::vector<CounterValue>> all(
        const T& owner, const std::optional<Deadline>& deadline = std::nullopt) {
        return call<std::vector<CounterValue>>(
            deadline, [owner = own(owner)](Counters& counters, const Deadline& until) {
                return counters.all(owner, until);
            });
    }
    /// As `Counters::status`.
    AsyncCall<CountersStatus> status(const std::optional<Deadline>& deadline = std::nullopt);

    // Counting, where it may wait: in direct mode and with a store across a network. The deadline
    // is that of the queue; a call that has begun has `Options::timeout`.

    /// As `Counters::increment`.
    template <OwnerLike T>
    AsyncCall<void> increment(const T& owner, KeyRef key, std::int64_t amount = 1,
                              const std::optional<Deadline>& deadline = std::nullopt) {
        return call<void>(deadline, [owner = own(owner), key = std::string(key.text()), amount](
                                        Counters& counters, const Deadline&) {
            counters.increment(owner, key, amount);
        });
    }
    /// As `Counters::increment` with a token; it keeps a copy of it.
    template <OwnerLike T>
    AsyncCall<Counted> increment(const T& owner, KeyRef key, std::int64_t amount,
                                 const Token& token,
                                 const std::optional<Deadline>& deadline = std::nullopt) {
        return call<Counted>(
            deadline, [owner = own(owner), key = std::string(key.text()), amount,
                       token = std::string(token.text)](Counters& counters, const Deadline&) {
                return counters.increment(owner, key, amount, Token(token));
            });
    }
    /// As `Counters::decrement`.
    template <OwnerLike T>
    AsyncCall<void> decrement(const T& owner, KeyRef key, std::int64_t amount = 1,
                              const std::optional<Deadline>& deadline = std::nullopt) {
        return call<void>(deadline, [owner = own(owner), key = std::string(key.text()), amount](
                                        Counters& counters, const Deadline&) {
            counters.decrement(owner, key, amount);
        });
    }
    /// As `Counters::set`.
    template <OwnerLike T>
    AsyncCall<void> set(const T& owner, KeyRef key, std::int64_t value,
                        const std::optional<Deadline>& deadline = std::nullopt) {
        return call<void>(deadline, [owner = own(owner), key = std::string(key.text()), value](
                                        Counters& counters, const Deadline&) {
            counters.set(owner, key, value);
        });
    }
    /// As `Counters::reset`.
    template <OwnerLike T>
    AsyncCall<void> reset(const T& owner, KeyRef key,
                          const std::optional<Deadline>& deadline = std::nullopt) {
        return set(owner, key, 0, deadline);
    }
    /// As `Counters::remove`.
    template <OwnerLike T>
    AsyncCall<void> remove(const T& owner, KeyRef key,
                           const std::optional<Deadline>& deadline = std::nullopt) {
        return call<void>(
            deadline, [owner = own(owner), key = std::string(key.text())](
                          Counters& counters, const Deadline&) { counters.remove(owner, key); });
    }
    /// As `Counters::remove_all`.
    template <OwnerLike T>
    AsyncCall<std::size_t> remove_all(const T& owner,
                                      const std::optional<Deadline>& deadline = std::nullopt) {
        return call<std::size_t>(deadline,
                                 [owner = own(owner)](Counters& counters, const Deadline& until) {
                                     return counters.remove_all(owner, until);
                                 });
    }

    // Moving on to the database.

    /// As `Counters::sync`. `SyncOptions::deadline` holds in the queue too.
    AsyncCall<SyncReport> sync(const SyncOptions& options);
    // Overloads, not default arguments: in a `co_await`, g++ 12 frees such a temporary twice.
    AsyncCall<SyncReport> sync();  ///< of everything
    /// As `Counters::preview_sync`.
    AsyncCall<std::vector<SyncPreview>> preview_sync(
        const Pattern& pattern, const std::optional<Deadline>& deadline = std::nullopt);
    AsyncCall<std::vector<SyncPreview>> preview_sync();  ///< of everything
    /// As `Counters::flush`.
    AsyncCall<void> flush(const std::optional<Deadline>& deadline = std::nullopt);

    /// Anything else: calls `work(counters, deadline)` in one of the threads.
    template <class Work>
    requires std::invocable<const Work&, Counters&, const Deadline&>
    auto run(Work work, const std::optional<Deadline>& deadline = std::nullopt) {
        using Result = std::invoke_result_t<const Work&, Counters&, const Deadline&>;
        return call<std::remove_cvref_t<Result>>(deadline, std::move(work));
    }

    /// How many calls wait for a thread now.
    [[nodiscard]] std::size_t waiting() const;

    /// Refuses new calls with `unavailable`, makes those that wait - or refuses them too -, and
    /// ends the threads. Every call has been given to its executor when it returns. From a thread
    /// of its own, in a completion without an executor, it does not wait. Closing again is fine.
    void close(bool makes_waiting_calls = true);

private:
    template <OwnerLike T>
    static Owner own(const T& owner) {
        return with_owner(owner, [](const OwnerRef& ref) { return Owner(ref); });
    }

    template <class Result, class Work>
    AsyncCall<Result> call(const std::optional<Deadline>& deadline, Work work) {
        return call<Result>(plan(deadline), std::move(work));
    }
    template <class Result, class Work>
    AsyncCall<Result> call(async::Plan plan, Work work) {
        const Deadline until = plan.deadline;
        return {std::move(plan),
                [counters = &counters_, until, work = std::move(work)]() -> Result {
                    return work(*counters, until);
                }};
    }
    [[nodiscard]] async::Plan plan(const std::optional<Deadline>& deadline) const;
    AsyncCall<std::vector<CounterValue>> get_several(Owner owner, std::vector<std::string> keys,
                                                     const std::optional<Deadline>& deadline);

    Counters& counters_;
    AsyncOptions options_;
    std::shared_ptr<async::Pool> pool_;
};

}  // namespace model_counter
