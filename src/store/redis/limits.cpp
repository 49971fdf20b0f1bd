#include "store/redis/limits.hpp"

#include "model_counter/error.hpp"

#include "store/redis/failure.hpp"
#include "store/redis/field.hpp"
#include "store/redis/scripts.hpp"
#include "store/redis/shard_sets.hpp"

#include <array>
#include <limits>
#include <utility>

namespace model_counter::redis {
namespace {

/// Counters that are remembered; beyond it all are forgotten.
constexpr std::size_t kRememberedMax = 100'000;

/// Bounds of a value as those of the open part's sum, which comes on top of what is settled.
Bounds beyond_settled(const Bounds& bounds, std::int64_t settled) {
    constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
    Bounds beyond;
    const bool least_is_far = __builtin_sub_overflow(bounds.least, settled, &beyond.least);
    const bool greatest_is_far = __builtin_sub_overflow(bounds.greatest, settled, &beyond.greatest);
    if ((least_is_far && settled < 0) || (greatest_is_far && settled > 0)) {
        return {kGreatest, kLeast};  // No sum gets there.
    }
    beyond.least = least_is_far ? kLeast : beyond.least;
    beyond.greatest = greatest_is_far ? kGreatest : beyond.greatest;
    return beyond;
}

const std::string* text_in(const Reply& reply, std::size_t which) {
    if (which >= reply.list.size() || reply.list[which].kind != Reply::Kind::text) {
        return nullptr;
    }
    return &reply.list[which].text;
}

}  // namespace

void Limits::remember(const CounterRef& counter, const Settled& settled) {
    const Field field(counter);
    Remembered& remembered = remembered_.get();
    const std::lock_guard lock(remembered.mutex);
    if (remembered.settled.size() >= kRememberedMax) {
        remembered.settled.clear();
    }
    remembered.settled.insert_or_assign(field.text, settled);
}

std::optional<Settled> Limits::find(const CounterRef& counter) {
    const Field field(counter);
    Remembered& remembered = remembered_.get();
    const std::lock_guard lock(remembered.mutex);
    const auto found = remembered.settled.find(field.text);
    return found == remembered.settled.end() ? std::nullopt : std::optional(found->second);
}

BoundedAdd Limits::add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                              const Settled* given) {
    const Layout& layout = session_.layout();
    const std::optional<Settled> settled = given != nullptr ? *given : find(counter);
    if (!settled) {
        return {};
    }
    const Field field(counter);
    const std::uint32_t shard = layout.shard_of(field.owner());
    const std::array<std::string, 2> keys{
        session_.keys().meta(shard), session_.keys().open(shard, layout.bucket_of(field.text))};
    const Bounds beyond = beyond_settled(bounds, settled->value);
    const std::array<std::string, 9> arguments{settled->store_id,
                                               std::to_string(settled->open_seq),
                                               std::to_string(settled->last_discarded),
                                               field.text,
                                               std::to_string(amount),
                                               std::to_string(beyond.least),
                                               std::to_string(beyond.greatest),
                                               std::to_string(bounds.least),
                                               std::to_string(bounds.greatest)};
    const Reply reply = session_.run(shard, Scripts::all().add_within, keys, arguments);
    return read_reply(counter, settled->value, reply, shard);
}

BoundedAdd Limits::read_reply(const CounterRef& counter, std::int64_t settled, const Reply& reply,
                              std::uint32_t shard) const {
    const std::string* const outcome = text_in(reply, 0);
    if (outcome == nullptr) {
        throw error_of(
            reply, session_.what("counting within a limit in counter " + canonical_text(counter)));
    }
    if (*outcome == "moved") {
        return {};
    }
    const std::string* const field = text_in(reply, 1);
    const std::string* const mark = text_in(reply, 2);
    const auto change = change_of(field, mark).value_or(Change{});
    if (*outcome == "wide" && change.kind == Change::Kind::add) {
        make_room_(shard);
        return {};
    }
    const auto value = apply(settled, change);
    if (!value) {
        throw Error(ErrorCode::out_of_range, "counter " + canonical_text(counter) +
                                                 ": its value leaves the 64-bit range; sync");
    }
    const bool is_done = *outcome == "done";
    return {is_done ? BoundedAdd::Outcome::done : BoundedAdd::Outcome::refused, *value};
}

}  // namespace model_counter::redis
