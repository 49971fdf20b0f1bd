#include "model_counter/store.hpp"

namespace model_counter {

void Store::note_sync(const SyncNote&) {}

std::vector<Check> Store::checks() { return {}; }

}  // namespace model_counter
