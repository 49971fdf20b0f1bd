#pragma once

#include <atomic>

namespace model_counter::test {

/// Makes SQLite's writing fail, for every file opened while this object lives.
class FaultyDisk {
public:
    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    static std::atomic<bool> full;         ///< no write finds room
    static std::atomic<bool> cannot_sync;  ///< writes arrive, making them durable fails
};

}  // namespace model_counter::test
