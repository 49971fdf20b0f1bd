#include "store/redis/looking.hpp"

#include "store/redis/field.hpp"
#include "store/redis/scripts.hpp"
#include "store/redis/shard_sets.hpp"
#include "store/redis/source_entry.hpp"

#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace model_counter::redis {
namespace {

/// How often a read or scan starts again because sets came or went meanwhile.
constexpr int kAttemptsMax = 1000;

}  // namespace

Looking::Question Looking::question(std::uint32_t shard, std::span<const CounterRef> counters,
                                    const std::string& source, const Meta& known) {
    const Layout& layout = session_.layout();
    const Keys& names = session_.keys();
    Question question{{names.sources(shard)}, {known.waiting_text, source}, {}};
    const auto ask = [&](std::string key, const Field& field, const Asked& asked) {
        question.keys.push_back(std::move(key));
        question.arguments.push_back(field.text);
        question.asked.push_back(asked);
    };
    for (std::size_t i = 0; i < counters.size(); ++i) {
        const Field field(counters[i]);
        const std::uint32_t bucket = layout.bucket_of(field.text);
        for (const WaitingSet& set : known.waiting) {
            if (std::binary_search(set.buckets.begin(), set.buckets.end(), bucket)) {
                ask(names.set(shard, set.id.nonce, bucket), field, {set.id.seq, set.id.nonce, i});
            }
        }
        ask(names.open(shard, bucket), field, {0, 0, i});
    }
    return question;
}

BufferSink::View Looking::read(std::uint32_t shard, std::span<const CounterRef> counters,
                               const std::string& source) {
    Seen& seen = seen_.get();
    Meta known;
    {
        const std::lock_guard lock(seen.mutex);
        known = seen.shards[shard];
    }
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        const Question asking = question(shard, counters, source, known);
        auto [meta, reply] = session_.run_noted(shard, Scripts::all().read, asking.keys,
                                                asking.arguments, "reading");
        if (reply.list.size() < 7) {
            known = meta;
            const std::lock_guard lock(seen.mutex);
            seen.shards[shard] = std::move(meta);
            continue;
        }
        BufferSink::View result{{}, parse_entry(reply.list[5].text)};
        ShardView& view = result.store;
        view.state = meta.state(true);
        view.counters.resize(counters.size());
        const auto& found = reply.list[6].list;
        for (std::size_t i = 0; i < asking.asked.size(); ++i) {
            const Asked& asked = asking.asked[i];
            const auto text = [&](std::size_t which) {
                const Reply& one = found.at(i).list.at(which);
                return one.kind == Reply::Kind::text ? &one.text : nullptr;
            };
            if (const auto change = change_of(text(0), text(1))) {
                const bool is_open = asked.nonce == 0;
                view.counters[asked.counter].push_back(
                    {is_open ? meta.next : asked.seq, asked.nonce, *change});
                view.state.open_is_empty &= !is_open;
            }
        }
        return result;
    }
    throw Error(ErrorCode::busy,
                session_.what("reading") + ": sets come and go too fast; try again");
}

BufferSink::Scan Looking::scan(std::uint32_t shard, const CounterFilter& wanted,
                               const std::string& source) {
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        std::vector<std::string> keys{session_.keys().sources(shard)};
        const std::vector<std::string> open_keys = session_.open_keys(shard);
        keys.insert(keys.end(), open_keys.begin(), open_keys.end());
        const auto noted =
            session_.run_noted(shard, Scripts::all().scan, keys, {&source, 1}, "scanning");
        std::unordered_map<std::string, std::string> open;
        for (const Reply& hash : noted.reply.list.at(6).list) {
            for (std::size_t i = 0; i + 1 < hash.list.size(); i += 2) {
                open.emplace(hash.list[i].text, hash.list[i + 1].text);
            }
        }
        std::map<std::string, std::vector<Part>> parts;
        bool is_whole = true;
        for (const WaitingSet& set : noted.meta.waiting) {
            // Sealed sets do not change, so they may be read later; one that is gone may not.
            const auto changes = read_set_changes(session_, shard, set.id);
            is_whole &= changes.has_value();
            for (const auto& [field, change] : changes.value_or(FieldChanges{})) {
                parts[field].push_back({set.id.seq, set.id.nonce, change});
            }
        }
        if (!is_whole) {
            continue;
        }
        for (const auto& [field, change] : changes_of(open)) {
            parts[field].push_back({noted.meta.next, 0, change});
        }
        BufferSink::Scan result{{}, parse_entry(noted.reply.list.at(5).text)};
        result.store.state = noted.meta.state(open.empty());
        for (auto& [field, found] : parts) {
            std::string encoded = encoded_of_field(field);
            if (wanted(decode(encoded))) {
                result.store.counters.push_back({std::move(encoded), std::move(found)});
            }
        }
        return result;
    }
    throw Error(ErrorCode::busy,
                session_.what("scanning") + ": sets come and go too fast; try again");
}

}  // namespace model_counter::redis
