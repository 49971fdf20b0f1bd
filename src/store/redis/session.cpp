#include "store/redis/session.hpp"

#include "redis/cluster_url.hpp"
#include "redis/slot.hpp"
#include "step_hook.hpp"
#include "store/redis/failure.hpp"
#include "store/redis/scripts.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

namespace model_counter::redis {
namespace {

/// How long the kind of owner ids is believed; a table's kind changes once in its life.
constexpr std::chrono::seconds kKindIsFresh{1};

/// A lock lasts so long at least, or a busy machine would lose it between two renewals.
constexpr std::chrono::milliseconds kLockTimeMin{100};

/// How long a server may take to say that its time to wait is over.
constexpr std::chrono::seconds kAnswerTime{2};

std::int64_t now_ticks() { return Deadline::Clock::now().time_since_epoch().count(); }

std::string_view name_of(OwnerIdKind kind) {
    switch (kind) {
        case OwnerIdKind::bigint:
            return "bigint";
        case OwnerIdKind::string:
            return "string";
        case OwnerIdKind::any:
            break;
    }
    return "any";
}

OwnerIdKind kind_of(const Reply& reply) {
    return reply.text == "bigint"   ? OwnerIdKind::bigint
           : reply.text == "string" ? OwnerIdKind::string
                                    : OwnerIdKind::any;
}

std::uint32_t number_of(const Reply& reply) {
    std::uint32_t number = 0;
    std::from_chars(reply.text.data(), reply.text.data() + reply.text.size(), number);
    return number;
}

}  // namespace

std::uint64_t random_number() {
    std::uint64_t number = 0;
    while (number == 0) {
        if (getrandom(&number, sizeof number, 0) != sizeof number) {
            throw Error(ErrorCode::unavailable, "the system gives no random numbers");
        }
    }
    return number;
}

std::string random_identity() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string identity;
    for (int word = 0; word < 2; ++word) {
        const std::uint64_t number = random_number();
        for (unsigned shift = 0; shift < 64; shift += 4) {
            identity += kDigits[number >> shift & 15U];
        }
    }
    return identity;
}

Session::Session(RedisOptions options, std::unique_ptr<Client> client,
                 std::unique_ptr<Client> blocking)
    : options_(std::move(options)),
      keys_(options_.prefix),
      client_(std::move(client)),
      blocking_(std::move(blocking)) {}

Session::~Session() { delete found_.load(std::memory_order_acquire); }

std::string Session::place() const { return client_->place() + ", prefix " + options_.prefix; }

std::chrono::milliseconds Session::lock_ttl() const noexcept {
    return std::max(options_.lock_ttl, kLockTimeMin);
}

void Session::check_open() const {
    if (closed_.load(std::memory_order_acquire)) {
        throw Error(ErrorCode::unavailable, "the store in " + place() + " was closed");
    }
}

void Session::close() {
    if (!closed_.exchange(true, std::memory_order_acq_rel)) {
        client_->disconnect();
        blocking_->disconnect();
    }
}

const Session::Found& Session::found() {
    const Found* const found = found_.load(std::memory_order_acquire);
    return found != nullptr ? *found : find();
}

/// Several threads, and the child of a fork, may do this at once: no lock is held over a network,
/// as a child could never take one that a thread of its parent's held.
const Session::Found& Session::find() {
    auto mine = std::make_unique<Found>();
    mine->servers = check_servers();
    Layout wanted;
    wanted.shards = options_.shards;
    const NotedLayout noted = make_layout(wanted);
    mine->layout = noted.layout;
    for (std::uint32_t shard = 0; shard < noted.layout.shards; ++shard) {
        mine->slots.push_back(slot_of(keys_.meta(shard)));
    }
    if (!noted.shards_are_noted) {
        note_shards(*mine);
    }
    const Found* present = nullptr;
    if (found_.compare_exchange_strong(present, mine.get(), std::memory_order_acq_rel,
                                       std::memory_order_acquire)) {
        return *mine.release();
    }
    if (present->layout != mine->layout) {
        throw made_anew();
    }
    return *present;
}

