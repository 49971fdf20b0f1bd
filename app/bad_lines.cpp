#include "bad_lines.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <utility>

namespace model_counter::program {

BadLines::BadLines(const std::string& dead_letter_path) : path_(dead_letter_path) {
    if (path_.empty()) {
        return;
    }
    constexpr mode_t kOwnersAlone = 0600;
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kOwnersAlone);
    if (descriptor_ < 0) {
        throw Error(ErrorCode::unavailable, "cannot open the dead-letter file " + in_quotes(path_) +
                                                ": " + error_text(errno) +
                                                "; check its folder and its permissions");
    }
}

BadLines::~BadLines() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

void BadLines::add(std::uint64_t number, std::string_view text, std::string reason) {
    unsettled_.push_back({{number, std::move(reason)}, text});
}

void BadLines::drop_from(std::uint64_t number) {
    std::erase_if(unsettled_, [&](const Unsettled& bad) { return bad.line.number >= number; });
}

void BadLines::settle() {
    std::sort(unsettled_.begin(), unsettled_.end(),
              [](const Unsettled& a, const Unsettled& b) { return a.line.number < b.line.number; });
    count_ += unsettled_.size();
    std::string lines;
    for (Unsettled& bad : unsettled_) {
        if (descriptor_ >= 0) {
            lines.append(bad.text) += '\n';
        }
        if (first_.size() < kBadLinesShownMax) {
            first_.push_back(std::move(bad.line));
        }
    }
    unsettled_.clear();
    write(lines);
}

void BadLines::write(const std::string& lines) {
    for (std::size_t done = 0; done < lines.size();) {
        const ssize_t count = ::write(descriptor_, lines.data() + done, lines.size() - done);
        if (count < 0 && errno != EINTR) {
            throw Error(ErrorCode::unavailable, "cannot write the dead-letter file " +
                                                    in_quotes(path_) + ": " + error_text(errno) +
                                                    "; make room");
        }
        done += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    }
}

}  // namespace model_counter::program
