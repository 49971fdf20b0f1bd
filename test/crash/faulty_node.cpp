#include "crash/faulty_node.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace model_counter::crash {
namespace {

using redis::Client;
using redis::Commands;
using redis::Reply;
using redis::Share;

std::string_view text_of(const Commands& commands, std::size_t index) {
    const std::size_t begin = index == 0 ? 0 : commands.ends()[index - 1];
    return commands.bytes().substr(begin, commands.ends()[index] - begin);
}

bool is(const Commands& commands, std::size_t index, std::string_view word) {
    return text_of(commands, index).find(word) != std::string_view::npos;
}

/// Another one does what it is told; what follows is what it makes of it.
class FaultyNode : public Client {
public:
    explicit FaultyNode(std::unique_ptr<Client> sound) : sound_(std::move(sound)) {}

    void run(std::span<const Share> shares, const Deadline& deadline) override {
        for (const Share& share : shares) {
            answer(*share.commands, *share.replies, deadline);
        }
    }
    [[nodiscard]] std::string place() const override { return sound_->place(); }
    void disconnect() override { sound_->disconnect(); }

protected:
    virtual void answer(const Commands& commands, std::vector<Reply>& replies,
                        const Deadline& deadline) = 0;

    std::vector<Reply> run_sound(const Commands& commands, const Deadline& deadline) {
        std::vector<Reply> replies;
        const Share share{&commands, &replies};
        sound_->run({&share, 1}, deadline);
        return replies;
    }

private:
    std::unique_ptr<Client> sound_;
};

class RepeatsLostIncrements final : public FaultyNode {
public:
    using FaultyNode::FaultyNode;

protected:
    void answer(const Commands& commands, std::vector<Reply>& replies,
                const Deadline& deadline) override {
        replies = run_sound(commands, deadline);
        for (std::size_t i = 0; i < replies.size(); ++i) {
            if (replies[i].kind == Reply::Kind::lost && is(commands, i, "\r\nHINCRBY\r\n")) {
                Commands again;
                again.take_over(commands, i);
                replies[i] = run_sound(again, deadline).at(0);
            }
        }
    }
};

/// Goes where ASK says without a word about it.
class NeverAsks final : public FaultyNode {
public:
    using FaultyNode::FaultyNode;

protected:
    void answer(const Commands& commands, std::vector<Reply>& replies,
                const Deadline& deadline) override {
        Commands sent;
        std::vector<std::size_t> places;
        Reply said;
        said.kind = Reply::Kind::text;
        replies.assign(commands.size(), said);
        for (std::size_t i = 0; i < commands.size(); ++i) {
            if (!is(commands, i, "\r\nASKING\r\n")) {
                sent.take_over(commands, i);
                places.push_back(i);
            }
        }
        std::vector<Reply> got = run_sound(sent, deadline);
        for (std::size_t i = 0; i < got.size(); ++i) {
            replies[places[i]] = std::move(got[i]);
        }
    }
};

/// Sends what was redirected by ASK twice.
class RepeatsRedirected final : public FaultyNode {
public:
    using FaultyNode::FaultyNode;

protected:
    void answer(const Commands& commands, std::vector<Reply>& replies,
                const Deadline& deadline) override {
        replies = run_sound(commands, deadline);
        Commands again;
        for (std::size_t i = 1; i < commands.size(); ++i) {
            if (is(commands, i - 1, "\r\nASKING\r\n")) {
                again.take_over(commands, i - 1);
                again.take_over(commands, i);
            }
        }
        if (again.size() > 0) {
            run_sound(again, deadline);
        }
    }
};

/// Takes TRYAGAIN for success, where a script counts something with a token.
class TakesTryAgainForDone final : public FaultyNode {
public:
    using FaultyNode::FaultyNode;

protected:
    void answer(const Commands& commands, std::vector<Reply>& replies,
                const Deadline& deadline) override {
        replies = run_sound(commands, deadline);
        for (std::size_t i = 0; i < replies.size(); ++i) {
            if (replies[i].text.starts_with("TRYAGAIN") && is(commands, i, ":token:")) {
                replies[i] = {};
                replies[i].kind = Reply::Kind::integer;
                replies[i].integer = 1;
            }
        }
    }
};

}  // namespace

std::unique_ptr<Client> make_faulty(PlantedFault fault, std::unique_ptr<Client> sound) {
    switch (fault) {
        case PlantedFault::lost_increment_repeated:
            return std::make_unique<RepeatsLostIncrements>(std::move(sound));
        case PlantedFault::ask_without_asking:
            return std::make_unique<NeverAsks>(std::move(sound));
        case PlantedFault::redirected_twice:
            return std::make_unique<RepeatsRedirected>(std::move(sound));
        case PlantedFault::try_again_is_done:
            return std::make_unique<TakesTryAgainForDone>(std::move(sound));
        default:
            return sound;
    }
}

}  // namespace model_counter::crash
