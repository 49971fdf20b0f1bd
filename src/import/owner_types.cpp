#include "import/owner_types.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"
#include "model_counter/owner.hpp"

namespace model_counter::laravel {
namespace {

std::string_view last_part(std::string_view wire) {
    const auto dot = wire.rfind('.');
    return dot == std::string_view::npos ? wire : wire.substr(dot + 1);
}

}  // namespace

std::string wire_form(std::string_view class_name) {
    std::string wire(class_name);
    for (char& c : wire) {
        if (c == '\\') {
            c = '.';
        } else if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return wire;
}

OwnerTypes::OwnerTypes(const std::map<std::string, std::string>& given) {
    for (const auto& [name, type] : given) {
        validate(OwnerRef(type, 1));
        const auto [entry, is_new] = by_wire_form_.emplace(wire_form(name), type);
        if (!is_new && entry->second != type) {
            throw Error(ErrorCode::invalid_argument,
                        "owner type " + quoted(name) + " was given twice, as " + quoted(type) +
                            " and as " + quoted(entry->second) +
                            "; upper and lower case are one, and so are \\ and dots");
        }
    }
}

std::string OwnerTypes::of_class(std::string_view class_name) {
    const std::string wire = wire_form(class_name);
    return by_wire_form_.emplace(wire, wire).first->second;
}

std::optional<std::string> OwnerTypes::of_wire(std::string_view type) const {
    if (const auto known = by_wire_form_.find(type); known != by_wire_form_.end()) {
        return known->second;
    }
    if (type == "global") {
        return std::string(type);
    }
    std::optional<std::string> found;
    for (const auto& [wire, owner_type] : by_wire_form_) {
        if (last_part(wire) == type) {
            if (found && *found != owner_type) {
                return std::nullopt;
            }
            found = owner_type;
        }
    }
    return found.value_or(std::string(type));
}

}  // namespace model_counter::laravel
