#pragma once

#include <cstddef>
#include <string>

namespace model_counter::open {

/// One line of a configuration file: `key = value`.
struct Assignment {
    enum class Kind { text, number };
    std::string key;
    std::string value;  ///< without quotes; a number in decimal
    Kind kind = Kind::text;
    std::size_t line = 0;  ///< from 1
};

}  // namespace model_counter::open
