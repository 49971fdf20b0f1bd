#include "crash/episode.hpp"

#include "crash/actors.hpp"

#include <array>
#include <deque>
#include <exception>

namespace model_counter::crash {
namespace {

/// Every write of unknown outcome doubles the orders to look at.
constexpr std::size_t kInDoubtMax = 6;

/// Between a look and what follows from it.
constexpr std::array<std::string_view, 21> kTurningSteps{"claims a slot",
                                                         "looks at current again",
                                                         "reserves room in the arena",
                                                         "fills a slot",
                                                         "publishes a slot",
                                                         "changes a cell",
                                                         "loads a cell",
                                                         "publishes the next generation",
                                                         "draws a nonce",
                                                         "closes a slot",
                                                         "closes a cell",
                                                         "records a discard",
                                                         "overlays the header",
                                                         "overlays the slots",
                                                         "checks what it read",
                                                         "loads a token",
                                                         "settles a token",
                                                         "carries a token over",
                                                         "folds",
                                                         "commit:before",
                                                         "links a generation's file"};

template <class T, std::size_t size>
T one_of(const std::array<T, size>& values) {
    return values[simulation().random().below(size)];
}

Schedule draw_schedule(Random& random) {
    constexpr std::array<std::uint64_t, 5> kSwitches{1, 2, 4, 8, 32};
    constexpr std::array<std::uint64_t, 5> kTurns{8, 16, 32, 128, 512};
    constexpr std::array<std::uint64_t, 4> kCrashes{50, 200, 1000, 5000};
    Schedule schedule;
    schedule.by_priority = random.one_in(2);
    schedule.switch_one_in = kSwitches[random.below(kSwitches.size())];
    schedule.turn_one_in = kTurns[random.below(kTurns.size())];
    if (random.one_in(2)) {
        for (std::string_view& step : schedule.turning_steps) {
            step = kTurningSteps[random.below(kTurningSteps.size())];
        }
    }
    schedule.crash_one_in = kCrashes[random.below(kCrashes.size())];
    schedule.crashes_max = random.between(0, 6);
    schedule.may_lose_power = random.one_in(6);
    return schedule;
}

World::Options draw_world(std::optional<PlantedFault> fault, int actors) {
    constexpr std::array<embedded::GenerationShape, 6> kShapes{
        {{2, 256}, {4, 256}, {4, 512}, {8, 256}, {8, 1024}, {16, 1024}}};
    constexpr std::array<Overlay, 4> kOverlays{Overlay::none, Overlay::whole, Overlay::slots_first,
                                               Overlay::header_first};
    Random& random = simulation().random();
    World::Options options;
    options.counters = static_cast<std::size_t>(random.between(1, 4));
    constexpr std::array<std::size_t, 2> kFew{1, 2};
    options.processes = random.one_in(2) ? static_cast<std::size_t>(actors) : one_of(kFew);
    options.first_shape = one_of(kShapes);
    options.overlay = one_of(kOverlays);
    options.weather.fair = random.one_in(2);
    options.fault = fault;
    return options;
}

/// Who takes part, and where they run.
class Cast {
public:
    explicit Cast(World& world, std::size_t processes) : world_(world), processes_(processes) {}

    void add_writer(int operations) {
        WriterActor& actor = writers_.emplace_back(world_, next_process(), operations);
        simulation().add_actor(name("writer", writers_.size()), last_process(),
                               [&actor] { actor.run(); });
    }
    void add_synchronizer(int rounds) {
        SynchronizerActor& actor = synchronizers_.emplace_back(world_, next_process(), rounds);
        simulation().add_actor(name("synchronizer", synchronizers_.size()), last_process(),
                               [&actor] { actor.run(); });
    }
    void add_reader(int rounds) {
        ReaderActor& actor = readers_.emplace_back(world_, next_process(), rounds);
        simulation().add_actor(name("reader", readers_.size()), last_process(),
                               [&actor] { actor.run(); });
    }

private:
    std::size_t next_process() { return ++added_ % processes_; }
    [[nodiscard]] std::size_t last_process() const { return added_ % processes_; }
    std::string_view name(const char* role, std::size_t number) {
        return names_.emplace_back(std::string(role) + " " + std::to_string(number));
    }

    World& world_;
    std::size_t processes_;
    std::size_t added_ = 0;
    std::deque<WriterActor> writers_;
    std::deque<SynchronizerActor> synchronizers_;
    std::deque<ReaderActor> readers_;
    std::deque<std::string> names_;
};

/// Returns: whether some history could not be checked.
bool play(SimulatedBacking& backing, SimulatedTables& tables, const Schedule& schedule,
          std::optional<PlantedFault> fault) {
    Random& random = simulation().random();
    // Few steps beside those that matter: one counter, a few operations.
    const bool is_narrow = schedule.by_priority && random.one_in(2);
    const int writers = is_narrow ? 2 : random.between(1, 4);
    const int readers = is_narrow ? random.between(0, 1) : random.between(0, 2);
    constexpr int kSynchronizers = 2;
    World::Options options = draw_world(fault, writers + readers + kSynchronizers);
    options.may_go_back = schedule.may_lose_power;
    // What was not flushed may be gone after a power loss, in any number of ways.
    options.has_wide = !schedule.may_lose_power && !is_narrow && random.one_in(4);
    if (is_narrow) {
        options.counters = 1;
    }
    World world(backing, tables, options);
    Cast cast(world, options.processes);
    for (int i = 0; i < writers; ++i) {
        cast.add_writer(random.between(1, is_narrow ? 3 : 8));
    }
    for (int i = 0; i < kSynchronizers; ++i) {
        cast.add_synchronizer(random.between(1, is_narrow ? 2 : 4));
    }
    for (int i = 0; i < readers; ++i) {
        cast.add_reader(random.between(1, 4));
    }
    simulation().run([&](std::size_t process) {
        if (process == Simulation::kEveryProcess) {
            world.lose_power();
        } else {
            world.start_process(process);
        }
        if (world.in_doubt() >= kInDoubtMax) {
            simulation().stop_killing();
        }
    });
    world.settle();
    return world.has_unknown();
}

}  // namespace

EpisodeResult play_episode(SimulatedBacking& backing, SimulatedTables& tables, std::uint64_t seed,
                           std::uint64_t number, std::optional<PlantedFault> fault) {
    std::uint64_t mixed = seed ^ (number * 0x9e3779b97f4a7c15U);
    Random first(Random::split_mix(mixed));
    const Schedule schedule = draw_schedule(first);
    simulation().reset(first.next(), schedule);
    try {
        return {std::nullopt, play(backing, tables, schedule, fault)};
    } catch (const std::exception& error) {
        return {error.what(), false};
    }
}

}  // namespace model_counter::crash
