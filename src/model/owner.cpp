#include "model_counter/owner.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <charconv>

namespace model_counter {

OwnerRef::OwnerRef(std::string_view type, std::string_view id) noexcept : type_(type) {
    if (const auto integer = canonical_integer(id)) {
        integer_ = *integer;
        is_integer_ = true;
    } else {
        text_ = id;
    }
}

void OwnerRef::keep_digits(std::uint64_t id) noexcept {
    const auto result = std::to_chars(digits_.data(), digits_.data() + digits_.size(), id);
    digits_size_ = static_cast<std::uint8_t>(result.ptr - digits_.data());
}

std::string OwnerRef::id() const {
    return is_integer_ ? std::to_string(integer_) : std::string(text_id());
}

Owner::Owner(std::string_view type, std::string_view id) : Owner(OwnerRef(type, id)) {}

Owner::Owner(const OwnerRef& owner) : type_(owner.type()), id_(owner.id()) { validate(owner); }

Owner Owner::parse(std::string_view text) {
    if (text == "global") {
        return Owner(global_owner());
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        throw Error(ErrorCode::invalid_argument,
                    "owner " + quoted(text) + " has no ':'; write type:id, or global");
    }
    return Owner(OwnerRef(text.substr(0, colon), text.substr(colon + 1)));
}

std::string Owner::text() const { return ref() == global_owner() ? "global" : type_ + ":" + id_; }

void validate(const OwnerRef& owner) {
    if (const auto fault = text_fault(owner.type(), kOwnerTypeBytesMax, false)) {
        throw Error(ErrorCode::invalid_argument,
                    "owner type " + quoted(owner.type()) + " " + *fault);
    }
    if (owner.has_integer_id()) {
        return;
    }
    if (const auto fault = text_fault(owner.text_id(), kOwnerIdBytesMax, true)) {
        throw Error(ErrorCode::invalid_argument, "owner id " + quoted(owner.text_id()) +
                                                     " of type " + quoted(owner.type()) + " " +
                                                     *fault);
    }
}

}  // namespace model_counter
