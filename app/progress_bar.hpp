#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace model_counter::program {

/// Shows on standard error how far a long command came, where that is a terminal; else nothing.
class ProgressBar {
public:
    /// `what` is done, e.g. `ingest`.
    explicit ProgressBar(std::string_view what);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// Wipes the bar off the terminal.
    ~ProgressBar();

    /// Draws, at most ten times a second: `done` of `total` (nothing: not known), and a note.
    void show(std::uint64_t done, std::optional<std::uint64_t> total, std::string_view note);

    /// Wipes it, so that something else can be printed; the next `show` draws it again.
    void wipe();

private:
    std::string_view what_;
    bool is_terminal_;
    bool is_drawn_ = false;
    std::chrono::steady_clock::time_point next_;
};

}  // namespace model_counter::program
