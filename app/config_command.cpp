#include "commands.hpp"
#include "json.hpp"
#include "model_counter/error.hpp"
#include "session.hpp"
#include "text.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <filesystem>

namespace model_counter::program {
namespace {

constexpr mode_t kReadableByAll = 0644;

[[noreturn]] void raise(const std::string& path, int number) {
    if (number == EEXIST) {
        throw Error(ErrorCode::conflict, in_quotes(path) +
                                             " exists and is left as it is; move it "
                                             "away, or name another file by --config");
    }
    throw Error(ErrorCode::unavailable, "cannot write " + in_quotes(path) + ": " +
                                            error_text(number) +
                                            "; check the folder and its "
                                            "permissions, or name another file by --config");
}

/// Writes a file that did not exist; a part of one is not left behind.
void write_new_file(const std::string& path, const std::string& text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kReadableByAll);
    if (file < 0) {
        raise(path, errno);
    }
    try {
        Output output(file);
        output.write(text);
        output.flush();
    } catch (const Error&) {
        ::close(file);
        ::unlink(path.c_str());
        throw Error(ErrorCode::unavailable,
                    "cannot write " + in_quotes(path) + "; is the disk full?");
    }
    if (::close(file) != 0) {
        raise(path, errno);
    }
}

int publish(const CommandLine& line, Output& output) {
    const std::string path = line.sources.file.value_or("counter.toml");
    write_new_file(path, Config::template_text());
    const std::string written = std::filesystem::absolute(path).string();
    output.line(line.json ? json_text_of_written_file(written) : "wrote " + written);
    return 0;
}

int show(const CommandLine& line, Output& output) {
    const auto settings = load_config(line).settings();
    if (line.json) {
        output.line(json_text(settings));
        return 0;
    }
    std::size_t widest = 0;
    for (const auto& setting : settings) {
        widest = std::max(widest, setting.key.size());
    }
    for (const auto& setting : settings) {
        std::string text = setting.key;
        text.resize(widest + 1, ' ');
        text += "= " + setting.value;
        output.line(text + "  (" + setting.source + ")");
    }
    return 0;
}

}  // namespace

int run_config(const CommandLine& line, Output& output) {
    return line.action == "publish" ? publish(line, output) : show(line, output);
}

}  // namespace model_counter::program
