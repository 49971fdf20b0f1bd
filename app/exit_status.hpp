#pragma once

#include "model_counter/error.hpp"

namespace model_counter::program {

/// Done, but lines or rows were set aside.
inline constexpr int kSetAside = 1;
/// A fault of the program itself.
inline constexpr int kInternal = 70;

/// The exit status that tells of an error.
[[nodiscard]] int exit_status(ErrorCode code) noexcept;

}  // namespace model_counter::program
