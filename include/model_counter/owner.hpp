#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace model_counter {

/// Longest owner type, in bytes of UTF-8.
inline constexpr std::size_t kOwnerTypeBytesMax = 255;
/// Longest owner id, in bytes of UTF-8.
inline constexpr std::size_t kOwnerIdBytesMax = 255;

/// Any integer type that can be an owner's id; characters and bool are not.
template <class T>
concept OwnerInteger = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                       !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                       !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// Who owns a counter, borrowed: a type and an id, e.g. `user` and 1. No allocation.
///
/// An integer id is its decimal text: `OwnerRef("user", 1) == OwnerRef("user", "1")`, while "01" is
/// another owner. Limits are checked by the operation that uses it, not here.
/// Threads: a value. Borrows the texts it is made from; copies of it borrow them too.
class OwnerRef {
public:
    /// Borrows both texts; digits that are an int64's decimal text are an integer id.
    OwnerRef(std::string_view type, std::string_view id) noexcept;
    /// The same.
    OwnerRef(std::string_view type, const std::string& id) noexcept
        : OwnerRef(type, std::string_view(id)) {}
    /// The same.
    OwnerRef(std::string_view type, const char* id) noexcept
        : OwnerRef(type, std::string_view(id)) {}

    /// Borrows what the other one borrows.
    // Field by field and not as a block: a block read just after its parts were written waits for
    // every earlier write, which triples the time of an increment.
    OwnerRef(const OwnerRef& other) noexcept
        : type_(other.type_),
          text_(other.text_),
          integer_(other.integer_),
          digits_size_(other.digits_size_),
          is_integer_(other.is_integer_) {
        copy_digits(other);
    }
    /// The same.
    OwnerRef& operator=(const OwnerRef& other) noexcept {
        type_ = other.type_;
        text_ = other.text_;
        integer_ = other.integer_;
        digits_size_ = other.digits_size_;
        is_integer_ = other.is_integer_;
        copy_digits(other);
        return *this;
    }
    ~OwnerRef() = default;

    /// With an integer id.
    template <OwnerInteger Integer>
    OwnerRef(std::string_view type, Integer id) noexcept : type_(type) {
        if (std::in_range<std::int64_t>(id)) {
            // A signed char is a small integer here.
            integer_ = static_cast<std::int64_t>(id);  // NOLINT(bugprone-signed-char-misuse)
            is_integer_ = true;
        } else {
            keep_digits(static_cast<std::uint64_t>(id));
        }
    }

    /// The owner type.
    [[nodiscard]] std::string_view type() const noexcept { return type_; }

    /// True when the id is the decimal text of an int64.
    [[nodiscard]] bool has_integer_id() const noexcept { return is_integer_; }

    /// The id as an integer; only meaningful when `has_integer_id()`.
    [[nodiscard]] std::int64_t integer_id() const noexcept { return integer_; }

    /// The id's own bytes when it is not an integer; empty otherwise. Valid as long as this object.
    [[nodiscard]] std::string_view text_id() const noexcept {
        return digits_size_ > 0 ? std::string_view(digits_.data(), digits_size_) : text_;
    }

    /// The id as text, whatever it was made from.
    [[nodiscard]] std::string id() const;

    friend bool operator==(const OwnerRef& a, const OwnerRef& b) noexcept {
        return a.is_integer_ == b.is_integer_ && a.integer_ == b.integer_ && a.type_ == b.type_ &&
               a.text_id() == b.text_id();
    }

private:
    void keep_digits(std::uint64_t id) noexcept;
    void copy_digits(const OwnerRef& other) noexcept {
        if (digits_size_ > 0) [[unlikely]] {
            digits_ = other.digits_;
        }
    }

    std::string_view type_;
    std::string_view text_;
    std::int64_t integer_ = 0;
    std::array<char, 20> digits_;  ///< only `digits_size_` of them mean anything
    std::uint8_t digits_size_ = 0;
    bool is_integer_ = false;
};

/// Who owns a counter, with texts of its own.
class Owner {
public:
    /// Errors: invalid_argument  a limit of type or id is broken; the message names it
    Owner(std::string_view type, std::string_view id);
    /// The same.
    Owner(std::string_view type, const char* id) : Owner(type, std::string_view(id)) {}
    /// The same.
    Owner(std::string_view type, const std::string& id) : Owner(type, std::string_view(id)) {}
    /// The same.
    template <OwnerInteger Integer>
    Owner(std::string_view type, Integer id) : Owner(OwnerRef(type, id)) {}
    /// A copy. Errors: invalid_argument  a limit of type or id is broken
    explicit Owner(const OwnerRef& owner);

    /// Reads `type:id`, split at the first colon, or `global`.
    ///
    /// Errors: invalid_argument  no colon, or a limit is broken
    static Owner parse(std::string_view text);

    /// The owner type.
    [[nodiscard]] const std::string& type() const noexcept { return type_; }
    /// The id as text.
    [[nodiscard]] const std::string& id() const noexcept { return id_; }
    /// Borrows from this object.
    [[nodiscard]] OwnerRef ref() const noexcept { return {type_, std::string_view(id_)}; }

    /// `type:id`, as on the command line; `global` for the global owner.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Owner&, const Owner&) = default;

private:
    std::string type_;
    std::string id_;
};

/// The owner of counters that belong to nobody: type `global`, id 0.
[[nodiscard]] inline OwnerRef global_owner() noexcept { return {"global", 0}; }

/// Checks an owner against the limits.
///
/// Errors: invalid_argument  names the limit and the remedy
void validate(const OwnerRef& owner);

}  // namespace model_counter
