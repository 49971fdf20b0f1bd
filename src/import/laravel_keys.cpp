#include "import/laravel_keys.hpp"

#include "model_counter/error.hpp"

#include <algorithm>
#include <charconv>

namespace model_counter::laravel {
namespace {

constexpr const char* kKeysPerPage = "1000";

// KEYS: meta, set, then those to move. ARGV: a fresh id, a nonce. Adding nothing tells a whole
// number of 64 bits from any other text; the number itself stays a text, since Lua's numbers have
// 53 bits. A set that waits must be settled first.
constexpr const char* kSetAside = R"lua(
if redis.call('EXISTS', KEYS[2]) == 1 then return redis.error_reply('a set waits') end
local left, moved = {}, 0
for i = 3, #KEYS do
  local value = redis.pcall('GET', KEYS[i])
  if type(value) == 'string' and type(redis.pcall('INCRBY', KEYS[i], 0)) == 'number' then
    redis.call('HSET', KEYS[2], KEYS[i], value)
    redis.call('DEL', KEYS[i])
    moved = moved + 1
  elseif value then
    left[#left + 1] = KEYS[i]
  end
end
if moved > 0 then
  redis.call('HSETNX', KEYS[1], 'id', ARGV[1])
  redis.call('HINCRBY', KEYS[1], 'seq', 1)
  redis.call('HSET', KEYS[1], 'nonce', ARGV[2])
end
return left
)lua";

// KEYS: meta, set, drained. ARGV: the set's number, then names and sums.
constexpr const char* kDrop = R"lua(
if redis.call('EXISTS', KEYS[2]) == 0 or redis.call('HGET', KEYS[1], 'seq') ~= ARGV[1] then
  return 0
end
for i = 2, #ARGV, 2 do
  if type(redis.pcall('HINCRBY', KEYS[3], ARGV[i], ARGV[i + 1])) ~= 'number' then
    redis.call('HSET', KEYS[3], ARGV[i], 'beyond 64 bits')
  end
end
redis.call('DEL', KEYS[2])
return 1
)lua";

constexpr const char* kWaiting = R"lua(
if redis.call('EXISTS', KEYS[2]) == 0 then return {} end
return redis.call('HMGET', KEYS[1], 'id', 'seq', 'nonce')
)lua";

/// The text as a pattern that matches itself alone.
std::string as_pattern(const std::string& text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\' || c == '^') {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern;
}

std::uint64_t number_of(const std::string& text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

LaravelKeys::Page texts_of(const RedisReply& reply) {
    LaravelKeys::Page texts;
    for (const RedisReply& element : reply.list) {
        texts.push_back(element.text);
    }
    return texts;
}

}  // namespace

LaravelKeys::LaravelKeys(const std::string& url, const std::string& prefix)
    : redis_(url),
      prefix_(prefix),
      meta_("model-counter-import:{" + prefix + "}:meta"),
      set_("model-counter-import:{" + prefix + "}:set"),
      drained_("model-counter-import:{" + prefix + "}:drained") {
    if (prefix.empty() || meta_.starts_with(prefix)) {
        throw Error(ErrorCode::invalid_argument,
                    "the Redis prefix is empty or begins as this program's own keys do; say the "
                    "whole prefix of the counters' keys with --redis-prefix");
    }
}

std::optional<LaravelKeys::Page> LaravelKeys::next_page() {
    if (ended_) {
        ended_ = false;
        return std::nullopt;
    }
    const RedisReply reply =
        redis_.run({"SCAN", cursor_, "MATCH", as_pattern(prefix_) + "*", "COUNT", kKeysPerPage});
    cursor_ = reply.list.at(0).text;
    ended_ = cursor_ == "0";
    return texts_of(reply.list.at(1));
}

std::vector<std::optional<std::string>> LaravelKeys::values(const Page& keys) {
    std::vector<std::optional<std::string>> values;
    if (keys.empty()) {
        return values;
    }
    Page command{"MGET"};
    command.insert(command.end(), keys.begin(), keys.end());
    for (const RedisReply& element : redis_.run(command).list) {
        values.push_back(element.kind == RedisReply::Kind::text ? std::optional(element.text)
                                                                : std::nullopt);
    }
    return values;
}

std::optional<SetAside> LaravelKeys::waiting() {
    const RedisReply reply = script(kWaiting, {meta_, set_}, {});
    if (reply.list.empty()) {
        return std::nullopt;
    }
    const Page fields = texts_of(reply);
    if (fields.at(0).size() != 32 || number_of(fields.at(1)) == 0) {
        throw Error(ErrorCode::corrupt, place() + ": key " + meta_ +
                                            " is damaged or was deleted, and " + set_ +
                                            " waits; nobody knows whether it was taken already");
    }
    return SetAside{fields[0], number_of(fields[1]), number_of(fields[2])};
}

LaravelKeys::Page LaravelKeys::set_aside(const Page& keys, const std::string& fresh_id,
                                         std::uint64_t nonce) {
    Page all{meta_, set_};
    all.insert(all.end(), keys.begin(), keys.end());
    return texts_of(script(kSetAside, all, {fresh_id, std::to_string(nonce)}));
}

std::vector<std::pair<std::string, std::string>> LaravelKeys::contents() { return hash(set_); }

void LaravelKeys::drop(const SetAside& set, const std::map<std::string, std::string>& sums) {
    Page arguments{std::to_string(set.seq)};
    for (const auto& [name, sum] : sums) {
        arguments.push_back(name);
        arguments.push_back(sum);
    }
    (void)script(kDrop, {meta_, set_, drained_}, arguments);
}

std::vector<std::pair<std::string, std::string>> LaravelKeys::drained() { return hash(drained_); }

LaravelKeys::Page LaravelKeys::similar_keys() {
    constexpr std::size_t kEnough = 3;
    Page found;
    std::string cursor = "0";
    do {
        const RedisReply reply = redis_.run(
            {"SCAN", cursor, "MATCH", "*" + as_pattern(prefix_) + "*", "COUNT", kKeysPerPage});
        cursor = reply.list.at(0).text;
        for (std::string& key : texts_of(reply.list.at(1))) {
            if (key != meta_ && key != set_ && key != drained_ && found.size() < kEnough) {
                found.push_back(std::move(key));
            }
        }
    } while (cursor != "0" && found.size() < kEnough);
    return found;
}

RedisReply LaravelKeys::script(const char* text, const Page& keys, const Page& arguments) {
    Page command{"EVAL", text, std::to_string(keys.size())};
    command.insert(command.end(), keys.begin(), keys.end());
    command.insert(command.end(), arguments.begin(), arguments.end());
    return redis_.run(command);
}

std::vector<std::pair<std::string, std::string>> LaravelKeys::hash(const std::string& key) {
    const Page fields = texts_of(redis_.run({"HGETALL", key}));
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        pairs.emplace_back(fields[i], fields[i + 1]);
    }
    return pairs;
}

}  // namespace model_counter::laravel
