#include "store/redis/checks.hpp"

#include "store/redis/cluster_health.hpp"
#include "store/redis/gathered.hpp"

#include <algorithm>
#include <string>

namespace model_counter::redis {
namespace {

using Result = Check::Result;

constexpr std::uint64_t kMebibyte = 1024 * 1024;
/// Parts of a hundred of the memory from which on somebody should look.
constexpr std::uint64_t kFullAt = 80;

Check check_version(const ServerFacts& facts) {
    return {"Redis", Result::good,
            "version " + facts.version +
                (facts.has_waitaof() ? "" : ", which cannot confirm what is in its file (7.2 can)"),
            ""};
}

Check check_memory(const ServerFacts& facts) {
    const std::uint64_t limit = facts.memory_limit > 0 ? facts.memory_limit : facts.memory_there;
    const std::string whose = facts.memory_limit > 0 ? "its maxmemory" : "the machine";
    const std::string message = std::to_string(facts.memory_used / kMebibyte) + " of " +
                                std::to_string(limit / kMebibyte) + " MiB of " + whose + " used";
    if (limit > 0 && facts.memory_used > limit / 100 * kFullAt) {
        return {"memory", Result::warning, message,
                "raise maxmemory, or sync more often: a full Redis refuses increments"};
    }
    return {"memory", Result::good, message, ""};
}

void check_persistence(const ServerFacts& facts, std::vector<Check>& checks) {
    if (!facts.last_write_status.empty() && facts.last_write_status != "ok") {
        checks.push_back({"persistence", Result::problem,
                          "Redis could not write its append-only file",
                          "see whether its disk is full, and its log"});
    } else if (!facts.last_save_status.empty() && facts.last_save_status != "ok") {
        checks.push_back({"persistence", Result::warning, "Redis could not save its last snapshot",
                          "see its log; while stop-writes-on-bgsave-error is on it refuses "
                          "increments"});
    } else if (facts.has_append_only_file) {
        const std::string sync = facts.file_sync.empty() ? "" : ", appendfsync " + facts.file_sync;
        if (facts.file_sync == "no") {
            checks.push_back(
                {"persistence", Result::warning,
                 "an append-only file" + sync + ": a crash of the machine may lose half a minute",
                 "set appendfsync everysec, or always"});
        } else {
            checks.push_back(
                {"persistence", Result::good,
                 "an append-only file" + sync +
                     (facts.file_sync == "everysec" ? ": a crash loses about the last second" : ""),
                 ""});
        }
    }
}

Check check_replicas(const ServerFacts& facts, std::uint32_t wanted) {
    const std::string there = std::to_string(facts.replicas);
    if (facts.role == "slave") {
        return {"replicas", Result::problem, "the server is a replica and takes no increments",
                "name the primary, or the sentinels that know it"};
    }
    if (facts.replicas < wanted) {
        return {"replicas", Result::problem,
                there + " of the " + std::to_string(wanted) +
                    " replicas are connected that redis_wait_replicas asks for: no sync succeeds",
                "see why they are away, or lower redis_wait_replicas"};
    }
    if (facts.is_cluster && facts.replicas == 0) {
        return {"replicas", Result::warning,
                "none is connected: when the server dies, nobody takes its place",
                "give it a replica (CLUSTER REPLICATE), or see why its replicas are away"};
    }
    return {"replicas", Result::good,
            there + " connected, " + std::to_string(wanted) + " waited for", ""};
}

/// Each command that the store needs, in a form that does nothing even where it is allowed: on a
/// key that nobody has, or with a word too many.
Commands probes(Session& session, const ServerFacts& facts) {
    const std::string key = session.keys().probe();
    Commands commands(session.slot(0));
    commands.command({"HGET", key, "f"});
    commands.command({"HMGET", key, "f"});
    commands.command({"HGETALL", key});
    commands.command({"HLEN", key});
    commands.command({"HSCAN", key, "0"});
    commands.command({"HSET", key, "f", "v", "g"});
    commands.command({"HINCRBY", key, "f", "none"});
    commands.command({"HDEL", key, "f"});
    commands.command({"EXISTS", key});
    commands.command({"RENAMENX", key, key});
    commands.command({"UNLINK", key});
    commands.command({"GET", key});
    commands.command({"SET", key, "v", "none"});
    commands.command({"DEL", key});
    commands.command({"EVAL", "return 1", "1", key});
    commands.command({"EVALSHA", "none", "1", key});
    commands.command({"WAIT", "0", "1"});
    if (facts.has_waitaof()) {
        commands.command({"WAITAOF", "0", "0", "1"});
    }
    if (facts.is_cluster) {
        // It is good for the next command of the connection, which is to do no harm.
        commands.command({"ASKING"});
        commands.command({"PING"});
    }
    return commands;
}

/// The name of a command as `begin` has written it.
std::string name_of(const Commands& commands, std::size_t index) {
    const std::size_t begin = index == 0 ? 0 : commands.ends()[index - 1];
    const std::string_view bytes = commands.bytes().substr(begin);
    const std::size_t name = bytes.find('\n', bytes.find('$')) + 1;
    return std::string(bytes.substr(name, bytes.find('\r', name) - name));
}

/// Where a server does not serve the slot it says so, but first whether the user may ask.
Check check_rights(const std::string& name, const std::string& prefix, const Commands& commands,
                   const std::vector<Reply>& replies) {
    std::string missing;
    std::string remedy;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        const Reply& reply = replies[i];
        if (reply.kind == Reply::Kind::error && reply.text.starts_with("NOPERM")) {
            std::string command = name_of(commands, i);
            missing += (missing.empty() ? "" : ", ") + command;
            std::transform(command.begin(), command.end(), command.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            remedy += " +" + command;
        }
    }
    if (!missing.empty()) {
        return {
            name, Result::problem, "the user may not run " + missing + " under " + prefix,
            "ACL SETUSER ... ~" + prefix + "*" + remedy + ", or as docs/operating/redis.md says"};
    }
    return {name, Result::good, "the user may run all that it needs", ""};
}

}  // namespace

std::vector<Check> checks_of(const ServerFacts& facts, std::uint32_t wait_replicas) {
    std::vector<Check> checks{check_version(facts)};
    if (!facts.evicts()) {
        checks.push_back({"eviction", Result::good,
                          "maxmemory-policy " + facts.policy + " drops no counters", ""});
    }
    check_persistence(facts, checks);
    checks.push_back(check_replicas(facts, wait_replicas));
    checks.push_back(check_memory(facts));
    return checks;
}

std::vector<Check> look(Session& session) {
    session.layout();
    const std::vector<ServerFacts> servers = session.ask_facts();
    const auto good = std::find_if(servers.begin(), servers.end(),
                                   [](const ServerFacts& facts) { return facts.failure.empty(); });
    const Commands commands = probes(session, *good);
    const std::vector<Answers> rights = session.ask_each(commands);
    std::vector<ServerChecks> found;
    for (const ServerFacts& facts : servers) {
        ServerChecks& one = found.emplace_back();
        one.server = facts.server;
        if (!facts.failure.empty()) {
            one.checks.push_back({"Redis", Result::problem, "it does not answer: " + facts.failure,
                                  "see whether it runs, and why no replica takes its place"});
            continue;
        }
        one.checks = checks_of(facts, session.wait_replicas());
        const auto said = std::find_if(rights.begin(), rights.end(), [&](const Answers& answers) {
            return answers.server == facts.server;
        });
        if (said != rights.end()) {
            one.checks.push_back(
                check_rights("rights of Redis", session.keys().prefix(), commands, said->replies));
        }
    }
    std::vector<Check> checks = gathered(found);
    if (good->is_cluster) {
        Commands question(session.slot(0));
        question.command({"CLUSTER", "INFO"});
        checks.insert(checks.begin(), cluster_health(session.ask_each(question)));
    }
    return checks;
}

std::vector<Check> look_for_buffers(Session& session) {
    const std::string key = session.keys().probe();
    Commands commands(session.slot(0));
    commands.command({"TIME"});
    commands.command({"ZADD", key, "none", "m"});
    commands.command({"ZREM", key, "m"});
    commands.command({"ZRANGEBYSCORE", key, "none", "none"});
    std::vector<ServerChecks> found;
    for (const Answers& answers : session.ask_each(commands)) {
        found.push_back({answers.server,
                         {check_rights("rights for the buffer", session.keys().prefix(), commands,
                                       answers.replies)}});
    }
    return gathered(found);
}

}  // namespace model_counter::redis
