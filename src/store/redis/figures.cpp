#include "store/redis/figures.hpp"

#include "redis/slot.hpp"
#include "store/redis/failure.hpp"

#include <charconv>
#include <limits>

namespace model_counter::redis {
namespace {

constexpr const char* kAction = "keeping the figures of syncs";

std::string text_of(std::uint64_t number) {
    // What Redis can add up; more would be an error there.
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return std::to_string(std::min(number, kMost));
}

template <class Number>
void read(const Reply& reply, Number& number) {
    std::from_chars(reply.text.data(), reply.text.data() + reply.text.size(), number);
}

}  // namespace

void note_figures(Session& session, const SyncNote& note) {
    session.layout();
    const std::string key = session.keys().figures();
    Commands commands(slot_of(key));
    if (note.synced_through > 0) {
        commands.command({"HSET", key, "synced_through", std::to_string(note.synced_through)});
    }
    if (note.rows_written > 0) {
        commands.command({"HINCRBY", key, "rows_written", text_of(note.rows_written)});
        commands.command({"HINCRBY", key, "units_synced", text_of(note.units_synced)});
    }
    if (commands.size() == 0) {
        return;
    }
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    session.run({&share, 1});
    for (const Reply& reply : replies) {
        if (!reply.is_good() && reply.kind != Reply::Kind::lost) {
            throw error_of(reply, session.what(kAction));
        }
    }
}

void read_figures(Session& session, StoreStatus& status) {
    const std::string key = session.keys().figures();
    Commands commands(slot_of(key));
    commands.command({"HMGET", key, "synced_through", "rows_written", "units_synced"});
    const Reply reply = session.run(commands);
    if (reply.kind == Reply::Kind::lost) {
        throw Error(ErrorCode::unavailable, session.what(kAction) + ": " + reply.text);
    }
    if (!reply.is_good()) {
        throw error_of(reply, session.what(kAction));
    }
    read(reply.list.at(0), status.synced_through);
    read(reply.list.at(1), status.rows_written);
    read(reply.list.at(2), status.units_synced);
}

}  // namespace model_counter::redis