Error Session::made_anew() const {
    return {ErrorCode::conflict,
            place() + ": the store was made anew with another number of shards; open it again"};
}

std::vector<ServerFacts> Session::ask_facts() {
    Commands questions(slot_of(keys_.layout()));
    questions.command({"INFO"});
    questions.command({"CONFIG", "GET", "appendfsync"});
    std::vector<ServerFacts> servers;
    const std::vector<Answers> answers = ask_each(questions);
    bool is_any_good = false;
    for (const Answers& one : answers) {
        const Reply& info = one.replies.at(0);
        ServerFacts& facts = servers.emplace_back(parse_info(info.is_good() ? info.text : ""));
        facts.server = one.server;
        facts.failure = info.is_good() ? "" : info.text;
        is_any_good = is_any_good || info.is_good();
        // Few users may ask for it, and none needs to.
        if (const Reply& answer = one.replies.at(1); answer.list.size() == 2) {
            facts.file_sync = answer.list[1].text;
        }
    }
    if (!is_any_good) {
        const Reply& reply = answers.at(0).replies.at(0);
        if (reply.kind == Reply::Kind::lost) {
            throw Error(ErrorCode::unavailable, what("asking the server") + ": " + reply.text);
        }
        throw error_of(reply, what("asking the server"));
    }
    return servers;
}

/// In a cluster one that does not answer just now keeps nobody from counting elsewhere.
std::vector<ServerFacts> Session::check_servers() {
    std::vector<ServerFacts> servers = ask_facts();
    std::erase_if(servers, [](const ServerFacts& facts) { return !facts.failure.empty(); });
    for (const ServerFacts& facts : servers) {
        check_server(facts);
    }
    return servers;
}

void Session::check_server(const ServerFacts& facts) const {
    const std::string where = place() + (facts.server.empty() ? "" : ", server " + facts.server);
    const bool is_too_old = facts.major < 6 || (facts.major == 6 && facts.minor < 2);
    if (is_too_old) {
        throw Error(ErrorCode::unavailable,
                    where + ": Redis " + facts.version + " is too old; 6.2 or newer is needed");
    }
    if (facts.is_cluster && !is_cluster_url(options_.url)) {
        throw Error(ErrorCode::unavailable,
                    where + ": the server is part of a cluster; name it redis+cluster://...");
    }
    if (facts.evicts() && !options_.allow_eviction) {
        throw Error(ErrorCode::unavailable,
                    where + ": its maxmemory-policy " + facts.policy +
                        " may drop counters; set noeviction, or allow it with "
                        "redis_allow_eviction");
    }
}

Session::NotedLayout Session::make_layout(const Layout& wanted) {
    const std::string key = keys_.layout();
    const std::array<std::string, 2> numbers{std::to_string(wanted.shards),
                                             std::to_string(wanted.buckets)};
    Reply reply;
    for (int attempt = 0; attempt < 2; ++attempt) {
        reply = Scripts::all().layout.run(*client_, slot_of(key), {&key, 1}, numbers, deadline());
        if (reply.kind != Reply::Kind::lost) {
            break;
        }
    }
    if (reply.kind == Reply::Kind::lost) {
        throw Error(ErrorCode::unavailable, what("reading the layout") + ": " + reply.text);
    }
    if (!reply.is_good() || reply.list.size() != 5) {
        throw error_of(reply, what("reading the layout"));
    }
    if (reply.list[0].text != "1") {
        throw Error(ErrorCode::conflict,
                    place() + ": a newer version of this library made the store; use that one");
    }
    Layout found;
    found.shards = number_of(reply.list[1]);
    found.buckets = number_of(reply.list[2]);
    if (found.shards < 1 || found.buckets < 1 || found.shards > 1024 || found.buckets > 4096) {
        throw Error(ErrorCode::corrupt, place() + ": the store's layout is damaged");
    }
    kind_.store(kind_of(reply.list[3]), std::memory_order_relaxed);
    return {found, reply.list[4].text == "1"};
}

