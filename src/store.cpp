#include "model_counter/store.hpp"

namespace model_counter {

Counted Store::add_once(const CounterRef& counter, std::int64_t, const Token&) {
    throw Error(ErrorCode::invalid_argument,
                "counter " + canonical_text(counter) +
                    ": this store keeps no tokens; count without one, or in a store that does");
}

void Store::note_sync(const SyncNote&) {}

std::vector<Check> Store::checks() { return {}; }

}  // namespace model_counter
