#include "store/redis/counting.hpp"

#include "store/redis/failure.hpp"
#include "store/redis/field.hpp"
#include "store/redis/scripts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace model_counter::redis {
namespace {

/// Increments that go to the server in one round trip.
constexpr std::size_t kBatchMax = 10'000;
/// How often a counter's shard is sealed for one increment before giving up.
constexpr int kRoomsMax = 8;

void add_increment(Commands& commands, const std::string& key, const Field& field,
                   std::int64_t amount) {
    commands.begin(4);
    commands.add("HINCRBY");
    commands.add(key);
    commands.add(field.text);
    commands.add(amount);
    commands.end();
}

Error too_often(const CounterRef& counter) {
    return {ErrorCode::busy, "counter " + canonical_text(counter) +
                                 ": its sum leaves the 64-bit range again and again; sync"};
}

}  // namespace

std::string Counting::what(const char* action, const CounterRef& counter) const {
    return session_.what(action + (" counter " + canonical_text(counter)));
}

void Counting::check(const CounterRef& counter) {
    validate(counter);
    if (!counter.owner.has_integer_id() && session_.owner_id_kind() == OwnerIdKind::bigint) {
        throw Error(ErrorCode::invalid_argument,
                    "counter " + canonical_text(counter) +
                        ": the table takes whole numbers as owner ids only; "
                        "`migrate --owner-id string` makes one that takes texts");
    }
}

void Counting::check(const CounterRef& counter, std::int64_t amount) {
    check(counter);
    if (amount > kAmountMax || amount < -kAmountMax) {
        throw Error(ErrorCode::invalid_argument,
                    canonical_text(counter) + ": the amount " + std::to_string(amount) +
                        " is beyond +-(2^62 - 1): split it, or use set");
    }
}

void Counting::add(const CounterRef& counter, std::int64_t amount) {
    const Layout& layout = session_.layout();
    check(counter, amount);
    const Field field(counter);
    const std::uint32_t shard = layout.shard_of(field.owner());
    thread_local Commands command;
    command.clear();
    command.go_to(session_.slot(shard));
    add_increment(command, session_.keys().open(shard, layout.bucket_of(field.text)), field,
                  amount);
    thread_local std::vector<Reply> replies;
    const Share share{&command, &replies};
    session_.run({&share, 1});
    if (replies[0].kind != Reply::Kind::integer) [[unlikely]] {
        const Reply reply = std::move(replies[0]);
        settle({counter, amount}, reply);
    }
}

/// Sees to an increment that the server did not simply do.
void Counting::settle(const Increment& increment, const Reply& reply) {
    const auto& [counter, amount] = increment;
    if (!is_overflow(reply)) {
        throw error_of(reply, what("counting in", counter));
    }
    make_it_fit(counter, amount, session_.layout().shard_of(owner_part(counter.owner)));
}

/// Counts what did not fit when it was counted first.
void Counting::make_it_fit(const CounterRef& counter, std::int64_t amount, std::uint32_t shard) {
    const Field field(counter);
    Commands increment(session_.slot(shard));
    add_increment(increment, session_.keys().open(shard, session_.layout().bucket_of(field.text)),
                  field, amount);
    for (int room = 0; room < kRoomsMax; ++room) {
        make_room(counter, amount, shard);
        const Reply reply = session_.run(increment);
        if (reply.kind == Reply::Kind::integer) {
            return;
        }
        if (!is_overflow(reply)) {
            throw error_of(reply, what("counting in", counter));
        }
    }
    throw too_often(counter);
}

/// Seals the shard of an increment whose sum leaves int64: it begins anew in the next set. A value
/// that would leave it is refused.
void Counting::make_room(const CounterRef& counter, std::int64_t amount, std::uint32_t shard) {
    const Field field(counter);
    Commands has_mark(session_.slot(shard));
    has_mark.command({"HEXISTS",
                      session_.keys().open(shard, session_.layout().bucket_of(field.text)),
                      kMark + field.text});
    Reply mark = session_.run(has_mark);
    if (mark.kind != Reply::Kind::integer) {
        // The question was lost, the increment was refused: nothing was done.
        mark.kind = mark.kind == Reply::Kind::lost ? Reply::Kind::unsent : mark.kind;
        throw error_of(mark, what("counting in", counter));
    }
    if (mark.integer != 0) {
        throw Error(ErrorCode::out_of_range,
                    "counter " + canonical_text(counter) + ": adding " + std::to_string(amount) +
                        " to its value leaves the 64-bit range; nothing was counted");
    }
    make_room_(shard);
}

