#include "store/redis/shard_sets.hpp"

#include "store/redis/failure.hpp"
#include "store/redis/scripts.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace model_counter::redis {
namespace {

using Fields = std::unordered_map<std::string, std::string>;

/// A hash that is being read, a thousand fields at a time.
struct Scanned {
    std::string key;
    std::string cursor = "0";
    bool is_done = false;
};

std::int64_t count_of(const std::string& text) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw Error(ErrorCode::corrupt,
                    "a counter in the Redis store holds no number; something "
                    "else writes under its prefix");
    }
    return count;
}

/// One round trip for all hashes that are not read whole yet.
void scan_on(Session& session, std::uint32_t shard, std::vector<Scanned>& hashes, Fields& fields) {
    Commands commands(session.slot(shard));
    std::vector<Scanned*> asked;
    for (Scanned& hash : hashes) {
        if (!hash.is_done) {
            commands.command({"HSCAN", hash.key, hash.cursor, "COUNT", "1000"});
            asked.push_back(&hash);
        }
    }
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    session.run({&share, 1});
    for (std::size_t i = 0; i < asked.size(); ++i) {
        Reply& reply = replies[i];
        if (reply.kind == Reply::Kind::lost) {
            throw Error(ErrorCode::unavailable, session.what("reading a set") + ": " + reply.text);
        }
        if (reply.kind != Reply::Kind::list || reply.list.size() != 2) {
            throw error_of(reply, session.what("reading a set"));
        }
        asked[i]->cursor = reply.list[0].text;
        asked[i]->is_done = asked[i]->cursor == "0";
        auto& found = reply.list[1].list;
        for (std::size_t field = 0; field + 1 < found.size(); field += 2) {
            // A hash that is scanned may show a field twice.
            fields.insert_or_assign(std::move(found[field].text), std::move(found[field + 1].text));
        }
    }
}

}  // namespace

std::optional<Change> change_of(const std::string* value, const std::string* mark) {
    if (mark == nullptr) {
        return value == nullptr ? std::nullopt
                                : std::optional(Change{Change::Kind::add, count_of(*value)});
    }
    if (*mark == kMarkRemoved && value == nullptr) {
        return Change{Change::Kind::remove, 0};
    }
    if ((*mark != kMarkSet && *mark != kMarkRemoved) || value == nullptr) {
        throw Error(ErrorCode::corrupt,
                    "a counter in the Redis store has a mark that this library "
                    "does not write");
    }
    return Change{Change::Kind::set, count_of(*value)};
}

FieldChanges changes_of(const Fields& fields) {
    FieldChanges changes;
    changes.reserve(fields.size());
    for (const auto& [field, text] : fields) {
        const bool is_mark = field.starts_with(kMark);
        const std::string counter = is_mark ? field.substr(1) : field;
        const auto other = fields.find(is_mark ? counter : kMark + field);
        const std::string* const beside = other == fields.end() ? nullptr : &other->second;
        if (is_mark && beside != nullptr) {
            continue;  // The counter's own field brings it.
        }
        const auto change = is_mark ? change_of(nullptr, &text) : change_of(&text, beside);
        changes.emplace(counter, *change);
    }
    return changes;
}

Meta read_notes(Session& session, std::uint32_t shard) {
    return session.run_noted(shard, Scripts::all().state, {}, {}, "reading the notes of").meta;
}

std::optional<FieldChanges> read_set_changes(Session& session, std::uint32_t shard,
                                             const SetId& id) {
    const Meta meta = read_notes(session, shard);
    const WaitingSet* const set = meta.find(id.nonce);
    if (set == nullptr || set->id != id) {
        return std::nullopt;
    }
    std::vector<Scanned> hashes;
    for (const std::uint32_t bucket : set->buckets) {
        hashes.push_back({session.keys().set(shard, id.nonce, bucket), "0", false});
    }
    Fields fields;
    fields.reserve(set->fields);
    bool is_done = false;
    while (!is_done) {
        scan_on(session, shard, hashes, fields);
        is_done = std::all_of(hashes.begin(), hashes.end(),
                              [](const Scanned& hash) { return hash.is_done; });
    }
    if (fields.size() != set->fields) {
        if (read_notes(session, shard).find(id.nonce) == nullptr) {
            return std::nullopt;
        }
        throw Error(ErrorCode::corrupt,
                    session.what("reading set " + std::to_string(id.seq)) + ": it has " +
                        std::to_string(fields.size()) + " fields and was sealed with " +
                        std::to_string(set->fields) +
                        "; something else changes keys under the store's prefix");
    }
    return changes_of(fields);
}

SealedSet sealed_set(const SetId& id, const FieldChanges& changes) {
    SealedSet set;
    set.id = id;
    std::string bytes;
    std::vector<std::size_t> ends;
    ends.reserve(changes.size());
    set.entries.reserve(changes.size());
    for (const auto& [field, change] : changes) {
        bytes += encoded_of_field(field);
        ends.push_back(bytes.size());
        set.entries.push_back({{}, change});
    }
    set.bytes.push_back(std::make_unique<std::byte[]>(bytes.size()));
    std::memcpy(set.bytes[0].get(), bytes.data(), bytes.size());
    const char* const begin = reinterpret_cast<const char*>(set.bytes[0].get());
    for (std::size_t i = 0, from = 0; i < ends.size(); from = ends[i++]) {
        set.entries[i].encoded = {begin + from, ends[i] - from};
    }
    return set;
}

}  // namespace model_counter::redis
