#include "store/redis/scripts.hpp"

#include <string>

namespace model_counter::redis {
namespace {

/// Reads the shard's notes into `m`, and makes them where there are none.
constexpr std::string_view kNotes = R"(
local m = redis.call('HMGET', KEYS[1], 'id', 'next', 'discarded', 'waiting', 'layout')
if not m[1] then
    redis.call('HSET', KEYS[1], 'id', ARGV[1], 'next', '1', 'discarded', '0', 'waiting', '',
               'layout', ARGV[2])
    m = {ARGV[1], '1', '0', '', ARGV[2]}
end
)";

constexpr std::string_view kState = R"(
m[6] = (#KEYS > 1) and redis.call("EXISTS", unpack(KEYS, 2)) or 0
return m
)";

constexpr std::string_view kCensus = R"(
local sizes = {}
for i = 2, #KEYS do sizes[i - 1] = redis.call('HLEN', KEYS[i]) end
m[6] = sizes
return m
)";

constexpr std::string_view kRead = R"(
m[6] = redis.call('HGET', KEYS[2], ARGV[4]) or ''
if m[4] ~= ARGV[3] then return m end
local found = {}
for i = 3, #KEYS do
    local field = ARGV[i + 2]
    found[i - 2] = redis.call('HMGET', KEYS[i], field, ':' .. field)
end
m[7] = found
return m
)";

constexpr std::string_view kScan = R"(
m[6] = redis.call('HGET', KEYS[2], ARGV[3]) or ''
local found = {}
for i = 3, #KEYS do found[i - 2] = redis.call('HGETALL', KEYS[i]) end
m[7] = found
return m
)";

constexpr std::string_view kSeal = R"(
local waiting = 0
if m[4] ~= '' then waiting = select(2, string.gsub(m[4], ' ', ' ')) + 1 end
if waiting >= tonumber(ARGV[5]) or string.find(m[4], ':' .. ARGV[3] .. ':', 1, true) then
    return m
end
local half = (#KEYS - 1) / 2
local fields = 0
for i = 2, half + 1 do
    local size = redis.call('HLEN', KEYS[i])
    if size > 0 and redis.call('RENAMENX', KEYS[i], KEYS[i + half]) == 1 then
        fields = fields + size
    end
end
if fields > 0 then
    local set = m[2] .. ':' .. ARGV[3] .. ':' .. string.format('%d', fields) .. ':' .. ARGV[4]
    m[4] = (m[4] == '') and set or (m[4] .. ' ' .. set)
    redis.call('HSET', KEYS[1], 'waiting', m[4])
    redis.call('HINCRBY', KEYS[1], 'next', 1)
    m[2] = redis.call('HGET', KEYS[1], 'next')
end
return m
)";

constexpr std::string_view kDiscard = R"(
local head = ARGV[4] .. ':' .. ARGV[3] .. ':'
if string.sub(m[4], 1, #head) ~= head then return m end
local blank = string.find(m[4], ' ', 1, true)
m[4] = blank and string.sub(m[4], blank + 1) or ''
m[3] = ARGV[4]
redis.call('HSET', KEYS[1], 'waiting', m[4], 'discarded', m[3])
redis.call('UNLINK', unpack(KEYS, 2))
return m
)";

constexpr std::string_view kRenumber = R"(
if m[4] == ARGV[3] and m[2] == ARGV[4] then
    m[4] = ARGV[5]
    m[2] = ARGV[6]
    redis.call('HSET', KEYS[1], 'waiting', m[4], 'next', m[2])
end
return m
)";

constexpr std::string_view kSkipNumber = R"(
redis.call('HINCRBY', KEYS[1], 'next', 1)
m[2] = redis.call('HGET', KEYS[1], 'next')
return m
)";

constexpr std::string_view kRemove = R"(
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], ':' .. ARGV[1], '-')
return 1
)";

// An error of the first command is returned as it is, and nothing was done.
constexpr std::string_view kAddOnce = R"(
local counted = redis.call('GET', KEYS[2])
if counted then return counted end
local sum = redis.pcall('HINCRBY', KEYS[1], ARGV[1], ARGV[2])
if type(sum) == 'table' then return sum end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return 1
)";

