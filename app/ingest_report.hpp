#pragma once

#include "bad_lines.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace model_counter::program {

/// What an ingest did. lines = counted + bad.
struct IngestReport {
    std::uint64_t lines = 0;
    std::uint64_t counted = 0;
    std::uint64_t bad = 0;
    /// Sums that the table could not hold, of a source: a sync tells those of the store.
    std::optional<std::uint64_t> rejected;
    std::vector<BadLine> first_bad_lines;
};

}  // namespace model_counter::program