/// Gives every shard its notes before anything is counted there: a server that comes back with some
/// of its counts then has the notes, too, and cannot be taken for a new store.
void Session::note_shards(const Found& found) {
    const std::string action = what("noting what the shards are");
    for (std::uint32_t shard = 0; shard < found.layout.shards; ++shard) {
        const std::string key = keys_.meta(shard);
        const std::array<std::string, 2> arguments{random_identity(), found.layout.text()};
        const Script& script = Scripts::all().state;
        Reply reply = script.run(*client_, found.slots[shard], {&key, 1}, arguments, deadline());
        if (reply.kind == Reply::Kind::lost) {
            reply = script.run(*client_, found.slots[shard], {&key, 1}, arguments, deadline());
        }
        if (reply.kind == Reply::Kind::lost) {
            throw Error(ErrorCode::unavailable, action + ": " + reply.text);
        }
        if (!reply.is_good()) {
            throw error_of(reply, action);
        }
    }
    Commands command(slot_of(keys_.layout()));
    command.command({"HSET", keys_.layout(), "noted", "1"});
    const Reply reply = run(command);
    // Where the reply was lost the next one to open the store may do it again.
    if (!reply.is_good() && reply.kind != Reply::Kind::lost) {
        throw error_of(reply, action);
    }
}

/// The server was wiped under us: what the store was made with goes in again.
void Session::note_layout_again() {
    const Layout& layout = this->layout();
    const OwnerIdKind kind = kind_.load(std::memory_order_relaxed);
    if (make_layout(layout).layout != layout) {
        throw made_anew();
    }
    if (kind != OwnerIdKind::any) {
        set_owner_id_kind(kind);
    }
}

Session::Noted Session::run_noted(std::uint32_t shard, const Script& script,
                                  std::span<const std::string> keys,
                                  std::span<const std::string> arguments, const char* what) {
    const Layout& layout = this->layout();
    if (shard >= layout.shards) {
        throw Error(ErrorCode::invalid_argument, "there is no shard " + std::to_string(shard));
    }
    std::vector<std::string> all_keys{keys_.meta(shard)};
    all_keys.insert(all_keys.end(), keys.begin(), keys.end());
    std::vector<std::string> all_arguments{random_identity(), layout.text()};
    all_arguments.insert(all_arguments.end(), arguments.begin(), arguments.end());
    const auto run_script = [&] { return run(shard, script, all_keys, all_arguments); };
    Noted noted;
    internal::step("script:before");
    noted.reply = run_script();
    internal::step("script:after");
    if (noted.reply.kind == Reply::Kind::lost) {
        noted.reply = run_script();
    }
    const std::string action = std::string(what) + " shard " + std::to_string(shard);
    if (noted.reply.kind == Reply::Kind::lost) {
        // It can be run again at will, so nobody needs to know whether it was done.
        throw Error(ErrorCode::unavailable, this->what(action) + ": " + noted.reply.text);
    }
    if (!noted.reply.is_good()) {
        throw error_of(noted.reply, this->what(action));
    }
    noted.meta = parse_meta(noted.reply);
    if (noted.meta.layout != layout.text()) {
        throw made_anew();
    }
    if (noted.meta.store_id == all_arguments[0]) {
        note_layout_again();
    }
    return noted;
}

std::vector<std::string> Session::open_keys(std::uint32_t shard) {
    std::vector<std::string> names;
    names.reserve(layout().buckets);
    for (std::uint32_t bucket = 0; bucket < layout().buckets; ++bucket) {
        names.push_back(keys_.open(shard, bucket));
    }
    return names;
}

