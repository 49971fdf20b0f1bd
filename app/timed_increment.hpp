#pragma once

#include "model_counter/clock.hpp"
#include "model_counter/store.hpp"
#include "model_counter/time_zone.hpp"

#include <optional>

namespace model_counter::program {

/// An increment, and when it happened, if its line says so and that was asked for.
struct TimedIncrement : Increment {
    std::optional<Moment> at = {};
};

}  // namespace model_counter::program
