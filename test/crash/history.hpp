#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace model_counter::crash {

/// One operation on one counter, as its caller saw it.
struct Operation {
    enum class Kind : std::uint8_t { add, set, remove, read };

    /// When an operation ended whose caller never learned of it.
    static constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

    Kind kind = Kind::add;
    std::int64_t amount = 0;  ///< what was added or set, or what the read returned
    std::uint64_t invoked = 0;
    std::uint64_t responded = kNever;  ///< kNever: it may have taken effect at any time, or not
    bool refused = false;              ///< an error said that nothing was done
    bool in_table = false;             ///< a read of what survives a power loss
};

/// Most operations that `linearizable` takes.
inline constexpr std::size_t kOperationsMax = 64;

enum class Linearizable {
    yes,
    no,
    unknown,  ///< too many orders to look at
};

/// Whether operations on one counter that began at 0 can be put into an order, each at one instant
/// between its call and its return, in which every read is right. What was not answered may be
/// left out.
///
/// Shape: at most `kOperationsMax` that were not refused.
/// Cost:  exponential in how many are under way at one time, at worst; bounded.
[[nodiscard]] Linearizable linearizable(const std::vector<Operation>& operations);

/// How many of them are writes that were never answered.
[[nodiscard]] std::size_t unanswered_writes(const std::vector<Operation>& operations);

/// A line about an operation, for people.
[[nodiscard]] std::string text_of(const Operation& operation);

}  // namespace model_counter::crash
