#pragma once

#include "crash/fibers.hpp"
#include "crash/random.hpp"
#include "model_counter/clock.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

namespace model_counter::crash {

/// Thrown at a step to play a process that is killed there.
struct Killed {};

/// How the steps of simulated processes are interleaved, and how often one is killed.
struct Schedule {
    bool by_priority = false;         ///< the highest priority runs until a turning point
    std::uint64_t switch_one_in = 1;  ///< else: another one goes on after one in so many steps
    std::uint64_t turn_one_in = 64;   ///< by priority: one in so many steps is a turning point
    /// By priority: steps of these names are turning points every other time. What takes several
    /// actors stopped in the middle of something is rare otherwise.
    std::array<std::string_view, 2> turning_steps{};
    std::uint64_t crash_one_in = 500;  ///< one in so many steps kills the process
    int crashes_max = 4;
    bool may_lose_power = false;  ///< one in three crashes kills every process
};

/// One thread that plays many: it decides at every step who goes on, and who is killed.
///
/// Everything follows from the seed. Time is a number of steps.
class Simulation final : public Clock {
public:
    static constexpr std::size_t kActorsMax = 12;
    /// Stands for all processes of the machine.
    static constexpr std::size_t kEveryProcess = std::numeric_limits<std::size_t>::max();

    Simulation();
    ~Simulation() override;
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    /// Begins anew, without actors.
    void reset(std::uint64_t seed, const Schedule& schedule);

    /// Adds an actor, a thread of a process; `body` runs from its beginning again after the process
    /// was killed.
    void add_actor(std::string_view name, std::size_t process, std::function<void()> body);

    /// Runs until every actor's body has returned. `killed` is told when all actors of a process
    /// are dead, and makes a new process in its place; of `kEveryProcess`, when the power was lost.
    ///
    /// Errors: what a body throws; std::runtime_error when there is no end
    void run(const std::function<void(std::size_t process)>& killed);

    /// A step of the actor that runs: it may be killed here, and others may go on.
    void step(std::string_view name) { take_step(name, true); }
    /// A step at which it cannot be killed, because nothing may be thrown.
    void pause(std::string_view name) { take_step(name, false); }

    /// While one exists nobody else goes on. Whoever runs may still be killed.
    class Undivided {
    public:
        explicit Undivided(bool wanted) noexcept : wanted_(wanted) { count(1); }
        ~Undivided() { count(-1); }
        Undivided(const Undivided&) = delete;
        Undivided& operator=(const Undivided&) = delete;

    private:
        void count(int change) const noexcept;

        bool wanted_;
    };

    /// Nobody is killed any more.
    void stop_killing() noexcept { crashes_left_ = 0; }

    /// The instant of an event; no two have the same.
    std::uint64_t event() noexcept { return ++events_; }

    [[nodiscard]] Random& random() noexcept { return random_; }
    [[nodiscard]] bool is_running() const noexcept { return running_ != nullptr; }

    // Clock.
    std::chrono::system_clock::time_point system_now() override;
    std::chrono::steady_clock::time_point steady_now() override;
    void sleep_for(std::chrono::nanoseconds duration) override;

    // Figures over all runs.
    [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }
    [[nodiscard]] std::uint64_t crash_points() const noexcept { return crash_points_; }
    [[nodiscard]] std::uint64_t crashes() const noexcept { return crashes_; }
    /// Follows from every step of every run.
    [[nodiscard]] std::uint64_t trace_hash() const noexcept { return trace_hash_; }

    /// Prints every step.
    void explain(bool wanted) noexcept { explain_ = wanted; }
    /// Prints a line of the actor that runs, when steps are printed.
    void tell(std::string_view what) const;
    [[nodiscard]] bool explains() const noexcept { return explain_; }

private:
    struct Actor {
        std::string_view name;
        std::size_t process = 0;
        std::function<void()> body;
        std::uint64_t priority = 0;
        bool runs = false;
        bool done = false;
        bool to_be_killed = false;
    };

    void take_step(std::string_view name, bool may_be_killed);
    [[nodiscard]] bool should_switch(std::string_view step);
    [[nodiscard]] Actor* choose();
    void go_on(Actor& actor);
    void run_body(Actor& actor);
    void bury(std::size_t process);
    void note(std::string_view name);

    Fibers fibers_;
    Random random_{0};
    Schedule schedule_;
    std::vector<Actor> actors_;
    Actor* running_ = nullptr;
    std::exception_ptr failure_;
    bool process_died_ = false;
    bool machine_died_ = false;
    int crashes_left_ = 0;
    int undivided_ = 0;
    std::uint64_t lowest_priority_ = 0;
    std::uint64_t steps_of_run_ = 0;
    std::uint64_t events_ = 0;
    std::int64_t slept_nanoseconds_ = 0;

    std::uint64_t steps_ = 0;
    std::uint64_t crash_points_ = 0;
    std::uint64_t crashes_ = 0;
    std::uint64_t trace_hash_ = 0;
    bool explain_ = false;
};

/// The simulation whose steps the probes and hooks of this process report to.
[[nodiscard]] Simulation& simulation();

}  // namespace model_counter::crash
