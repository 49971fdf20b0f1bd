#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace model_counter::bench {

/// What every counter of the benchmarks is called: `user:<n>:downloads`, n from 1 on.
inline constexpr std::string_view kOwnerType = "user";
inline constexpr std::string_view kKey = "downloads";

/// What is to be added to a counter.
struct Delta {
    std::uint32_t id = 0;
    std::int64_t amount = 1;
};

/// How increments spread over counters.
enum class Spread {
    uniform,
    zipf,  ///< the n-th most popular counter is met in proportion to n^-0.99
};

/// Entries of a sequence; a power of two.
inline constexpr std::size_t kSequenceLength = std::size_t{1} << 22U;

/// Owner ids in the order in which a run meets them, each 1 ... `counters`; made once and kept. The
/// popular ones are anywhere among them. Every run of a seed sees the same.
[[nodiscard]] const std::vector<std::uint32_t>& id_sequence(Spread spread, std::uint32_t counters);

/// 1 ... `counters`, each once, in no order.
[[nodiscard]] std::vector<std::uint32_t> shuffled_ids(std::uint32_t counters,
                                                      std::uint64_t order = 0);

/// 1 for each id, in their order.
[[nodiscard]] std::vector<Delta> ones(const std::vector<std::uint32_t>& ids);

/// Walks a sequence round and round; each thread starts elsewhere.
class Walk {
public:
    Walk(const std::vector<std::uint32_t>& ids, int thread)
        : ids_(ids.data()), at_(static_cast<std::size_t>(thread) * (kSequenceLength / 7)) {}

    [[nodiscard]] std::uint32_t next() noexcept { return ids_[at_++ & (kSequenceLength - 1)]; }

private:
    const std::uint32_t* ids_;
    std::size_t at_;
};

}  // namespace model_counter::bench
