#pragma once

#include "timed_increment.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// Reads the lines of one format.
class LineFormat {
public:
    virtual ~LineFormat() = default;

    /// Reads a line, given without the end of the line and a carriage return before it.
    ///
    /// Returns: the increment, borrowing from `line`, and from this until `forget`; nothing when
    ///          the line is bad, with the reason in `fault`
    [[nodiscard]] virtual std::optional<TimedIncrement> read(std::string_view line,
                                                             std::string& fault) = 0;

    /// Lets go of what increments borrowed.
    virtual void forget() {}
};

/// Makes a format by its name: `tsv`, `ndjson`, `combined`. `key` is for `combined`: `status`,
/// `method`, `protocol`, or a key's name. With a zone, the lines' times are read, in it where they
/// name no offset.
///
/// Errors: invalid_argument  a key for a format whose lines name it
[[nodiscard]] std::unique_ptr<LineFormat> make_line_format(const std::string& name,
                                                           const std::string& key,
                                                           const TimeZone* zone = nullptr);

}  // namespace model_counter::program
