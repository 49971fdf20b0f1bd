#include "progress_bar.hpp"

#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <string>

namespace model_counter::program {
namespace {

constexpr std::uint64_t kCells = 30;

}  // namespace

ProgressBar::ProgressBar(std::string_view what)
    : what_(what), is_terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() { wipe(); }

void ProgressBar::show(std::uint64_t done, std::optional<std::uint64_t> total,
                       std::string_view note) {
    const auto now = std::chrono::steady_clock::now();
    if (!is_terminal_ || now < next_) {
        return;
    }
    next_ = now + std::chrono::milliseconds(100);
    std::string text = "\r" + std::string(what_) + " ";
    if (total && *total > 0) {
        const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(*total));
        const auto full = static_cast<std::size_t>(share * static_cast<double>(kCells));
        text += "[" + std::string(full, '#') + std::string(kCells - full, '.') + "] ";
        text += std::to_string(static_cast<int>(share * 100)) + "% ";
    }
    text += note;
    text += "\033[K";
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
    is_drawn_ = true;
}

void ProgressBar::wipe() {
    if (is_drawn_) {
        std::fputs("\r\033[K", stderr);
        std::fflush(stderr);
        is_drawn_ = false;
    }
}

}  // namespace model_counter::program
