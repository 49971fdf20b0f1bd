#pragma once

#include "model_counter/store.hpp"
#include "store/redis/session.hpp"

namespace model_counter::redis {

/// Adds what a sync did to what the store keeps for people. Cost: a round trip.
///
/// Errors: as `open_redis_store` says; a lost reply is no matter
void note_figures(Session& session, const SyncNote& note);

/// Fills in what syncs did so far. Cost: a round trip.
void read_figures(Session& session, StoreStatus& status);

}  // namespace model_counter::redis
