#include "event_store.hpp"

#include "log_safely.hpp"

#include <exception>
#include <string>
#include <utility>

namespace model_counter {

EventStore::EventStore(std::shared_ptr<Store> store, EventSink events, LogSink log)
    : store_(std::move(store)), events_(std::move(events)), log_(std::move(log)) {}

void EventStore::add(const CounterRef& counter, std::int64_t amount) {
    store_->add(counter, amount);
    tell_added(counter, amount);
}

Counted EventStore::add_once(const CounterRef& counter, std::int64_t amount, const Token& token) {
    const Counted counted = store_->add_once(counter, amount, token);
    if (counted == Counted::now) {
        tell_added(counter, amount);
    }
    return counted;
}

BulkResult EventStore::add_many(std::span<const Increment> increments) {
    BulkResult result = store_->add_many(increments);
    for (const Increment& increment : increments.first(result.done)) {
        tell_added(increment.counter, increment.amount);
    }
    return result;
}

BoundedAdd EventStore::add_within(const CounterRef& counter, std::int64_t amount,
                                  const Bounds& bounds, const Settled* settled) {
    const BoundedAdd result = store_->add_within(counter, amount, bounds, settled);
    if (result.outcome == BoundedAdd::Outcome::done) {
        tell_added(counter, amount);
    }
    return result;
}

void EventStore::set(const CounterRef& counter, std::int64_t value) {
    store_->set(counter, value);
    tell({Event::Kind::set, &counter, value});
}

void EventStore::remove(const CounterRef& counter) {
    store_->remove(counter);
    tell({Event::Kind::removed, &counter, 0});
}

CellRef EventStore::resolve(const CounterRef& counter) {
    // For its errors only.
    store_->resolve(counter);
    return {};
}

void EventStore::tell_added(const CounterRef& counter, std::int64_t amount) noexcept {
    if (amount < 0) {
        tell({Event::Kind::decremented, &counter, -amount});
    } else {
        tell({Event::Kind::incremented, &counter, amount});
    }
}

void EventStore::tell(const Event& event) noexcept {
    try {
        events_(event);
    } catch (const std::exception& thrown) {
        log_safely(log_, LogLevel::error,
                   std::string("the event sink threw, and must not: ") + thrown.what());
    } catch (...) {
        log_safely(log_, LogLevel::error, "the event sink threw, and must not");
    }
}

}  // namespace model_counter
