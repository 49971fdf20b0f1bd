#pragma once

#include "model_counter/database.hpp"
#include "model_counter/store.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace model_counter::crash {

/// Faults that a run must find: in the protocol, played by a database that does not do as it is
/// told, and in the client of Redis servers, played by connections. The library's own code stays
/// as it is.
enum class PlantedFault {
    no_ledger,                   ///< rows are applied whatever the ledger says
    discard_before_commit,       ///< a set is dropped before the database has it
    read_without_ledger,         ///< a read counts every part
    ledger_written_last,         ///< rows in one transaction, the ledger in another
    forget_finished_patterns,    ///< the ledger keeps no marks
    every_passed_set_went_back,  ///< the ledger keeps no nonces
    token_recorded_first,        ///< a token in one step, its amount in another; by the writers
    clamp_wide_sums,             ///< a sum that leaves int64 ends at its border
    lost_increment_repeated,     ///< an increment whose reply was lost is sent again
    ask_without_asking,          ///< a command goes where ASK says, without ASKING
    redirected_twice,            ///< a command that ASK sent elsewhere is done twice there
    try_again_is_done,           ///< TRYAGAIN is taken for success
    buffer_without_entry,        ///< a set of a buffer is taken in whatever its entry says
    buffer_entry_written_last,   ///< its rows in one step, the entry in another
    buffer_taken_in_too_early,   ///< the entry moves, and some rows are not taken in
};

/// Returns: nothing when no fault has this name.
[[nodiscard]] std::optional<PlantedFault> planted_fault(std::string_view name);

/// A database with a fault over a sound one; the sound one where the fault is none of a database.
/// `store` is the one that the same process syncs.
[[nodiscard]] std::unique_ptr<Database> plant(PlantedFault fault, Store& store,
                                              std::unique_ptr<Database> sound);

}  // namespace model_counter::crash
