#include "open/schemes.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace model_counter::open {
namespace {

/// How a setting may begin, and what it then needs.
struct Scheme {
    enum class Rest { none, optional_path, path, url };
    std::string_view name;
    Rest rest;
    std::string_view component;  ///< empty: always there
};

constexpr std::string_view kRedis = "model_counter::redis";

constexpr std::array kStoreSchemes = std::to_array<Scheme>({
    {"embedded", Scheme::Rest::optional_path, ""},
    {"memory", Scheme::Rest::none, ""},
    {"direct", Scheme::Rest::none, ""},
    {"redis", Scheme::Rest::url, kRedis},
    {"rediss", Scheme::Rest::url, kRedis},
    {"redis+unix", Scheme::Rest::url, kRedis},
    {"redis+sentinel", Scheme::Rest::url, kRedis},
    {"redis+cluster", Scheme::Rest::url, kRedis},
    {"rediss+cluster", Scheme::Rest::url, kRedis},
});

constexpr std::array kDatabaseSchemes = std::to_array<Scheme>({
    {"sqlite", Scheme::Rest::path, "model_counter::sqlite"},
    {"postgresql", Scheme::Rest::url, "model_counter::postgresql"},
    {"postgres", Scheme::Rest::url, "model_counter::postgresql"},
    {"mysql", Scheme::Rest::url, "model_counter::mysql"},
    {"mariadb", Scheme::Rest::url, "model_counter::mysql"},
});

const Scheme* find(std::span<const Scheme> schemes, std::string_view name) {
    const auto found = std::find_if(schemes.begin(), schemes.end(),
                                    [&](const Scheme& scheme) { return scheme.name == name; });
    return found == schemes.end() ? nullptr : &*found;
}

std::optional<std::string> fault(std::span<const Scheme> schemes, std::string_view text,
                                 const char* allowed) {
    const Location location = split_location(text);
    const Scheme* const scheme = find(schemes, location.scheme);
    if (scheme == nullptr) {
        // What it says instead is not shown: it may hold a password.
        return std::string("is not one of ") + allowed;
    }
    const bool has_colon = text.size() > location.scheme.size();
    if (scheme->rest == Scheme::Rest::none && has_colon) {
        return std::string("takes nothing after ") + location.scheme;
    }
    const bool path_missing = location.rest.empty() && (scheme->rest == Scheme::Rest::path ||
                                                        (has_colon && scheme->component.empty()));
    if (path_missing) {
        return std::string("lacks a path after ") + location.scheme + ":";
    }
    return std::nullopt;
}

}  // namespace

Location split_location(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        return {std::string(text), {}};
    }
    return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

std::optional<std::string> store_fault(std::string_view text) {
    return fault(kStoreSchemes, text,
                 "embedded, embedded:PATH, memory, direct, redis, redis://..., rediss://...");
}

std::optional<std::string> database_fault(std::string_view text) {
    return fault(kDatabaseSchemes, text, "sqlite:PATH, postgresql://..., mysql://...");
}

std::string_view component_of(std::string_view scheme) {
    const Scheme* found = find(kStoreSchemes, scheme);
    if (found == nullptr) {
        found = find(kDatabaseSchemes, scheme);
    }
    return found == nullptr ? std::string_view() : found->component;
}

std::string without_secrets(std::string_view text) {
    const Location location = split_location(text);
    if (location.scheme == "sqlite" || location.scheme == "embedded" ||
        location.scheme.size() == text.size()) {
        return std::string(text);
    }
    std::string rest = location.rest;
    // The last '@', since a password may hold any character that somebody forgot to escape.
    if (const auto at = rest.rfind('@'); at != std::string::npos) {
        const auto begin = rest.starts_with("//") ? std::size_t{2} : std::size_t{0};
        const auto colon = rest.find(':', begin);
        const auto secret = colon < at ? colon + 1 : begin;
        rest.replace(secret, at - secret, "***");
    }
    for (auto found = rest.find("password="); found != std::string::npos;
         found = rest.find("password=", found)) {
        found += std::string_view("password=").size();
        const auto end = std::min(rest.find('&', found), rest.size());
        rest.replace(found, end - found, "***");
    }
    return location.scheme + ":" + rest;
}

}  // namespace model_counter::open
