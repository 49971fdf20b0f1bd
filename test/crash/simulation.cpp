#include "crash/simulation.hpp"

#include "step_hook.hpp"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace model_counter::crash {
namespace {

/// More steps than any run takes that has an end.
constexpr std::uint64_t kStepsMax = 2'000'000;

Simulation* the_simulation = nullptr;

void step_of_library(const char* name) { simulation().step(name); }

}  // namespace

Simulation& simulation() { return *the_simulation; }

Simulation::Simulation() : fibers_(kActorsMax) {
    assert(the_simulation == nullptr);
    the_simulation = this;
    internal::step_hook = step_of_library;
}

Simulation::~Simulation() {
    internal::step_hook = nullptr;
    the_simulation = nullptr;
}

void Simulation::reset(std::uint64_t seed, const Schedule& schedule) {
    random_ = Random(seed);
    schedule_ = schedule;
    actors_.clear();
    actors_.reserve(kActorsMax);
    running_ = nullptr;
    process_died_ = false;
    machine_died_ = false;
    crashes_left_ = schedule.crashes_max;
    lowest_priority_ = std::uint64_t{1} << 32;
    steps_of_run_ = 0;
    events_ = 0;
    slept_nanoseconds_ = 0;
}

void Simulation::add_actor(std::string_view name, std::size_t process, std::function<void()> body) {
    assert(actors_.size() < kActorsMax);
    Actor actor;
    actor.name = name;
    actor.process = process;
    actor.body = std::move(body);
    actor.priority = lowest_priority_ + random_.next() / 2;
    actors_.push_back(std::move(actor));
}

void Simulation::run(const std::function<void(std::size_t)>& killed) {
    while (Actor* next = choose()) {
        go_on(*next);
        if (failure_) {
            // Whoever is under way unwinds before what they use is gone.
            bury(kEveryProcess);
            std::rethrow_exception(std::exchange(failure_, nullptr));
        }
        if (std::exchange(process_died_, false)) {
            const std::size_t dead =
                std::exchange(machine_died_, false) ? kEveryProcess : next->process;
            bury(dead);
            killed(dead);
        }
    }
}

/// Unwinds what is left of a killed process's actors.
void Simulation::bury(std::size_t process) {
    for (Actor& actor : actors_) {
        const bool is_meant = process == kEveryProcess || actor.process == process;
        while (is_meant && actor.runs) {
            actor.to_be_killed = true;
            go_on(actor);
        }
    }
}

void Simulation::go_on(Actor& actor) {
    const auto index = static_cast<std::size_t>(&actor - actors_.data());
    if (!actor.runs) {
        actor.runs = true;
        actor.to_be_killed = false;
        fibers_.start(index, [this, &actor] { run_body(actor); });
    }
    running_ = &actor;
    actor.runs = fibers_.resume(index);
    running_ = nullptr;
}

void Simulation::run_body(Actor& actor) {
    try {
        actor.body();
        actor.done = true;
    } catch (const Killed&) {
        tell("is dead");
    } catch (...) {
        failure_ = std::current_exception();
        actor.done = true;
    }
}

auto Simulation::choose() -> Actor* {
    Actor* chosen = nullptr;
    std::uint64_t ready = 0;
    for (Actor& actor : actors_) {
        if (actor.done) {
            continue;
        }
        ++ready;
        if (schedule_.by_priority) {
            chosen = chosen == nullptr || actor.priority > chosen->priority ? &actor : chosen;
        } else if (random_.one_in(ready)) {
            chosen = &actor;
        }
    }
    return chosen;
}

bool Simulation::should_switch(std::string_view step) {
    if (!schedule_.by_priority) {
        return schedule_.switch_one_in <= 1 || random_.one_in(schedule_.switch_one_in);
    }
    const auto& names = schedule_.turning_steps;
    const bool is_turning = std::find(names.begin(), names.end(), step) != names.end();
    if (!random_.one_in(is_turning ? 2 : schedule_.turn_one_in)) {
        return false;
    }
    running_->priority = --lowest_priority_;
    return true;
}

void Simulation::take_step(std::string_view name, bool may_be_killed) {
    if (running_ == nullptr) {
        return;
    }
    Actor& self = *running_;
    note(name);
    if (self.to_be_killed) {
        if (may_be_killed) {
            throw Killed{};
        }
        return;
    }
    if (++steps_of_run_ > kStepsMax) {
        throw std::runtime_error("more than 2,000,000 steps: somebody goes round in circles");
    }
    if (may_be_killed && crashes_left_ > 0) {
        ++crash_points_;
        if (random_.one_in(schedule_.crash_one_in)) {
            --crashes_left_;
            ++crashes_;
            process_died_ = true;
            machine_died_ = schedule_.may_lose_power && random_.one_in(3);
            tell(machine_died_ ? "LOSES POWER" : "is KILLED");
            throw Killed{};
        }
    }
    if (undivided_ == 0 && should_switch(name)) {
        fibers_.yield();
        if (self.to_be_killed && may_be_killed) {
            throw Killed{};
        }
    }
}

void Simulation::Undivided::count(int change) const noexcept {
    the_simulation->undivided_ += wanted_ ? change : 0;
}

void Simulation::note(std::string_view name) {
    ++steps_;
    // FNV-1a.
    std::uint64_t hash = trace_hash_ ^ static_cast<std::uint64_t>(running_ - actors_.data());
    for (const char c : name) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    trace_hash_ = hash;
    tell(name);
}

void Simulation::tell(std::string_view what) const {
    if (!explain_) {
        return;
    }
    if (running_ == nullptr) {
        std::printf("%6s %.*s\n", "", static_cast<int>(what.size()), what.data());
        return;
    }
    std::printf("%6lu %.*s (process %zu): %.*s\n", static_cast<unsigned long>(steps_of_run_),
                static_cast<int>(running_->name.size()), running_->name.data(), running_->process,
                static_cast<int>(what.size()), what.data());
}

std::chrono::system_clock::time_point Simulation::system_now() {
    return std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000)) +
           std::chrono::duration_cast<std::chrono::system_clock::duration>(
               steady_now().time_since_epoch());
}

std::chrono::steady_clock::time_point Simulation::steady_now() {
    return std::chrono::steady_clock::time_point(std::chrono::nanoseconds(slept_nanoseconds_) +
                                                 std::chrono::microseconds(steps_of_run_));
}

void Simulation::sleep_for(std::chrono::nanoseconds duration) {
    slept_nanoseconds_ += duration.count();
    step("sleeps");
    if (running_ != nullptr) {
        running_->priority = --lowest_priority_;
        fibers_.yield();
        if (running_ != nullptr && running_->to_be_killed) {
            throw Killed{};
        }
    }
}

}  // namespace model_counter::crash
