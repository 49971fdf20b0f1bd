#include "store/embedded/store_directory.hpp"

#include "model_counter/error.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cinttypes>
#include <cstdio>
#include <memory>
#include <system_error>

namespace model_counter::embedded {
namespace {

constexpr std::size_t kNameBytesMax = 200;
constexpr std::string_view kGenerationPrefix = "gen-";

std::string hexadecimal(std::uint64_t number) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016" PRIx64, number);
    return text.data();
}

}  // namespace

void throw_errno(const std::string& what, int error) {
    throw Error(ErrorCode::unavailable, what + ": " + std::generic_category().message(error));
}

std::string directory_name(std::string_view prefix) {
    std::string name;
    for (const char letter : prefix) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' ||
                           (letter == '.' && !name.empty());
        if (plain) {
            name += letter;
            continue;
        }
        std::array<char, 4> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "%%%02X",
                      static_cast<unsigned>(static_cast<unsigned char>(letter)));
        name += escaped.data();
    }
    if (name.size() > kNameBytesMax) {
        throw Error(ErrorCode::invalid_argument,
                    "the prefix '" + std::string(prefix) +
                        "' is too long for the name of a directory: use a shorter one");
    }
    // A single % is what no other prefix gives.
    return name.empty() ? "%" : name;
}

std::string generation_name(std::uint64_t generation) {
    return std::string(kGenerationPrefix) + hexadecimal(generation);
}

std::string damaged_name(std::uint64_t generation) {
    return std::string(kDamagedPrefix) + hexadecimal(generation);
}

std::optional<std::uint64_t> parse_generation_name(std::string_view name) {
    if (!name.starts_with(kGenerationPrefix)) {
        return std::nullopt;
    }
    const std::string_view digits = name.substr(kGenerationPrefix.size());
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    if (name != generation_name(number) || number == 0) {
        return std::nullopt;
    }
    return number;
}

void make_directories(const std::string& path) {
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        const std::string part = path.substr(0, end);
        if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST) {
            throw_errno(part + ": cannot be made", errno);
        }
        if (end == std::string::npos) {
            return;
        }
    }
}

FileDescriptor open_directory(const std::string& path) {
    FileDescriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.is_open()) {
        const int error = errno;
        if (error == ENOENT) {
            throw Error(ErrorCode::not_found, path + ": there is no store");
        }
        throw_errno(path + ": cannot be opened", error);
    }
    return directory;
}

std::vector<std::string> names_in(int directory, const std::string& path) {
    // A descriptor of its own: the position in the directory belongs to it.
    const int copy = ::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const auto close = [](DIR* stream) { ::closedir(stream); };
    const std::unique_ptr<DIR, decltype(close)> stream(copy < 0 ? nullptr : ::fdopendir(copy),
                                                       close);
    if (!stream) {
        const int error = errno;
        if (copy >= 0) {
            ::close(copy);
        }
        throw_errno(path + ": cannot be listed", error);
    }
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(stream.get())) {
        names.emplace_back(entry->d_name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace model_counter::embedded
