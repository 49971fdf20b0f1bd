#pragma once

#include "model_counter/store.hpp"

#include <cstdint>
#include <memory>

namespace model_counter {

/// How a memory store works.
struct MemoryOptions {
    std::chrono::milliseconds token_ttl{kTokenTtlDefault};  ///< tokens are remembered so long
    std::uint64_t counters_max = 0;  ///< most counters that may wait; more are busy. 0: no bound
};

/// Makes a store in this process's memory: the embedded store's table without its files.
///
/// What it holds ends with the store. The child of a fork starts with an empty store of a new
/// identity, so that parent and child never bring the same counts to the database.
/// Errors: unavailable  no memory
[[nodiscard]] std::unique_ptr<Store> make_memory_store(const MemoryOptions& options = {});

}  // namespace model_counter
