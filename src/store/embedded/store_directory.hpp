#pragma once

#include "store/embedded/file_descriptor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The names of what is in a store's directory, and the directory itself.
namespace model_counter::embedded {

inline constexpr const char* kHeaderName = "header";
inline constexpr const char* kLockName = "sync.lock";
inline constexpr std::string_view kMakingPrefix = "making-";
inline constexpr std::string_view kDamagedPrefix = "damaged-";

/// The name of a prefix's directory; other prefixes have other names.
///
/// Errors: invalid_argument  it would be longer than a file name may be
[[nodiscard]] std::string directory_name(std::string_view prefix);

/// `gen-` and 16 hexadecimal digits.
[[nodiscard]] std::string generation_name(std::uint64_t generation);

/// The reverse; nothing for other names.
[[nodiscard]] std::optional<std::uint64_t> parse_generation_name(std::string_view name);

[[nodiscard]] std::string damaged_name(std::uint64_t generation);

/// Makes a directory and those above it, with mode 0700; not an error when it is there.
///
/// Errors: unavailable
void make_directories(const std::string& path);

/// Errors: not_found    there is no such directory
///         unavailable
[[nodiscard]] FileDescriptor open_directory(const std::string& path);

/// Every name in a directory, ascending.
///
/// Errors: unavailable
[[nodiscard]] std::vector<std::string> names_in(int directory, const std::string& path);

/// Throws unavailable for the error in `errno`.
[[noreturn]] void throw_errno(const std::string& what, int error);

}  // namespace model_counter::embedded
