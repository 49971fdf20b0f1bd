#pragma once

#include <unistd.h>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace model_counter::test {

/// Takes variables out of the environment, and puts everything back in the end.
class ScopedEnvironment {
public:
    /// Takes out those of these names, and those that begin with `prefix`.
    ScopedEnvironment(const std::vector<std::string>& names, const std::string& prefix) {
        std::vector<std::string> chosen = names;
        for (char** line = environ; *line != nullptr; ++line) {
            const std::string text = *line;
            if (text.starts_with(prefix)) {
                chosen.push_back(text.substr(0, text.find('=')));
            }
        }
        for (const std::string& name : chosen) {
            keep(name);
            unsetenv(name.c_str());
        }
    }
    ~ScopedEnvironment() {
        for (const auto& [name, value] : before_) {
            if (value) {
                setenv(name.c_str(), value->c_str(), 1);
            } else {
                unsetenv(name.c_str());
            }
        }
    }
    ScopedEnvironment(const ScopedEnvironment&) = delete;
    ScopedEnvironment& operator=(const ScopedEnvironment&) = delete;

    void set(const std::string& name, const std::string& value) {
        keep(name);
        setenv(name.c_str(), value.c_str(), 1);
    }

private:
    void keep(const std::string& name) {
        const char* const value = std::getenv(name.c_str());
        before_.try_emplace(name,
                            value == nullptr ? std::nullopt : std::optional<std::string>(value));
    }

    std::map<std::string, std::optional<std::string>> before_;
};

}  // namespace model_counter::test
