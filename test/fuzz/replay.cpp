// main() of a fuzz target built without libFuzzer: gives it every file of the folders named.

#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void replay(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::size_t replay_folder(const std::filesystem::path& folder) {
    std::size_t inputs = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            replay(entry.path());
            ++inputs;
        }
    }
    return inputs;
}

}  // namespace

int main(int argc, char** argv) try {
    std::size_t inputs = 0;
    for (int index = 1; index < argc; ++index) {
        inputs += replay_folder(argv[index]);
    }
    std::cout << inputs << " inputs replayed\n";
    return inputs > 0 ? 0 : 1;
} catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
}
