#include "colour.hpp"

#include <unistd.h>
#include <cstdlib>

namespace model_counter::program {
namespace {

std::string_view variable(const char* name) {
    // Nothing in this program alters the environment.
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string_view code(Colour colour) {
    switch (colour) {
        case Colour::green:
            return "\x1b[32m";
        case Colour::yellow:
            return "\x1b[33m";
        case Colour::red:
            return "\x1b[31m";
    }
    return "";
}

}  // namespace

bool shows_colours(int descriptor) {
    return variable("NO_COLOR").empty() && variable("TERM") != "dumb" && ::isatty(descriptor) != 0;
}

std::string painted(std::string_view text, Colour colour) {
    return std::string(code(colour)) + std::string(text) + "\x1b[0m";
}

}  // namespace model_counter::program