Counted Counting::add_once(const CounterRef& counter, std::int64_t amount, const Token& token) {
    const Layout& layout = session_.layout();
    validate(token);
    check(counter, amount);
    const Field field(counter);
    const std::uint32_t shard = layout.shard_of(field.owner());
    const std::array<std::string, 2> keys{session_.keys().open(shard, layout.bucket_of(field.text)),
                                          session_.keys().token(shard, field.text, token.text)};
    const std::array<std::string, 3> arguments{field.text, std::to_string(amount),
                                               std::to_string(session_.token_ttl().count())};
    for (int room = 0; room < kRoomsMax; ++room) {
        const Reply reply = session_.run(shard, Scripts::all().add_once, keys, arguments);
        if (reply.kind == Reply::Kind::integer) {
            return Counted::now;
        }
        if (reply.kind == Reply::Kind::text && reply.text == arguments[1]) {
            return Counted::before;
        }
        if (reply.kind == Reply::Kind::text) {
            throw Error(ErrorCode::conflict, "counter " + canonical_text(counter) +
                                                 ": the token was used for an increment by " +
                                                 reply.text + " and not by " + arguments[1] +
                                                 "; nothing was counted: use another token");
        }
        if (!is_overflow(reply)) {
            throw error_of(reply, what("counting in", counter));
        }
        make_room(counter, amount, shard);
    }
    throw too_often(counter);
}

BulkResult Counting::add_many(std::span<const Increment> increments) {
    BulkResult result;
    std::size_t good = 0;
    try {
        session_.layout();
        for (; good < increments.size(); ++good) {
            check(increments[good].counter, increments[good].amount);
        }
    } catch (const Error& error) {
        result.error = error;
    }
    while (result.done < good) {
        const std::size_t size = std::min(kBatchMax, good - result.done);
        BulkResult batch = add_batch(increments.subspan(result.done, size));
        if (batch.error) {
            for (const std::size_t behind : batch.counted_behind) {
                result.counted_behind.push_back(result.done + behind);
            }
            result.done += batch.done;
            result.error = std::move(batch.error);
            return result;
        }
        result.done += batch.done;
    }
    return result;
}

BulkResult Counting::add_batch(std::span<const Increment> increments) {
    const Layout& layout = session_.layout();
    Commands commands;
    for (const auto& [counter, amount] : increments) {
        const Field field(counter);
        const std::uint32_t shard = layout.shard_of(field.owner());
        commands.go_to(session_.slot(shard));
        add_increment(commands, session_.keys().open(shard, layout.bucket_of(field.text)), field,
                      amount);
    }
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    session_.run({&share, 1});

    BulkResult result;
    for (std::size_t i = 0; i < increments.size(); ++i) {
        const Reply& reply = replies[i];
        const bool is_counted = reply.kind == Reply::Kind::integer;
        if (result.error) {
            if (is_counted) {
                result.counted_behind.push_back(i);
            }
            continue;
        }
        try {
            if (!is_counted) {
                settle(increments[i], reply);
            }
            ++result.done;
        } catch (const Error& error) {
            result.error = error;
        }
    }
    return result;
}

void Counting::set(const CounterRef& counter, std::int64_t value) {
    const Layout& layout = session_.layout();
    check(counter);
    const Field field(counter);
    const std::uint32_t shard = layout.shard_of(field.owner());
    Commands command(session_.slot(shard));
    command.command({"HSET", session_.keys().open(shard, layout.bucket_of(field.text)), field.text,
                     std::to_string(value), kMark + field.text, kMarkSet});
    const Reply reply = session_.run(command);
    if (reply.kind != Reply::Kind::integer) {
        throw error_of(reply, what("setting", counter));
    }
}

void Counting::remove(const CounterRef& counter) {
    const Layout& layout = session_.layout();
    check(counter);
    const Field field(counter);
    const std::uint32_t shard = layout.shard_of(field.owner());
    const std::string key = session_.keys().open(shard, layout.bucket_of(field.text));
    const Reply reply = session_.run(shard, Scripts::all().remove, {&key, 1}, {&field.text, 1});
    if (reply.kind != Reply::Kind::integer) {
        throw error_of(reply, what("removing", counter));
    }
}

}  // namespace model_counter::redis
