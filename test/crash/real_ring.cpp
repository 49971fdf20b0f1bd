#include "crash/checkpoint.hpp"
#include "crash/process_ring.hpp"
#include "crash/ring_servers.hpp"
#include "crash/ring_store.hpp"
#include "crash/ring_worker.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

// The real ring: processes that count, sync and read on one embedded store and one database are
// killed, and every acknowledged increment must be in the database exactly once.

namespace model_counter::crash {
namespace {

constexpr const char* kUsage =
    "Usage: real_ring [--kills N] [--seed S] [--store DIR] [--database KIND|URL]\n"
    "                 [--server-kills N] [--lose-one-in N] [--plant NAME]\n"
    "                 [--count-in embedded|redis|cluster] [--buffer yes|no] [--cut-one-in N]\n"
    "  --kills         how many processes are killed; 1000 unless told otherwise; up to three\n"
    "                  times as many until every step was met often enough\n"
    "  --seed          of what is drawn; 1 unless told otherwise\n"
    "  --store         where the ring is made; a new directory under $TMPDIR or /tmp, removed\n"
    "                  after success, unless told otherwise\n"
    "  --database      sqlite (unless told otherwise), postgresql, mariadb: a server of the "
    "ring's\n"
    "                  own is started; the URL of a database: new tables are made there\n"
    "  --server-kills  how often the server is killed too, and started again; 0 unless told\n"
    "                  otherwise\n"
    "  --lose-one-in   of half of the synchronizers, one in so many COMMITs or replies to them is\n"
    "                  lost; 0, none, unless told otherwise\n"
    "  --count-in      the store: embedded unless told otherwise; redis: a server of the ring's "
    "own\n"
    "                  is started, which syncs its append-only file always, and killed in turn "
    "with\n"
    "                  the database's; cluster: the same with three primaries and their replicas;\n"
    "                  of four kills one has a replica take its primary's place instead, and one\n"
    "                  moves a shard to another primary\n"
    "  --buffer        yes: a buffer in files, which all processes share, goes in front of Redis\n"
    "  --cut-one-in    of half of the processes, one in so many pieces of what they and Redis say "
    "is\n"
    "                  lost, and the connection cut; 0, none, unless told otherwise\n"
    "  --plant         plants a fault; the run must find it\n"
    "Exit status: 0 every promise was kept; 1 not so; 77 no such server is installed\n";

/// Kills between two comparisons with the database.
constexpr std::uint64_t kKillsPerCheckpoint = 200;
/// How often each step must be hit: once in so many kills, but not more often than enough.
constexpr std::uint64_t kKillsPerHit = 50;
constexpr std::uint64_t kHitsEnough = 20;
/// On a machine that is busy with other things a run comes to some steps less often, and goes on:
/// up to so many times the kills, in parts of this many.
constexpr std::uint64_t kKillsFactorMax = 3;
constexpr std::uint64_t kKillsMore = 50;
/// Violations that are printed.
constexpr std::size_t kLinesMax = 10;

struct Arguments {
    std::uint64_t kills = 1000;
    std::uint64_t seed = 1;
    std::string directory;
    std::string database = "sqlite";
    std::uint64_t server_kills = 0;
    std::uint64_t lose_one_in = 0;
    std::uint64_t cut_one_in = 0;
    std::string plant;
    std::string count_in = "embedded";
    bool has_buffer = false;
    std::optional<std::size_t> worker;
    WorkerOrders orders;
};

template <class Number>
bool parse_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool parse(std::string_view name, std::string_view value, Arguments& arguments) {
    if (name == "--kills") {
        return parse_number(value, arguments.kills);
    }
    if (name == "--seed") {
        return parse_number(value, arguments.seed);
    }
    if (name == "--store" || name == "--directory") {
        arguments.directory = value;
        return true;
    }
    if (name == "--database") {
        arguments.database = value;
        return true;
    }
    if (name == "--count-in") {
        arguments.count_in = value;
        return value == "redis" || value == "cluster" || value == "embedded";
    }
    if (name == "--buffer") {
        arguments.has_buffer = value == "yes";
        return value == "yes" || value == "no";
    }
    if (name == "--lose-one-in") {
        return parse_number(value, arguments.lose_one_in);
    }
    if (name == "--cut-one-in") {
        return parse_number(value, arguments.cut_one_in);
    }
    if (name == "--server-kills") {
        return parse_number(value, arguments.server_kills);
    }
    if (name == "--plant") {
        arguments.plant = value;
        return value.empty() || planted_fault(value).has_value();
    }
    // What follows is between the ring and its workers.
    if (name == "--worker") {
        arguments.worker = 0;
        return parse_number(value, *arguments.worker) && *arguments.worker < kPlaces;
    }
    if (name == "--table") {
        arguments.orders.tables.table_name = value;
        return true;
    }
    if (name == "--ways") {
        arguments.orders.ways = value;
        return true;
    }
    if (name == "--step") {
        return parse_number(value, arguments.orders.step) && arguments.orders.step <= kSteps.size();
    }
    return name == "--occurrence" && parse_number(value, arguments.orders.occurrence);
}

std::string make_directory(const Arguments& arguments) {
    namespace fs = std::filesystem;
    if (!arguments.directory.empty()) {
        fs::create_directories(arguments.directory);
        return fs::absolute(arguments.directory).string();
    }
    std::string pattern = (fs::temp_directory_path() / "real-ring-XXXXXX").string();
    constexpr ::mode_t kEnterable = 0711;  // a server's user has to get to its own directory
    if (::mkdtemp(pattern.data()) == nullptr || ::chmod(pattern.c_str(), kEnterable) != 0) {
        throw std::runtime_error(pattern + ": cannot be made");
    }
    return pattern;
}

void checkpoint(const std::string& directory, const RingTables& tables, RingPage& page,
                Balance& balance, const std::string& plant_name) {
    const std::unique_ptr<Store> store = open_ring_store(directory);
    std::unique_ptr<Database> database = open_ring_database(tables);
    if (const auto fault = planted_fault(plant_name)) {
        database = plant(*fault, *store, std::move(database));
    }
    check_and_begin_anew(*store, *database, tables, page, balance);
    database->close();
    store->close();
}

std::uint64_t hits_wanted(const Arguments& arguments) {
    return std::min(kHitsEnough, arguments.kills / kKillsPerHit);
}

/// How many kills the next part of a run has; 0: it is over.
std::uint64_t kills_of_next_part(const Arguments& arguments, const KillLog& log) {
    if (log.kills < arguments.kills) {
        return std::min(kKillsPerCheckpoint, arguments.kills - log.kills);
    }
    const bool may_go_on = log.kills < arguments.kills * kKillsFactorMax;
    return may_go_on && !log.lacks(hits_wanted(arguments)).empty() ? kKillsMore : 0;
}

int report(const Arguments& arguments, const ProcessRing& ring, const Balance& balance,
           const RingPage& page, double seconds) {
    const KillLog& log = ring.log();
    log.print();
    for (std::size_t i = 0; i < std::min(kLinesMax, balance.wrong.size()); ++i) {
        std::printf("VIOLATION: %s\n", balance.wrong[i].c_str());
    }
    if (balance.wrong.size() > kLinesMax) {
        std::printf("... and %zu more\n", balance.wrong.size() - kLinesMax);
    }
    if (page.failed.load()) {
        std::printf("VIOLATION: %s\n", page.failure.data());
    }
    bool kept = balance.wrong.empty() && !page.failed.load();
    const std::uint64_t failures = page.unavailable.load() + page.in_doubt.load();
    if (failures > 0 && log.server_kills == 0 && arguments.lose_one_in == 0 &&
        arguments.cut_one_in == 0) {
        std::printf("VIOLATION: %lu calls failed although the database was there: %s\n", failures,
                    page.last_unavailable.data());
        kept = false;
    }
    std::vector<std::string> lacks;
    if (kept) {  // a run that found something ended early
        lacks = log.lacks(hits_wanted(arguments));
    }
    for (const std::string& lack : lacks) {
        std::printf("NOT THOROUGH: %s\n", lack.c_str());
    }
    kept = kept && lacks.empty();
    std::printf(
        "real ring over %s: %s; seed %lu, %lu kills in %.1f s; %lu operations acknowledged, "
        "%lu refused, %lu syncs, %lu reads, %lu early seals, %lu changes rejected; servers killed, "
        "replaced or relieved %lu times, %lu COMMITs or replies lost, %lu connections cut, %lu "
        "calls did "
        "not "
        "reach it, %lu in doubt; "
        "growing counters: acknowledged %ld, in doubt %ld, in SQL %ld; all: lost %ld, doubled "
        "%ld\n",
        arguments.database.c_str(), kept ? "passed" : "FAILED", arguments.seed, log.kills, seconds,
        balance.operations, balance.refused, page.syncs.load(), page.reads.load(),
        page.early_seals.load(), page.rejected, log.server_kills, ring.losses(), ring.cuts(),
        page.unavailable.load(), page.in_doubt.load(), balance.acknowledged, balance.in_doubt,
        balance.in_database, balance.lost, balance.doubled);
    return kept ? 0 : 1;
}

int run(const Arguments& arguments) {
    const std::string directory = make_directory(arguments);
    const auto servers = start_ring_servers(arguments.count_in, directory);
    if (servers) {
        std::ofstream(directory + "/redis-url") << servers->url() << "\n";
    }
    if (arguments.has_buffer && !servers) {
        throw std::invalid_argument("a buffer goes in front of Redis: --count-in redis or cluster");
    }
    if (arguments.has_buffer) {
        std::filesystem::create_directory(directory + "/buffer");
    }
    const CountedIn where = arguments.has_buffer ? CountedIn::buffer
                            : servers            ? CountedIn::redis
                                                 : CountedIn::embedded;
    using Server = RingDatabase::Server;
    RingDatabase database(arguments.database, directory,
                          arguments.server_kills > 0 ? Server::own : Server::shared);
    const bool is_ours = database.port() != 0;
    const bool kills_database = arguments.server_kills > 0 && servers == nullptr;
    if (!is_ours && (kills_database || arguments.lose_one_in > 0)) {
        throw std::invalid_argument(
            "only a server of the ring's own can be killed or lose replies");
    }
    open_ring_store(directory)->close();
    RingPage& page = map_ring_page(directory + "/ring", true);
    ProcessRing ring(
        {std::filesystem::read_symlink("/proc/self/exe").string(), directory, arguments.plant,
         arguments.seed, arguments.server_kills, arguments.kills / (arguments.server_kills + 1),
         servers.get(), where, arguments.lose_one_in, arguments.cut_one_in},
        database, page);
    Balance balance;
    const auto began = std::chrono::steady_clock::now();
    std::uint64_t kills = 0;
    while ((kills = kills_of_next_part(arguments, ring.log())) > 0 && !page.failed.load() &&
           balance.wrong.empty()) {
        ring.run(kills);
        try {
            checkpoint(directory, database.tables(), page, balance, arguments.plant);
        } catch (const Error& error) {
            balance.wrong.push_back(std::string("a checkpoint failed: ") + error.what());
        }
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const int status = report(arguments, ring, balance, page, seconds);
    const bool as_expected = (status == 0) == arguments.plant.empty();
    if (as_expected && arguments.directory.empty()) {
        std::filesystem::remove_all(directory);
    } else {
        std::printf("its files are in %s\n", directory.c_str());
    }
    return status;
}

int main(int count, char** texts) {
    Arguments arguments;
    for (int i = 1; i < count; i += 2) {
        if (i + 1 >= count || !parse(texts[i], texts[i + 1], arguments)) {
            std::fputs(kUsage, stderr);
            return 2;
        }
    }
    if (arguments.worker) {
        WorkerOrders orders = arguments.orders;
        orders.directory = arguments.directory;
        orders.tables.url = arguments.database;
        orders.place = *arguments.worker;
        orders.seed = arguments.seed;
        orders.fault = planted_fault(arguments.plant);
        return work(orders);
    }
    return run(arguments);
}

}  // namespace
}  // namespace model_counter::crash

int main(int count, char** texts) {
    try {
        return model_counter::crash::main(count, texts);
    } catch (const model_counter::crash::NoServer& error) {
        return model_counter::crash::skip("real_ring", error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "real_ring: %s\n", error.what());
        return 70;
    }
}
