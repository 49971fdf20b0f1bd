#pragma once

#include "redis/client.hpp"

#include <span>
#include <string>
#include <string_view>

namespace model_counter::redis {

/// A Lua script, and the name under which servers remember it.
class Script {
public:
    explicit Script(std::string_view text);

    /// Runs it; a server that does not know it yet is sent its text.
    ///
    /// Cost: one round trip; two when the server had to be told.
    [[nodiscard]] Reply run(Client& client, std::uint16_t slot, std::span<const std::string> keys,
                            std::span<const std::string> arguments, const Deadline& deadline) const;

private:
    [[nodiscard]] static Commands command(std::uint16_t slot, std::string_view name,
                                          std::string_view script,
                                          std::span<const std::string> keys,
                                          std::span<const std::string> arguments);

    std::string text_;
    std::string digest_;
};

}  // namespace model_counter::redis