OwnerIdKind Session::owner_id_kind() {
    if (now_ticks() < kind_until_.load(std::memory_order_relaxed)) {
        return kind_.load(std::memory_order_relaxed);
    }
    Commands command(slot_of(keys_.layout()));
    command.command({"HGET", keys_.layout(), "owner_ids"});
    const Reply reply = run(command);
    if (reply.kind == Reply::Kind::lost) {
        throw Error(ErrorCode::unavailable,
                    what("reading the kind of owner ids") + ": " + reply.text);
    }
    if (!reply.is_good()) {
        throw error_of(reply, what("reading the kind of owner ids"));
    }
    const OwnerIdKind kind = kind_of(reply);
    kind_.store(kind, std::memory_order_relaxed);
    kind_until_.store(now_ticks() + Deadline::Clock::duration(kKindIsFresh).count(),
                      std::memory_order_relaxed);
    return kind;
}

void Session::set_owner_id_kind(OwnerIdKind kind) {
    Commands command(slot_of(keys_.layout()));
    command.command({"HSET", keys_.layout(), "owner_ids", name_of(kind)});
    const Reply reply = run(command);
    if (!reply.is_good()) {
        throw error_of(reply, what("noting the kind of owner ids"));
    }
    kind_.store(kind, std::memory_order_relaxed);
    kind_until_.store(now_ticks() + Deadline::Clock::duration(kKindIsFresh).count(),
                      std::memory_order_relaxed);
}

void Session::say_once(const std::string& message) {
    if (!said_.exchange(true) && options_.log) {
        options_.log(LogLevel::warning, place() + ": " + message);
    }
}

void Session::make_durable(std::uint32_t shard) {
    check_open();
    const std::vector<ServerFacts>& servers = found().servers;
    const auto lacking = std::find_if(servers.begin(), servers.end(), [](const ServerFacts& facts) {
        return !facts.confirms_file();
    });
    const bool on_disk = lacking == servers.end();
    if (on_disk || options_.wait_replicas > 0) {
        wait_for_copies(shard, on_disk);
    }
    if (on_disk) {
        return;
    }
    say_once(lacking->has_append_only_file
                 ? "Redis " + lacking->version +
                       " cannot confirm that what is synced is in its append-only file (7.2 can); "
                       "with appendfsync always everything is before it is acknowledged"
                 : std::string("Redis keeps no append-only file, so a restart loses what is not "
                               "synced; set appendonly yes"));
}

/// The server answers for what this connection wrote, hence the write before.
void Session::wait_for_copies(std::uint32_t shard, bool on_disk) {
    const std::string replicas = std::to_string(options_.wait_replicas);
    const std::string patience = std::to_string(options_.timeout.count());
    Commands commands(slot(shard));
    commands.command({"HSET", keys_.meta(shard), "touched", "1"});
    if (on_disk) {
        commands.command({"WAITAOF", "1", replicas, patience});
    } else {
        commands.command({"WAIT", replicas, patience});
    }
    commands.follows_others();
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    const auto ask = [&] {
        blocking_->run({&share, 1}, Deadline::after(options_.timeout + kAnswerTime));
        return std::none_of(replies.begin(), replies.end(),
                            [](const Reply& reply) { return reply.kind == Reply::Kind::lost; });
    };
    // A failover ends the connection; asking twice does no harm.
    if (!ask()) {
        ask();
    }
    const std::string action = what("making shard " + std::to_string(shard) + " durable");
    for (const Reply& reply : replies) {
        if (reply.kind == Reply::Kind::lost) {
            throw Error(ErrorCode::unavailable, action + ": " + reply.text);
        }
        if (!reply.is_good()) {
            throw error_of(reply, action);
        }
    }
    const Reply& counts = replies.back();
    const std::int64_t files = on_disk && counts.list.size() == 2 ? counts.list[0].integer : 0;
    const std::int64_t copies = counts.list.size() == 2 ? counts.list[1].integer : counts.integer;
    if ((on_disk && files < 1) || copies < static_cast<std::int64_t>(options_.wait_replicas)) {
        throw Error(ErrorCode::unavailable,
                    action + ": " + std::to_string(copies) + " of " + replicas +
                        " replicas have it" +
                        (on_disk && files < 1 ? ", and its own disk not" : "") +
                        "; nothing was applied, and the sets wait: sync again");
    }
}

}  // namespace model_counter::redis
