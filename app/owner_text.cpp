#include "owner_text.hpp"

#include "text.hpp"

namespace model_counter::program {

std::optional<OwnerRef> read_owner(std::string_view text, std::string& fault) {
    if (text == "global") {
        return global_owner();
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        fault = "owner " + in_quotes(text) + " has no ':'; write type:id, or global";
        return std::nullopt;
    }
    return OwnerRef(text.substr(0, colon), text.substr(colon + 1));
}

}  // namespace model_counter::program
