#pragma once

#include "model_counter/store.hpp"
#include "worker_figures.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace model_counter::program {

/// The content type of the page.
inline constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

/// A worker and its store, for Prometheus. The database is not asked: counting its rows takes long.
///
/// Shape:  `now` in seconds since the epoch; no status: the store did not say, or there is none.
/// Source: Prometheus' text-based exposition format 0.0.4
[[nodiscard]] std::string metrics_page(const WorkerFigures& worker,
                                       const std::optional<StoreStatus>& store, std::int64_t now);

}  // namespace model_counter::program
