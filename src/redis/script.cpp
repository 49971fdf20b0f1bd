#include "redis/script.hpp"

#include "redis/openssl.hpp"

#include <array>

namespace model_counter::redis {
namespace {

std::string sha1_of(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hexadecimal;
    for (unsigned i = 0; i < size; ++i) {
        hexadecimal += kDigits[digest[i] >> 4U];
        hexadecimal += kDigits[digest[i] & 15U];
    }
    return hexadecimal;
}

}  // namespace

Script::Script(std::string_view text) : text_(text), digest_(sha1_of(text)) {}

Commands Script::command(std::uint16_t slot, std::string_view name, std::string_view script,
                         std::span<const std::string> keys,
                         std::span<const std::string> arguments) {
    Commands command(slot);
    command.begin(3 + keys.size() + arguments.size());
    command.add(name);
    command.add(script);
    command.add(static_cast<std::int64_t>(keys.size()));
    for (const auto words : {keys, arguments}) {
        for (const std::string& word : words) {
            command.add(word);
        }
    }
    command.end();
    return command;
}

Reply Script::run(Client& client, std::uint16_t slot, std::span<const std::string> keys,
                  std::span<const std::string> arguments, const Deadline& deadline) const {
    Reply reply = run_one(client, command(slot, "EVALSHA", digest_, keys, arguments), deadline);
    if (reply.kind == Reply::Kind::error && reply.text.starts_with("NOSCRIPT")) {
        reply = run_one(client, command(slot, "EVAL", text_, keys, arguments), deadline);
    }
    return reply;
}

}  // namespace model_counter::redis
