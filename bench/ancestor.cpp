#include "bench/ancestor.hpp"

#include <algorithm>
#include <cstdlib>

namespace model_counter::bench {
namespace {

constexpr std::size_t kPipeline = 1000;

std::uint32_t id_in(const std::string& key) {
    const std::size_t id = key.find(':', key.find(':') + 1) + 1;
    return static_cast<std::uint32_t>(std::strtoul(key.c_str() + id, nullptr, 10));
}

}  // namespace

Ancestor::Ancestor(PlainDatabase& database, Commands commands) : database_(database) {
    use(commands);
}

void Ancestor::use(Commands commands) {
    at_once_ = commands == Commands::one_by_one ? 1 : kPipeline;
}

void Ancestor::increment(std::uint32_t id) {
    redis_.append("INCRBY counter:user:%u:downloads 1", id);
    sent();
}

/// Takes the replies once enough commands wait for one.
void Ancestor::sent() {
    if (++waiting_ == at_once_) {
        flush();
    }
}

void Ancestor::flush() {
    for (; waiting_ > 0; --waiting_) {
        redis_.take_reply();
    }
}

void Ancestor::sync() {
    flush();
    const std::vector<std::string> keys = scan();
    for (std::size_t at = 0; at < keys.size(); at += kPipeline) {
        const std::size_t end = std::min(keys.size(), at + kPipeline);
        const std::vector<std::string> some(keys.begin() + static_cast<std::ptrdiff_t>(at),
                                            keys.begin() + static_cast<std::ptrdiff_t>(end));
        const std::vector<Delta> deltas = get(some);
        database_.upsert(deltas);
        subtract(some, deltas);
    }
}

std::vector<std::string> Ancestor::scan() {
    std::vector<std::string> keys;
    std::string cursor = "0";
    do {
        const auto reply =
            redis_.run("SCAN %s MATCH counter:* COUNT %u", cursor.c_str(), unsigned{kPipeline});
        cursor = reply->element[0]->str;
        const redisReply* const found = reply->element[1];
        for (std::size_t i = 0; i < found->elements; ++i) {
            keys.emplace_back(found->element[i]->str, found->element[i]->len);
        }
    } while (cursor != "0");
    // A scan may say a key twice.
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

std::vector<Delta> Ancestor::get(const std::vector<std::string>& keys) {
    std::vector<Delta> deltas;
    const auto take = [&] {
        const auto reply = redis_.take_reply();
        deltas.push_back({id_in(keys[deltas.size()]), std::strtoll(reply->str, nullptr, 10)});
    };
    for (const std::string& key : keys) {
        redis_.append("GET %s", key.c_str());
        if (at_once_ == 1) {
            take();
        }
    }
    while (deltas.size() < keys.size()) {
        take();
    }
    return deltas;
}

void Ancestor::subtract(const std::vector<std::string>& keys, const std::vector<Delta>& deltas) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        redis_.append("DECRBY %s %lld", keys[i].c_str(), static_cast<long long>(deltas[i].amount));
        sent();
    }
    flush();
}

}  // namespace model_counter::bench
