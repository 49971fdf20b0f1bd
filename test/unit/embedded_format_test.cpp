#include "store/embedded/memory_backing.hpp"
#include "store/embedded/table.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

namespace model_counter::embedded {
namespace {

/// The lines of 16 bytes that are not all zero.
std::string dump(const char* title, const void* begin, std::size_t size) {
    std::string text = std::string(title) + "\n";
    const auto* bytes = static_cast<const unsigned char*>(begin);
    const std::string zeros(16, '\0');
    for (std::size_t at = 0; at < size; at += 16) {
        if (std::memcmp(bytes + at, zeros.data(), 16) == 0) {
            continue;
        }
        std::array<char, 32> offset{};
        std::snprintf(offset.data(), offset.size(), "%06zx ", at);
        text += offset.data();
        for (std::size_t i = 0; i < 16; ++i) {
            std::array<char, 4> byte{};
            std::snprintf(byte.data(), byte.size(), " %02x", bytes[at + i]);
            text += byte.data();
        }
        text += "\n";
    }
    return text;
}

// When this turns red, ask: can this version open the files of the last one, and can the last one
// open these? If not, raise kFormatVersion, and say in the changelog how a store moves on.
TEST(EmbeddedFormat, is_byte_for_byte_what_it_was) {
    MemoryBacking backing({.random_seed = 1, .first_shape = {8, 1024}});
    Table<NoProbe> table(backing, {.least_shape = {8, 1024}});
    table.add({OwnerRef("user", 1), "downloads"}, 5);
    table.set({OwnerRef("page", "/index"), "views"}, -3);
    table.remove({OwnerRef("user", -2), "likes"});
    table.set({OwnerRef("global", 0), "wide"}, std::int64_t{1} << 62);
    const CellRef first = table.resolve({OwnerRef("user", 1), "downloads"});
    auto* header = reinterpret_cast<GenerationHeader*>(
        reinterpret_cast<std::uintptr_t>(first.cell) / kPageBytes * kPageBytes - kPageBytes);
    ASSERT_EQ(header->number.load(), 1U);
    const std::size_t bytes = generation_bytes({8, 1024});
    const std::string open = dump("generation 1, open", header, bytes);
    ASSERT_TRUE(table.seal());
    const std::string text = dump("header", &backing.control(), sizeof(ControlPage)) + open +
                             dump("generation 1, sealed", header, bytes);
    const std::string path = std::string(MODEL_COUNTER_TEST_DIR) + "/golden/embedded_format.txt";
    std::ifstream file(path);
    std::ostringstream golden;
    golden << file.rdbuf();
    if (golden.str() != text) {
        std::ofstream("embedded_format.txt") << text;
    }
    EXPECT_EQ(golden.str(), text) << "the new bytes are in ./embedded_format.txt";
}

}  // namespace
}  // namespace model_counter::embedded
