#include "redis/client.hpp"

#include <utility>

namespace model_counter::redis {

Reply run_one(Client& client, const Commands& command, const Deadline& deadline) {
    std::vector<Reply> replies;
    const Share share{&command, &replies};
    client.run({&share, 1}, deadline);
    return std::move(replies.at(0));
}

}  // namespace model_counter::redis
