#pragma once

#include "database/common/failures.hpp"

#include <string>
#include <string_view>

namespace model_counter::mysql {

using database::fail_in_time;
using database::RowRefused;
using database::SessionLost;
using database::TransactionConflict;

/// How the message says that a right is missing.
inline constexpr std::string_view kAccessRefused = "access was refused";

/// Throws what an error of the server or of its client library means here. `location` names the
/// database.
[[noreturn]] void fail(unsigned code, const std::string& said, const std::string& location,
                       std::string_view doing);

/// Whether the server ended a statement because it took too long, or was told to.
[[nodiscard]] bool was_interrupted(unsigned code) noexcept;

}  // namespace model_counter::mysql
