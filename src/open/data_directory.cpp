#include "open/data_directory.hpp"

#include <sys/stat.h>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace model_counter::open {
namespace {

namespace fs = std::filesystem;

fs::path absolute(const fs::path& path) {
    std::error_code error;
    fs::path whole = fs::absolute(path, error);
    if (error) {
        throw Error(ErrorCode::unavailable, "the working directory, against which " +
                                                path.string() +
                                                " is named, cannot be used: " + error.message());
    }
    whole = whole.lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw Error(ErrorCode::unavailable, "data directory " + path.string() + " cannot be used: " +
                                            why + "; data_dir, or COUNTER_DATA_DIR, names another");
}

}  // namespace

std::optional<std::string> state_directory() {
    const char* const value = std::getenv("STATE_DIRECTORY");
    if (value == nullptr || *value == '\0') {
        return std::nullopt;
    }
    const std::string several = value;
    return several.substr(0, several.find(':'));
}

fs::path data_directory(const Config& config) {
    if (!config.data_dir.empty()) {
        return absolute(config.data_dir);
    }
    return absolute(state_directory().value_or(kDataDirectoryDefault));
}

fs::path default_database_file(const Config& config) {
    return data_directory(config) / "counters.sqlite3";
}

fs::path embedded_store_directory(const Config& config, const std::string& path) {
    return path.empty() ? data_directory(config) / "store" : absolute(path);
}

void make_data_directory(const Config& config) {
    const fs::path path = data_directory(config);
    std::error_code error;
    if (path.has_parent_path()) {
        fs::create_directories(path.parent_path(), error);
    }
    if (error) {
        refuse(path, error.message());
    }
    if (mkdir(path.c_str(), S_IRWXU) == 0) {
        if (config.log) {
            config.log(LogLevel::info, "made data directory " + path.string());
        }
        return;
    }
    if (errno != EEXIST) {
        refuse(path, std::generic_category().message(errno));
    }
    if (!fs::is_directory(path, error)) {
        refuse(path, "it is not a directory");
    }
}

}  // namespace model_counter::open
