#include "store/redis/source_ledger.hpp"

#include "step_hook.hpp"
#include "store/redis/failure.hpp"
#include "store/redis/field.hpp"
#include "store/redis/scripts.hpp"
#include "store/redis/source_entry.hpp"

#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <limits>

namespace model_counter::redis {
namespace {

/// An entry that nobody used for so long can go, and so many of them in one step.
constexpr std::string_view kUnusedSeconds = "604800";
constexpr std::string_view kDroppedMax = "100";
/// How often a shard is sealed for one fold before giving up.
constexpr int kRoomsMax = 8;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

/// One row's place in the shard.
struct Placed {
    std::uint32_t bucket = 0;
    std::string field;
    std::int64_t amount = 0;
};

std::vector<Placed> place(std::span<const FoldRow> rows, const Layout& layout) {
    std::vector<Placed> placed;
    placed.reserve(rows.size());
    for (const FoldRow& row : rows) {
        if (row.change.kind != Change::Kind::add) {
            throw Error(ErrorCode::corrupt,
                        "a buffer holds a value or a removal, which no buffer does: its files are "
                        "another store's");
        }
        if (row.change.amount == 0) {
            continue;  // "-0", which would take it back, is no number.
        }
        Field field(decode(row.encoded));
        const std::uint32_t bucket = layout.bucket_of(field.text);
        if (row.change.amount == kLeast) {
            // What cannot be negated could not be taken back.
            placed.push_back({bucket, field.text, kLeast / 2});
            placed.push_back({bucket, std::move(field.text), kLeast / 2});
        } else {
            placed.push_back({bucket, std::move(field.text), row.change.amount});
        }
    }
    std::stable_sort(placed.begin(), placed.end(),
                     [](const Placed& a, const Placed& b) { return a.bucket < b.bucket; });
    return placed;
}

}  // namespace

/// What the script that takes in is given.
struct SourceLedger::Words {
    std::vector<std::string> keys;
    std::vector<std::string> arguments;
};

std::string SourceLedger::what(const char* action, const LedgerKey& source) const {
    return session_.what(std::string(action) + " shard " + std::to_string(source.shard));
}

BufferSink::Greeting SourceLedger::greet(const LedgerKey& source) {
    const Keys& names = session_.keys();
    Ledger fresh;
    fresh.nonces = {random_number()};
    const std::string text = entry_text(fresh);
    const std::vector<std::string> keys{names.sources(source.shard),
                                        names.sources_used(source.shard)};
    const std::vector<std::string> arguments{source.store_id, text, std::string(kUnusedSeconds),
                                             std::string(kDroppedMax)};
    const auto noted =
        session_.run_noted(source.shard, Scripts::all().greet, keys, arguments, "greeting");
    const std::string& found = noted.reply.list.at(5).text;
    return {parse_entry(found), found == text};
}

SourceLedger::Words SourceLedger::words_of(const FoldRequest& request) {
    const std::uint32_t shard = request.key.shard;
    const Keys& names = session_.keys();
    Words words;
    words.keys = {names.sources(shard), names.sources_used(shard)};
    words.arguments = {request.key.store_id, entry_text(request.expected),
                       entry_text(request.next)};
    std::vector<Placed> placed = place(request.rows, session_.layout());
    words.arguments.reserve(words.arguments.size() + 3 * placed.size());
    for (auto begin = placed.begin(); begin != placed.end();) {
        const auto end = std::find_if(
            begin, placed.end(), [&](const Placed& row) { return row.bucket != begin->bucket; });
        words.keys.push_back(names.open(shard, begin->bucket));
        words.arguments.push_back(std::to_string(end - begin));
        for (; begin != end; ++begin) {
            words.arguments.push_back(std::move(begin->field));
            words.arguments.push_back(std::to_string(begin->amount));
        }
    }
    return words;
}

FoldResult SourceLedger::fold(const FoldRequest& request, const Deadline& deadline) {
    const std::string action = what("flushing a buffer into", request.key);
    const Words words = words_of(request);
    for (int room = 0; room < kRoomsMax; ++room) {
        deadline.check(action);
        internal::step("take-in:begun");
        Reply reply =
            session_.run(request.key.shard, Scripts::all().take_in, words.keys, words.arguments);
        internal::step("take-in:done");
        if (reply.kind == Reply::Kind::integer) {
            return {.moved = reply.integer == 0, .rejects = {}};
        }
        if (reply.kind == Reply::Kind::text) {
            // A row was refused, and those before it were taken back.
            reply.kind = Reply::Kind::error;
        }
        if (!is_overflow(reply)) {
            throw error_of(reply, action);
        }
        make_room_(request.key.shard);
    }
    throw Error(ErrorCode::busy,
                action + ": sums leave the 64-bit range again and again; nothing is lost, sync");
}

bool SourceLedger::forget(const LedgerKey& source, const Ledger& expected) {
    session_.layout();
    const Keys& names = session_.keys();
    const std::vector<std::string> keys{names.sources(source.shard),
                                        names.sources_used(source.shard)};
    const std::vector<std::string> arguments{source.store_id, entry_text(expected)};
    const Reply reply = session_.run(source.shard, Scripts::all().forget, keys, arguments);
    if (reply.kind != Reply::Kind::integer) {
        throw error_of(reply, what("dropping a buffer's entry of", source));
    }
    return reply.integer == 1;
}

}  // namespace model_counter::redis
