#include "crash/episode.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

// The simulated ring: the library's own store, sync, reader and memory database in one thread, with
// every interleaving and every crash drawn from a seed.

namespace model_counter::crash {
namespace {

constexpr const char* kUsage =
    "Usage: simulated_ring [--crash-points N] [--seed S] [--episode M] [--explain] [--plant NAME]\n"
    "                      [--twice]\n"
    "  --crash-points  plays episodes until this many steps were drawn for a crash (--steps is "
    "the\n"
    "                  same); 1000000 unless told otherwise\n"
    "  --seed          of the run; 1 unless told otherwise\n"
    "  --episode       plays this one alone\n"
    "  --explain       prints every step\n"
    "  --plant         plants a fault; the run must find it\n"
    "  --twice         plays everything again, and compares the steps\n";

struct Arguments {
    std::uint64_t crash_points = 1'000'000;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> episode;
    bool explain = false;
    bool twice = false;
    std::optional<PlantedFault> fault;
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

/// Plays the episodes and prints what came of them.
///
/// Returns: what follows from every step, and whether every promise was kept.
std::pair<std::uint64_t, bool> play(const Arguments& arguments) {
    Simulation simulation;
    simulation.explain(arguments.explain);
    SimulatedBacking backing;
    const auto began = std::chrono::steady_clock::now();
    std::uint64_t episodes = 0;
    std::uint64_t unknown = 0;
    EpisodeResult result;
    std::uint64_t episode = arguments.episode.value_or(0);
    for (;; ++episode) {
        result = play_episode(backing, arguments.seed, episode, arguments.fault);
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
        std::printf("replay: simulated_ring --seed %lu --episode %lu --explain\n", arguments.seed,
                    episode);
    }
    std::printf(
        "simulated ring: %s; seed %lu, %lu episodes (%lu too wide to check), %lu steps, "
        "%lu crash points, %lu crashes, trace %016lx, %.1f s, %.0f crash points/s\n",
        result.violation ? "FAILED" : "passed", arguments.seed, episodes, unknown,
        simulation.steps(), simulation.crash_points(), simulation.crashes(),
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
    return model_counter::crash::run(arguments);
}
