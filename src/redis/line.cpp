#include "redis/line.hpp"

#include "model_counter/error.hpp"

#include <algorithm>

namespace model_counter::redis {
namespace {

/// Sent at a time; then replies are taken that are there, while the server works on.
constexpr std::size_t kPieceBytes = 64 * 1024;

}  // namespace

bool Line::exchange(std::span<const Share> shares, const Deadline& deadline) {
    next_ = {};
    sent_ = 0;
    std::string_view bytes;
    for (const Share& share : shares) {
        share.replies->assign(share.commands->size(), Reply{});
    }
    try {
        if (shares.size() == 1) {
            bytes = shares[0].commands->bytes();
        } else {
            outgoing_.clear();
            for (const Share& share : shares) {
                outgoing_ += share.commands->bytes();
            }
            bytes = outgoing_;
        }
        skip_done(shares);
        send_all(shares, bytes, deadline);
        while (next_.share < shares.size()) {
            take_replies(shares, deadline, true);
        }
        return true;
    } catch (const std::exception& error) {
        give_up(shares, error.what());
        return false;
    }
}

void Line::send_all(std::span<const Share> shares, std::string_view bytes,
                    const Deadline& deadline) {
    while (sent_ < bytes.size()) {
        sent_ += transport_->send(bytes.substr(sent_, kPieceBytes), deadline);
        if (sent_ < bytes.size()) {
            take_replies(shares, deadline, false);
        }
    }
}

/// Steps over shares without commands that have no reply yet.
void Line::skip_done(std::span<const Share> shares) {
    while (next_.share < shares.size() && next_.command == shares[next_.share].commands->size()) {
        next_ = {next_.share + 1, 0};
    }
}

void Line::take_replies(std::span<const Share> shares, const Deadline& deadline, bool wait) {
    const std::size_t size = transport_->receive(incoming_, deadline, wait);
    if (size == 0) {
        return;
    }
    reader_.feed({incoming_.data(), size});
    while (next_.share < shares.size() &&
           reader_.next((*shares[next_.share].replies)[next_.command])) {
        ++next_.command;
        skip_done(shares);
    }
}

void Line::give_up(std::span<const Share> shares, const std::string& why) {
    std::size_t begin = 0;
    for (std::size_t share = 0; share < shares.size(); ++share) {
        const auto& ends = shares[share].commands->ends();
        for (std::size_t i = 0; i < ends.size(); ++i) {
            const bool is_answered =
                share < next_.share || (share == next_.share && i < next_.command);
            if (is_answered) {
                continue;
            }
            // A server does nothing before it has a command's last byte.
            Reply& reply = (*shares[share].replies)[i];
            reply = Reply{};
            reply.kind = begin + ends[i] > sent_ ? Reply::Kind::unsent : Reply::Kind::lost;
            reply.text = why;
        }
        begin += shares[share].commands->bytes().size();
    }
}

void Line::refuse(std::span<const Share> shares, const std::string& why) {
    for (const Share& share : shares) {
        Reply reply;
        reply.kind = Reply::Kind::unsent;
        reply.text = why;
        share.replies->assign(share.commands->size(), reply);
    }
}

}  // namespace model_counter::redis
