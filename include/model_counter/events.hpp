#pragma once

#include "model_counter/callback.hpp"
#include "model_counter/counter_id.hpp"

#include <cstdint>

namespace model_counter {

/// Something that a `Counters` did. A negative increment is a decrement, and the other way round.
struct Event {
    /// What was done.
    enum class Kind { incremented, decremented, set, removed, synced };
    Kind kind = Kind::incremented;
    const CounterRef* counter = nullptr;  ///< borrowed for the call; null for `synced`
    std::int64_t amount = 0;  ///< the amount without its sign, the value set, or the rows synced
};

/// Is told of each event, in the thread that caused it, after it was acknowledged. It must not
/// throw: what it throws is logged and dropped. With a sink, handles are as fast as other
/// increments. What `Counters::increment_in` counts is not told.
using EventSink = Callback<void(const Event&)>;

}  // namespace model_counter
