#include "model_counter/store.hpp"

#include "model_counter/error.hpp"

namespace model_counter {

Counted Store::add_once(const CounterRef& counter, std::int64_t, const Token&) {
    throw Error(ErrorCode::invalid_argument,
                "counter " + canonical_text(counter) +
                    ": this store keeps no tokens; count without one, or in a store that does");
}

void Store::remember(const CounterRef&, const Settled&) {}

std::optional<std::int64_t> Store::recall(const CounterRef&) { return std::nullopt; }

BoundedAdd Store::add_within(const CounterRef& counter, std::int64_t, const Bounds&,
                             const Settled*) {
    throw Error(ErrorCode::invalid_argument,
                "this kind of store checks no limits; counter " + canonical_text(counter) +
                    " needs the embedded, the memory or the Redis store, or direct mode");
}

void SetSource::raise_epoch() {}

void Store::note_sync(const SyncNote&) {}

std::vector<Check> Store::checks() { return {}; }

}  // namespace model_counter
