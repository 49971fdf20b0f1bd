#pragma once

#include <cstdint>
#include <cstdlib>

namespace model_counter::bench {

/// How many rows the folding benchmarks fold: a million, or what `MODEL_COUNTER_BENCH_ROWS` says,
/// for a run that only has to show that they work.
inline std::uint32_t rows() {
    const char* const text = std::getenv("MODEL_COUNTER_BENCH_ROWS");
    const long rows = text == nullptr ? 0 : std::strtol(text, nullptr, 10);
    return rows > 0 && rows <= 100'000'000 ? static_cast<std::uint32_t>(rows) : 1'000'000;
}

}  // namespace model_counter::bench
