// Input: a byte that chooses the format, and a line. It is read into texts within the line's
// length, or refused with a reason.

#include "app/line_format.hpp"
#include "fuzz/require.hpp"

#include <array>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace fuzz = model_counter::fuzz;
    namespace program = model_counter::program;
    constexpr std::array<std::array<const char*, 2>, 6> kFormats{{{"tsv", ""},
                                                                  {"ndjson", ""},
                                                                  {"combined", ""},
                                                                  {"combined", "status"},
                                                                  {"combined", "method"},
                                                                  {"combined", "protocol"}}};
    if (size == 0) {
        return 0;
    }
    const auto& [name, key] = kFormats[data[0] % kFormats.size()];
    const std::string line(fuzz::text_of(data + 1, size - 1));
    const auto format = program::make_line_format(name, key);
    std::string fault;
    if (const auto increment = format->read(line, fault)) {
        const auto& counter = increment->counter;
        fuzz::require(counter.owner.type().size() + counter.key.size() <= line.size() + 16,
                      "texts come out of the line");
    } else {
        fuzz::require(!fault.empty(), "a bad line has a reason");
    }
    format->forget();
    return 0;
}
