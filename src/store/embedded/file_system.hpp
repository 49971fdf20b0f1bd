#pragma once

#include <string>
#include <string_view>

namespace model_counter::embedded {

/// The name of a file system on which processes cannot share memory-mapped files safely.
///
/// `magic` is what statfs calls the type.
/// Returns: empty when the store may live there.
[[nodiscard]] std::string_view unusable_file_system(unsigned long magic) noexcept;

/// Errors: unavailable  the directory is on such a file system
void check_file_system(int directory, const std::string& path);

}  // namespace model_counter::embedded
