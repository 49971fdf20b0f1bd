#pragma once

#include "model_counter/change.hpp"

#include <string_view>

namespace model_counter::database {

/// A kind of change as the rejects table has it: `add`, `set` or `remove`.
constexpr std::string_view change_name(Change::Kind kind) {
    switch (kind) {
        case Change::Kind::add:
            return "add";
        case Change::Kind::set:
            return "set";
        case Change::Kind::remove:
            return "remove";
    }
    return "";
}

}  // namespace model_counter::database
