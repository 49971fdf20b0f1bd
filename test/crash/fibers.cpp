#include "crash/fibers.hpp"

#include <boost/context/fiber.hpp>
#include <boost/context/fixedsize_stack.hpp>

#include <cxxabi.h>
#include <array>
#include <cassert>
#include <cstring>
#include <utility>

namespace model_counter::crash {
namespace {

constexpr std::size_t kStackBytes = 256 * 1024;

/// What the C++ runtime knows of the exceptions being handled: it belongs to a stack.
struct Exceptions {
    std::array<char, 2 * sizeof(void*)> bytes{};

    void swap() noexcept {
        std::array<char, 2 * sizeof(void*)> present;
        void* globals = abi::__cxa_get_globals();
        std::memcpy(present.data(), globals, present.size());
        std::memcpy(globals, bytes.data(), bytes.size());
        bytes = present;
    }
};

}  // namespace

struct Fibers::Fiber {
    boost::context::fiber inside;   ///< where it goes on
    boost::context::fiber outside;  ///< who resumed it
    Exceptions exceptions;
    std::function<void()> body;
    bool ends = false;

    boost::context::fiber run(boost::context::fiber&& caller) {
        outside = std::move(caller);
        while (!ends) {
            body();
            body = nullptr;
            outside = std::move(outside).resume();
        }
        return std::move(outside);
    }
};

Fibers::Fibers(std::size_t count) : fibers_(std::make_unique<Fiber[]>(count)), count_(count) {
    for (std::size_t i = 0; i < count; ++i) {
        Fiber& fiber = fibers_[i];
        fiber.inside = boost::context::fiber(
            std::allocator_arg, boost::context::fixedsize_stack(kStackBytes),
            [&fiber](boost::context::fiber&& caller) { return fiber.run(std::move(caller)); });
    }
}

Fibers::~Fibers() {
    for (std::size_t i = 0; i < count_; ++i) {
        Fiber& fiber = fibers_[i];
        fiber.ends = true;
        fiber.inside = std::move(fiber.inside).resume();
    }
}

void Fibers::start(std::size_t fiber, std::function<void()> body) {
    assert(fiber < count_ && !fibers_[fiber].body);
    fibers_[fiber].body = std::move(body);
}

bool Fibers::resume(std::size_t fiber) {
    running_ = &fibers_[fiber];
    running_->exceptions.swap();
    running_->inside = std::move(running_->inside).resume();
    fibers_[fiber].exceptions.swap();
    return static_cast<bool>(fibers_[fiber].body);
}

void Fibers::yield() {
    Fiber& self = *running_;
    self.outside = std::move(self.outside).resume();
}

}  // namespace model_counter::crash
