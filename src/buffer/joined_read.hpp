#pragma once

#include "model_counter/buffer_sink.hpp"
#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <span>

namespace model_counter::buffer {

/// What a shard of the store behind holds together with what the buffer holds in front of it: each
/// part of the buffer counts if the ledger that was read with the shard's parts does not have it.
///
/// Source: docs/design/write-combining.md, "Reading"
[[nodiscard]] ShardView read_both(Store& front, BufferSink& behind, std::uint32_t shard,
                                  std::span<const CounterRef> counters);

/// The same of a scan. `is_of_shard` chooses the owners of the shard.
[[nodiscard]] ShardScan scan_both(Store& front, BufferSink& behind, std::uint32_t shard,
                                  const CounterFilter& wanted, const CounterFilter& is_of_shard);

}  // namespace model_counter::buffer
