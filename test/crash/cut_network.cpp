#include "crash/cut_network.hpp"

namespace model_counter::crash {

using test::TcpProxy;

CutNetwork::CutNetwork(std::uint16_t server_port, std::uint64_t one_in, std::uint64_t seed)
    : one_in_(one_in), random_(seed), proxy_(server_port) {
    proxy_.set_rule([this](TcpProxy::Direction direction, std::string_view) {
        if (!random_.one_in(one_in_)) {
            return TcpProxy::Verdict::pass;
        }
        ++cuts_;
        // Of commands no part arrives: what did would be done after those of the next connection.
        const bool in_the_middle = direction == TcpProxy::Direction::to_client && random_.one_in(2);
        return in_the_middle ? TcpProxy::Verdict::halve : TcpProxy::Verdict::cut;
    });
}

}  // namespace model_counter::crash
