#include "redis/client.hpp"

#include <utility>

namespace model_counter::redis {

std::vector<Answers> Client::ask_each(const Commands& questions, const Deadline& deadline) {
    std::vector<Answers> only(1);
    const Share share{&questions, &only[0].replies};
    run({&share, 1}, deadline);
    return only;
}

Reply run_one(Client& client, const Commands& command, const Deadline& deadline) {
    std::vector<Reply> replies;
    const Share share{&command, &replies};
    client.run({&share, 1}, deadline);
    return std::move(replies.at(0));
}

}  // namespace model_counter::redis
