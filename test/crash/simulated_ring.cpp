#include "crash/episode.hpp"
#include "crash/ring_database.hpp"

#include <unistd.h>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

// The simulated ring: the library's own store, sync, reader and databases in one thread, with every
// interleaving and every crash drawn from a seed.

namespace model_counter::crash {
namespace {

constexpr const char* kUsage =
    "Usage: simulated_ring [--crash-points N] [--seed S] [--episode M] [--explain] [--plant NAME]\n"
    "                      [--database KIND|URL] [--twice]\n"
    "  --crash-points  plays episodes until this many steps were drawn for a crash (--steps is "
    "the\n"
    "                  same); 1000000 unless told otherwise\n"
    "  --seed          of the run; 1 unless told otherwise\n"
    "  --episode       plays this one alone\n"
    "  --explain       prints every step\n"
    "  --plant         plants a fault; the run must find it\n"
    "  --database      memory (unless told otherwise), sqlite, postgresql, mariadb: a server of "
    "the\n"
    "                  run's own is started; the URL of a database: new tables are made there\n"
    "  --twice         plays everything again, and compares the steps\n"
    "Exit status: 0 every promise was kept; 1 not so; 77 no such server is installed\n";

struct Arguments {
    std::uint64_t crash_points = 1'000'000;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> episode;
    bool explain = false;
    bool twice = false;
    std::optional<PlantedFault> fault;
    std::string database = "memory";
};

bool parse_number(std::string_view text, std::uint64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool parse(std::string_view name, std::string_view value, Arguments& arguments) {
    std::uint64_t number = 0;
    if (name == "--crash-points" || name == "--steps") {
        return parse_number(value, arguments.crash_points);
    }
    if (name == "--seed") {
        return parse_number(value, arguments.seed);
    }
    if (name == "--episode") {
        arguments.episode = number;
        return parse_number(value, *arguments.episode);
    }
    if (name == "--database") {
        arguments.database = value;
        return true;
    }
    if (name == "--plant") {
        arguments.fault = planted_fault(value);
        return arguments.fault || plant_in_store(value);
    }
    return false;
}

bool parse(int count, char** texts, Arguments& arguments) {
    for (int i = 1; i < count; ++i) {
        if (std::strcmp(texts[i], "--explain") == 0) {
            arguments.explain = true;
        } else if (std::strcmp(texts[i], "--twice") == 0) {
            arguments.twice = true;
        } else if (i + 1 < count && parse(texts[i], texts[i + 1], arguments)) {
            ++i;
        } else {
            return false;
        }
    }
    return true;
}

/// Tables of this run's own; files are in memory where there is such a place.
class OwnTables {
public:
    explicit OwnTables(const std::string& database) {
        if (database != "memory") {
            make_directory();
            database_.emplace(database, directory_, RingDatabase::Server::forgetful);
        }
    }
    ~OwnTables() {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }
    OwnTables(const OwnTables&) = delete;
    OwnTables& operator=(const OwnTables&) = delete;

    [[nodiscard]] std::optional<RingTables> place() const {
        return database_ ? std::optional(database_->tables()) : std::nullopt;
    }

private:
    void make_directory() {
        namespace fs = std::filesystem;
        const fs::path shared_memory = "/dev/shm";
        const bool there = ::access(shared_memory.c_str(), W_OK) == 0;
        directory_ = ((there ? shared_memory : fs::temp_directory_path()) / "simulated-ring-XXXXXX")
                         .string();
        if (::mkdtemp(directory_.data()) == nullptr) {
            throw std::runtime_error(directory_ + ": cannot be made");
        }
    }

    std::string directory_;
    std::optional<RingDatabase> database_;
};

/// Plays the episodes and prints what came of them.
///
/// Returns: what follows from every step, and whether every promise was kept.
std::pair<std::uint64_t, bool> play(const Arguments& arguments) {
    Simulation simulation;
    simulation.explain(arguments.explain);
    SimulatedBacking backing;
    const OwnTables own(arguments.database);
    SimulatedTables tables(own.place());
    const auto began = std::chrono::steady_clock::now();
    std::uint64_t episodes = 0;
    std::uint64_t unknown = 0;
    EpisodeResult result;
    std::uint64_t episode = arguments.episode.value_or(0);
    for (;; ++episode) {
        result = play_episode(backing, tables, arguments.seed, episode, arguments.fault);
        ++episodes;
        unknown += result.unknown ? 1 : 0;
        if (result.violation || arguments.episode ||
            simulation.crash_points() >= arguments.crash_points) {
            break;
        }
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    if (result.violation) {
        std::printf("VIOLATION in episode %lu of seed %lu: %s\n", episode, arguments.seed,
                    result.violation->c_str());
        std::printf("replay: simulated_ring --database %s --seed %lu --episode %lu --explain\n",
                    arguments.database.c_str(), arguments.seed, episode);
    }
    std::printf(
        "simulated ring over %s: %s; seed %lu, %lu episodes (%lu too wide to check), %lu steps, "
        "%lu crash points, %lu crashes, trace %016lx, %.1f s, %.0f crash points/s\n",
        arguments.database.c_str(), result.violation ? "FAILED" : "passed", arguments.seed,
        episodes, unknown, simulation.steps(), simulation.crash_points(), simulation.crashes(),
        simulation.trace_hash(), seconds, static_cast<double>(simulation.crash_points()) / seconds);
    return {simulation.trace_hash(), !result.violation};
}

int run(const Arguments& arguments) {
    const auto first = play(arguments);
    if (arguments.twice && play(arguments) != first) {
        std::printf("NOT REPLAYED: the same seed took other steps\n");
        return 1;
    }
    return first.second ? 0 : 1;
}

}  // namespace
}  // namespace model_counter::crash

int main(int count, char** texts) {
    model_counter::crash::Arguments arguments;
    if (!model_counter::crash::parse(count, texts, arguments)) {
        std::fputs(model_counter::crash::kUsage, stderr);
        return 2;
    }
    try {
        return model_counter::crash::run(arguments);
    } catch (const model_counter::crash::NoServer& error) {
        return model_counter::crash::skip("simulated_ring", error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "simulated_ring: %s\n", error.what());
        return 70;
    }
}
