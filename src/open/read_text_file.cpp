#include "open/read_text_file.hpp"

#include "model_counter/error.hpp"

#include <sys/stat.h>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace model_counter::open {

std::optional<std::string> read_text_file(const std::string& path) {
    struct stat found {};
    if (stat(path.c_str(), &found) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return std::nullopt;
        }
        throw Error(ErrorCode::unavailable, "configuration file " + path + " cannot be read: " +
                                                std::generic_category().message(errno));
    }
    if (S_ISDIR(found.st_mode)) {
        throw Error(ErrorCode::invalid_argument,
                    "configuration file " + path + " is a directory; name a file");
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(kConfigBytesMax + 1, '\0');
    if (file) {
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
    }
    if (file.bad() || !file.is_open()) {
        throw Error(ErrorCode::unavailable, "configuration file " + path + " cannot be read: " +
                                                std::generic_category().message(errno));
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > kConfigBytesMax) {
        throw Error(ErrorCode::invalid_argument, "configuration file " + path +
                                                     " is longer than a mebibyte; is it the right "
                                                     "file?");
    }
    return text;
}

}  // namespace model_counter::open
