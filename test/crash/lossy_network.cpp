#include "crash/lossy_network.hpp"

namespace model_counter::crash {

using test::TcpProxy;

namespace {

/// Whether a message ends in COMMIT; READ COMMITTED is none.
bool is_commit(std::string_view piece) {
    if (piece.ends_with('\0')) {
        piece.remove_suffix(1);
    }
    return piece.ends_with("COMMIT");
}

}  // namespace

LossyNetwork::LossyNetwork(std::uint16_t server_port, std::uint64_t one_in, std::uint64_t seed)
    : one_in_(one_in), random_(seed), proxy_(server_port) {
    proxy_.set_rule([this](TcpProxy::Direction direction, std::string_view piece) {
        return judge(direction, piece);
    });
}

auto LossyNetwork::judge(TcpProxy::Direction direction, std::string_view piece) -> Verdict {
    if (direction == TcpProxy::Direction::to_client) {
        if (!awaits_reply_) {
            return Verdict::pass;
        }
        awaits_reply_ = false;
        ++losses_;
        return Verdict::cut;
    }
    awaits_reply_ = false;  // whoever awaited one was killed
    if (!is_commit(piece) || !random_.one_in(one_in_)) {
        return Verdict::pass;
    }
    if (random_.one_in(2)) {
        ++losses_;
        return Verdict::cut;
    }
    awaits_reply_ = true;
    return Verdict::pass;
}

}  // namespace model_counter::crash
