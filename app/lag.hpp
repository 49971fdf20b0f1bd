#pragma once

#include "model_counter/store.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace model_counter::program {

/// How far the database is behind the store.
struct Lag {
    bool something_waits = false;
    /// Nothing that waits is older; 0 where nothing waits, nothing where no sync has ended yet.
    std::optional<std::int64_t> seconds;
};

/// Shape: `now` in seconds since the epoch
[[nodiscard]] Lag lag_of(const StoreStatus& store, std::int64_t now);

/// Writes of rows that folding saved: what was counted one by one, as far as amounts tell, less
/// what was written.
[[nodiscard]] std::uint64_t writes_saved(const StoreStatus& store);

/// A moment as `2026-01-31T12:00:00Z`; `never` for 0.
[[nodiscard]] std::string utc(std::int64_t seconds);

/// A time span for people: `45 s`, `12 min`, `3 h`, `5 days`.
[[nodiscard]] std::string span(std::int64_t seconds);

/// Seconds since the epoch.
[[nodiscard]] std::int64_t now_in_seconds();

}  // namespace model_counter::program
