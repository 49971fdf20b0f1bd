#pragma once

#include "colour.hpp"

#include <string>
#include <string_view>

namespace model_counter::program {

/// Where results go: a file descriptor, written in large pieces.
///
/// Errors: unavailable  the reader went away, or the disk is full; a result that nobody got is no
///                      success
class Output {
public:
    explicit Output(int descriptor) : descriptor_(descriptor) {}

    /// Adds text.
    void write(std::string_view text);

    /// Adds text and the end of its line.
    void line(std::string_view text);

    /// Returns when everything was written.
    void flush();

    /// Whether a person reads it.
    [[nodiscard]] bool is_terminal() const;

    /// Whether it may have colours.
    [[nodiscard]] bool has_colours() const { return shows_colours(descriptor_); }

private:
    int descriptor_;
    std::string waiting_;
};

}  // namespace model_counter::program
