#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace model_counter {

/// What went wrong, by who can do something about it. The values are stable.
enum class ErrorCode {
    invalid_argument = 1,  ///< the caller's input breaks a stated limit
    not_found = 2,         ///< the named thing does not exist
    conflict = 3,          ///< what exists contradicts what was asked for
    busy = 4,              ///< somebody else holds what is needed, or a bounded queue is full
    unavailable = 5,       ///< a server, file or directory cannot be used now
    timeout = 6,           ///< the deadline passed; nothing was done
    in_doubt = 7,          ///< it may or may not have been done; never retried blindly
    out_of_range = 8,      ///< a count would leave the 64-bit range
    corrupt = 9,           ///< stored bytes are not what was written
    internal = 10,         ///< a bug in this library
};

/// The category of every error code of this library; its name is "model_counter".
const std::error_category& error_category() noexcept;

/// Makes `ErrorCode` usable as a `std::error_code`.
std::error_code make_error_code(ErrorCode code) noexcept;

/// The code as it is written in documents and JSON: `invalid_argument`, `not_found`, ...
std::string_view name(ErrorCode code) noexcept;

/// The one exception of this library.
///
/// The message names the counter, file, batch or host it is about and the remedy, never a secret.
class Error : public std::runtime_error {
public:
    /// An error to be thrown.
    Error(ErrorCode code, const std::string& message);

    /// The code, comparable with `ErrorCode` values.
    [[nodiscard]] std::error_code code() const noexcept { return make_error_code(code_); }

    /// The same as an enumerator.
    [[nodiscard]] ErrorCode kind() const noexcept { return code_; }

    /// True where the same call may succeed later and nothing was done: busy, unavailable, timeout.
    [[nodiscard]] bool retryable() const noexcept;

    /// True where the operation may have taken effect.
    [[nodiscard]] bool in_doubt() const noexcept { return code_ == ErrorCode::in_doubt; }

private:
    ErrorCode code_;
};

/// The `Error` that was thrown, valid as long as `thrown`; null where it was something else, or
/// nothing at all.
[[nodiscard]] const Error* error_in(const std::exception_ptr& thrown) noexcept;

}  // namespace model_counter

template <>
struct std::is_error_code_enum<model_counter::ErrorCode> : std::true_type {};
