#pragma once

#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"
#include "model_counter/log.hpp"
#include "model_counter/store.hpp"
#include "model_counter/sync.hpp"

#include <cstdint>

namespace model_counter {

/// Carries out what `ShardSync` says, shard by shard.
///
/// Errors: invalid_argument  a batch size outside 1 ... kBatchRowsMax
///         timeout           the sync's deadline or a transaction's time passed; what was taken in
///                           stays, and the next sync goes on
///         busy              others moved the ledger again and again, without an end
///         and those of the store and the database
SyncReport synchronize(Store& store, Database& database, Clock& clock, const LogSink& log,
                       const SyncOptions& options);

/// The same for one shard of anything that can hand over sets, to anything that can take them in.
/// Takes no lock and warns of nothing: the report says what there is to warn of.
SyncReport synchronize_shard(SetSource& source, Sink& sink, Clock& clock,
                             const SyncOptions& options, std::uint32_t shard);

}  // namespace model_counter
