// Input: a Redis URL. It is read, or refused as an invalid argument.

#include "fuzz/require.hpp"
#include "model_counter/error.hpp"
#include "redis/server_url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace fuzz = model_counter::fuzz;
    try {
        const auto url = model_counter::redis::parse_server_url(fuzz::text_of(data, size));
        const int places = (url.host.empty() ? 0 : 1) + (url.socket.empty() ? 0 : 1) +
                           (url.sentinels.empty() ? 0 : 1);
        fuzz::require(places == 1, "a URL names a host, a socket or sentinels");
    } catch (const model_counter::Error& error) {
        fuzz::require(error.kind() == model_counter::ErrorCode::invalid_argument,
                      "a bad URL is an invalid argument");
    }
    return 0;
}
