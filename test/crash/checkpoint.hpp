#pragma once

#include "crash/ring_database.hpp"
#include "crash/ring_page.hpp"
#include "model_counter/database.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace model_counter::crash {

/// What comparisons of the journals with the database have found so far.
struct Balance {
    std::uint64_t operations = 0;   ///< acknowledged
    std::uint64_t refused = 0;      ///< with an error that said so
    std::int64_t acknowledged = 0;  ///< sum over the counters that only grow
    std::int64_t in_doubt = 0;      ///< the same, of those who were killed at it
    std::int64_t in_database = 0;   ///< the same, in the table
    std::int64_t lost = 0;
    std::int64_t doubled = 0;
    std::vector<std::string> wrong;  ///< a line for each counter that is not what it must be
};

/// Brings everything into the database while nobody else is at work, compares every counter with
/// the journals, and begins new ones.
///
/// Errors: what the store and the database throw
void check_and_begin_anew(Store& store, Database& database, const RingTables& tables,
                          RingPage& page, Balance& balance);

}  // namespace model_counter::crash
