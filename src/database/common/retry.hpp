#pragma once

#include "model_counter/deadline.hpp"

#include <chrono>

namespace model_counter::database {

/// How often, and after which pauses, a transaction is run again that another one got in the way
/// of: a deadlock, a serialization failure.
class Retry {
public:
    /// Pauses for a random time that grows with each call, so that two that met do not meet again.
    ///
    /// Returns: false, at once, when it was tried often enough or the deadline leaves no time.
    bool again(const Deadline& deadline);

private:
    static constexpr int kRetriesMax = 10;
    static constexpr std::chrono::milliseconds kFirstPauseMax{4};

    int tried_ = 0;
};

}  // namespace model_counter::database
