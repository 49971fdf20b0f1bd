#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter::laravel {

/// A PHP class name or morph alias as the package writes it into Redis keys: lower case, with dots
/// for namespaces. It is also the owner type that it becomes, unless one was given.
[[nodiscard]] std::string wire_form(std::string_view class_name);

/// What the owner types of the source are called here, the same for rows and for Redis keys.
class OwnerTypes {
public:
    /// `given`: owner types by class name, alias or wire form.
    ///
    /// Errors: invalid_argument  two names of one class were given different types, or a type
    ///                           breaks a limit
    explicit OwnerTypes(const std::map<std::string, std::string>& given);

    /// The owner type of a row's class; the class is known from now on.
    [[nodiscard]] std::string of_class(std::string_view class_name);

    /// The owner type of a Redis key's type.
    ///
    /// Version 1 of the package wrote a class's last part alone: a type that is no known class is
    /// the one whose last part it is. Nothing: several are.
    [[nodiscard]] std::optional<std::string> of_wire(std::string_view type) const;

private:
    std::map<std::string, std::string, std::less<>> by_wire_form_;
};

}  // namespace model_counter::laravel