constexpr std::string_view kAddWithin = R"(
local m = redis.call('HMGET', KEYS[1], 'id', 'next', 'discarded')
if m[1] ~= ARGV[1] or m[2] ~= ARGV[2] or m[3] ~= ARGV[3] then return {'moved'} end
local function above(a, b)
    local a_below = string.sub(a, 1, 1) == '-'
    local b_below = string.sub(b, 1, 1) == '-'
    if a_below ~= b_below then return b_below end
    if a_below then a, b = b, a end
    if #a ~= #b then return #a > #b end
    return a > b
end
local field = ARGV[4]
local old = redis.call('HMGET', KEYS[2], field, ':' .. field)
local least, greatest = ARGV[6], ARGV[7]
if old[2] then least, greatest = ARGV[8], ARGV[9] end
local added = redis.pcall('HINCRBY', KEYS[2], field, ARGV[5])
if type(added) == 'table' then
    if string.find(added.err, 'overflow', 1, true) then return {'wide', old[1], old[2]} end
    return added
end
local sum = redis.call('HGET', KEYS[2], field)
if above(least, sum) or above(sum, greatest) then
    if old[1] then redis.call('HSET', KEYS[2], field, old[1])
    else redis.call('HDEL', KEYS[2], field) end
    return {'refused', old[1], old[2]}
end
return {'done', sum, old[2]}
)";

constexpr std::string_view kGreet = R"(
local now = tonumber(redis.call('TIME')[1])
redis.call('HSETNX', KEYS[2], ARGV[3], ARGV[4])
redis.call('ZADD', KEYS[3], now, ARGV[3])
local unused = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now - tonumber(ARGV[5]),
                          'LIMIT', 0, tonumber(ARGV[6]))
for i = 1, #unused do
    redis.call('HDEL', KEYS[2], unused[i])
    redis.call('ZREM', KEYS[3], unused[i])
end
m[6] = redis.call('HGET', KEYS[2], ARGV[3])
return m
)";

/// What a script did before an error stays done, so rows are taken back when one is refused. An
/// amount is negated as text.
constexpr std::string_view kTakeIn = R"(
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
local function take_back(stop)
    local at = 4
    for k = 3, #KEYS do
        local last = at + 2 * tonumber(ARGV[at]) - 1
        at = at + 1
        while at <= last do
            if at == stop then return end
            local amount = ARGV[at + 1]
            amount = string.sub(amount, 1, 1) == '-' and string.sub(amount, 2) or '-' .. amount
            redis.call('HINCRBY', KEYS[k], ARGV[at], amount)
            at = at + 2
        end
    end
end
local at = 4
for k = 3, #KEYS do
    local last = at + 2 * tonumber(ARGV[at]) - 1
    at = at + 1
    while at <= last do
        local sum = redis.pcall('HINCRBY', KEYS[k], ARGV[at], ARGV[at + 1])
        if type(sum) == 'table' then
            take_back(at)
            return sum.err
        end
        at = at + 2
    end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[2], redis.call('TIME')[1], ARGV[1])
return 1
)";

constexpr std::string_view kForget = R"(
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
)";

constexpr std::string_view kLayout = R"(
if redis.call('EXISTS', KEYS[1]) == 0 then
    redis.call('HSET', KEYS[1], 'version', '1', 'shards', ARGV[1], 'buckets', ARGV[2])
end
return redis.call('HMGET', KEYS[1], 'version', 'shards', 'buckets', 'owner_ids',
                  'noted')
)";

constexpr std::string_view kUnlock = R"(
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
)";

constexpr std::string_view kRenew = R"(
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
)";

Script with_notes(std::string_view text) { return Script(std::string(kNotes) + std::string(text)); }

}  // namespace

const Scripts& Scripts::all() {
    static const Scripts scripts{.state = with_notes(kState),
                                 .census = with_notes(kCensus),
                                 .read = with_notes(kRead),
                                 .scan = with_notes(kScan),
                                 .seal = with_notes(kSeal),
                                 .discard = with_notes(kDiscard),
                                 .renumber = with_notes(kRenumber),
                                 .skip_number = with_notes(kSkipNumber),
                                 .remove = Script(kRemove),
                                 .add_once = Script(kAddOnce),
                                 .add_within = Script(kAddWithin),
                                 .greet = with_notes(kGreet),
                                 .take_in = Script(kTakeIn),
                                 .forget = Script(kForget),
                                 .layout = Script(kLayout),
                                 .unlock = Script(kUnlock),
                                 .renew = Script(kRenew)};
    return scripts;
}

}  // namespace model_counter::redis
