#pragma once

#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"
#include "model_counter/log.hpp"
#include "model_counter/store.hpp"
#include "model_counter/sync.hpp"

namespace model_counter {

/// Carries out what `ShardSync` says, shard by shard.
///
/// Errors: invalid_argument  a batch size outside 1 ... kBatchRowsMax
///         busy              others moved the ledger again and again, without an end
///         and those of the store and the database
SyncReport synchronize(Store& store, Database& database, Clock& clock, const LogSink& log,
                       const SyncOptions& options);

}  // namespace model_counter
