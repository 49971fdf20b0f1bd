#include "model_counter/config.hpp"

#include "model/text.hpp"
#include "open/data_directory.hpp"
#include "open/env_file.hpp"
#include "open/read_text_file.hpp"
#include "open/schemes.hpp"
#include "open/setting_keys.hpp"
#include "open/toml_file.hpp"

#include <cstdlib>
#include <optional>
#include <utility>

namespace model_counter {
namespace {

using open::Assignment;
using open::SettingKey;

constexpr const char* kLocalFile = "./counter.toml";
constexpr const char* kMachineFile = "/etc/model-counter/counter.toml";
constexpr const char* kLocalEnvFile = ".env";

/// Gives a key a value; an empty one is the same as none.
void assign(Config& config, const SettingKey& key, const std::string& value,
            const std::string& source) {
    if (value.empty()) {
        return;
    }
    try {
        key.set(config, value);
    } catch (const open::Fault& fault) {
        throw Error(ErrorCode::invalid_argument,
                    source + ": " + std::string(key.name) + " " + fault.what);
    }
    config.sources_of_keys[std::string(key.name)] = source;
}

[[noreturn]] void refuse_key(const std::string& name, const std::string& source) {
    const std::string_view nearest = open::nearest_setting_key(name);
    throw Error(ErrorCode::invalid_argument,
                source + ": there is no key " + model_counter::quoted(name) +
                    (nearest.empty() ? "; `model-counter config show` lists all"
                                     : "; do you mean " + model_counter::quoted(nearest) + "?"));
}

std::string required(const std::string& path, const std::string& who) {
    auto text = open::read_text_file(path);
    if (!text) {
        throw Error(ErrorCode::not_found, "configuration file " + path + ", which " + who +
                                              " asks for, is not there; make it, "
                                              "or correct the path");
    }
    return std::move(*text);
}

std::optional<std::string> environment(const char* name) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') {
        return std::nullopt;
    }
    return value;
}

/// A value, fit to be seen.
std::string shown(const SettingKey& key, const Config& config) {
    const std::string text = key.text(config);
    return key.name == "store" || key.name == "database" ? open::without_secrets(text) : text;
}

/// Where values come from, read before any of them is used.
struct Layers {
    std::string file_path;
    std::vector<Assignment> file;
    std::string env_path;
    std::vector<Assignment> env_file;
};

void read_env_file(const Config::Sources& sources, Layers& layers) {
    std::optional<std::string> text;
    if (sources.env_file) {
        layers.env_path = *sources.env_file;
        text = required(layers.env_path, "--env-file");
    } else if (sources.use_default_files) {
        layers.env_path = kLocalEnvFile;
        text = open::read_text_file(layers.env_path);
    }
    if (text) {
        layers.env_file = open::parse_env(*text, layers.env_path);
    }
}

/// `$COUNTER_CONFIG`, from the environment or else the `.env` file.
std::optional<std::string> named_file(const Config::Sources& sources, const Layers& layers) {
    std::optional<std::string> named;
    for (const Assignment& line : layers.env_file) {
        if (line.key == "COUNTER_CONFIG" && !line.value.empty()) {
            named = line.value;
        }
    }
    if (sources.use_environment) {
        if (auto value = environment("COUNTER_CONFIG")) {
            named = std::move(value);
        }
    }
    return named;
}

void read_file(const Config::Sources& sources, Layers& layers) {
    std::optional<std::string> text;
    if (sources.file) {
        layers.file_path = *sources.file;
        text = required(layers.file_path, "--config");
    } else if (const auto named = named_file(sources, layers)) {
        layers.file_path = *named;
        text = required(layers.file_path, "COUNTER_CONFIG");
    } else if (sources.use_default_files) {
        for (const char* const path : {kLocalFile, kMachineFile}) {
            layers.file_path = path;
            if ((text = open::read_text_file(path))) {
                break;
            }
        }
    }
    if (text) {
        layers.file = open::parse_toml(*text, layers.file_path);
    }
}

void take_file(Config& config, const Layers& layers) {
    for (const Assignment& line : layers.file) {
        const std::string source = layers.file_path + " line " + std::to_string(line.line);
        const SettingKey* const key = open::find_setting_key(line.key);
        if (key == nullptr) {
            refuse_key(line.key, source);
        }
        if (line.kind == Assignment::Kind::number && key->kind == SettingKey::Kind::text) {
            throw Error(ErrorCode::invalid_argument,
                        source + ": " + line.key + " is a text; write it in quotes");
        }
        assign(config, *key, line.value, source);
    }
}

void take_env_file(Config& config, const Layers& layers) {
    for (const Assignment& line : layers.env_file) {
        for (const SettingKey& key : open::setting_keys()) {
            if (line.key == open::environment_name(key.name)) {
                assign(config, key, line.value,
                       layers.env_path + " line " + std::to_string(line.line));
            }
        }
    }
}

void take_environment(Config& config) {
    for (const SettingKey& key : open::setting_keys()) {
        const std::string name = open::environment_name(key.name);
        if (const auto value = environment(name.c_str())) {
            assign(config, key, *value, "environment variable " + name);
        }
    }
}

void take_flags(Config& config, const std::map<std::string, std::string>& flags) {
    for (const auto& [name, value] : flags) {
        const SettingKey* const key = open::find_setting_key(name);
        if (key == nullptr) {
            refuse_key(name, "flags");
        }
        assign(config, *key, value, "flag " + name);
    }
}

}  // namespace

Config Config::load(const Sources& sources) {
    Layers layers;
    read_env_file(sources, layers);
    read_file(sources, layers);
    Config config;
    take_file(config, layers);
    take_env_file(config, layers);
    if (sources.use_environment) {
        take_environment(config);
    }
    take_flags(config, sources.flags);
    if (config.data_dir.empty()) {
        const auto state = sources.use_environment ? open::state_directory() : std::nullopt;
        config.data_dir = state.value_or(open::kDataDirectoryDefault);
        if (state) {
            config.sources_of_keys["data_dir"] = "environment variable STATE_DIRECTORY";
        }
    }
    return config;
}

Config Config::load() { return load(Sources{}); }

std::vector<Config::Setting> Config::settings() const {
    std::vector<Setting> settings;
    for (const SettingKey& key : open::setting_keys()) {
        const auto source = sources_of_keys.find(std::string(key.name));
        settings.push_back({std::string(key.name), shown(key, *this),
                            source == sources_of_keys.end() ? "default" : source->second});
    }
    for (Setting& setting : settings) {
        if (setting.key == "data_dir") {
            setting.value = open::data_directory(*this).string();
        }
        if (setting.key == "database" && setting.value.empty()) {
            setting.value = "sqlite:" + open::default_database_file(*this).string();
        }
    }
    return settings;
}

std::string Config::template_text() {
    std::string text =
        "# The configuration of model-counter. Every key is here, at its default; all can go.\n"
        "# Precedence: this file < .env < environment (COUNTER_STORE, ...) < flags.\n"
        "# Times are written 500ms, 60s, 5m, 1h, or as a number of seconds.\n";
    const Config defaults;
    for (const SettingKey& key : open::setting_keys()) {
        text += "\n";
        std::string_view comment = key.comment;
        while (!comment.empty()) {
            const auto end = comment.find('\n') + 1;
            text += "# " + std::string(comment.substr(0, end));
            comment.remove_prefix(end);
        }
        const std::string quote = key.kind == SettingKey::Kind::number ? "" : "\"";
        text += std::string(key.name) + " = " + quote + key.text(defaults) + quote + "\n";
    }
    return text;
}

}  // namespace model_counter
