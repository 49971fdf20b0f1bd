#pragma once

#include "model_counter/log.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace model_counter {

/// Where an embedded store is, and how it is opened.
struct EmbeddedOptions {
    std::string directory;            ///< holds one directory per prefix
    std::string prefix = "counter:";  ///< two prefixes are two stores
    bool may_create = true;           ///< otherwise a missing store is not_found
    std::chrono::milliseconds token_ttl{kTokenTtlDefault};  ///< tokens are remembered so long
    std::uint64_t counters_max = 0;  ///< most counters that may wait; more are busy. 0: no bound
    LogSink log = {};                ///< told about recoveries and damage
};

/// Opens the embedded store: memory-mapped files that any number of processes of one machine share.
///
/// New directories get mode 0700. After an unclean boot the store is recovered first: what the
/// power loss left damaged is set aside and reported, never counted. Starts no thread.
/// Errors:  invalid_argument  the prefix is too long for a directory name
///          not_found         there is no store, and none may be created
///          unavailable       no permission, no room, or a file system that cannot hold a store:
///                            network, FUSE, 9p, virtiofs
///          conflict          a newer version made the store; it is left untouched
///          corrupt           the files are not what this library writes; they are left untouched
/// Threads: any. The child of a fork goes on with the same store.
/// Source:  docs/design/embedded-store.md
[[nodiscard]] std::unique_ptr<Store> open_embedded_store(const EmbeddedOptions& options);

}  // namespace model_counter
