// Input: a Redis URL. It is read, or refused as an invalid argument.

#include "fuzz/require.hpp"
#include "model_counter/error.hpp"
#include "redis/server_url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace fuzz = model_counter::fuzz;
    try {
        const auto url = model_counter::redis::parse_server_url(fuzz::text_of(data, size));
        fuzz::require(url.host.empty() != url.socket.empty(), "a URL names a host or a socket");
    } catch (const model_counter::Error& error) {
        fuzz::require(error.kind() == model_counter::ErrorCode::invalid_argument,
                      "a bad URL is an invalid argument");
    }
    return 0;
}
