#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace model_counter::crash {

/// Stacks of their own within one thread: each runs until it yields, and goes on when resumed.
///
/// Threads: one.
class Fibers {
public:
    explicit Fibers(std::size_t count);
    ~Fibers();
    Fibers(const Fibers&) = delete;
    Fibers& operator=(const Fibers&) = delete;

    /// Gives an idle fiber something to run; it starts when it is resumed. What `body` throws must
    /// not leave it.
    void start(std::size_t fiber, std::function<void()> body);

    /// Runs a fiber until it yields or its body returns. Called from outside of fibers.
    ///
    /// Returns: false when its body returned.
    bool resume(std::size_t fiber);

    /// Goes back to who resumed the fiber that runs. Called from a fiber.
    void yield();

private:
    struct Fiber;
    std::unique_ptr<Fiber[]> fibers_;
    std::size_t count_;
    Fiber* running_ = nullptr;
};

}  // namespace model_counter::crash
