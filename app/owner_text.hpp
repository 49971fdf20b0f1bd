#pragma once

#include "model_counter/owner.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// Reads `type:id`, split at the first colon, or `global`; borrows from the text. Limits are left
/// to whoever counts.
///
/// Returns: nothing when there is no colon, with the reason in `fault`
[[nodiscard]] std::optional<OwnerRef> read_owner(std::string_view text, std::string& fault);

}  // namespace model_counter::program
