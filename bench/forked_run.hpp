#pragma once

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <chrono>
#include <new>
#include <stdexcept>

namespace model_counter::bench {

/// Runs `work(process)` in one or two processes at once, this one's children.
///
/// Returns: seconds from the moment both were ready until both were done.
template <class Work>
double run_in_processes(int processes, const Work& work) {
    constexpr int kProcessesMax = 2;
    struct Gate {
        std::atomic<int> ready{0};
        std::atomic<bool> is_open{false};
        std::atomic<int> done{0};
    };
    void* const memory =
        mmap(nullptr, sizeof(Gate), PROT_READ | PROT_WRITE, MAP_ANONYMOUS | MAP_SHARED, -1, 0);
    if (memory == MAP_FAILED) {
        throw std::bad_alloc();
    }
    auto* const gate = new (memory) Gate;
    std::array<pid_t, kProcessesMax> children{};
    for (int process = 0; process < processes; ++process) {
        const pid_t child = fork();
        children.at(static_cast<std::size_t>(process)) = child;
        if (child == 0) {
            gate->ready.fetch_add(1);
            while (!gate->is_open.load()) {
            }
            work(process);
            gate->done.fetch_add(1);
            _exit(0);
        }
    }
    while (gate->ready.load() < processes) {
        usleep(100);
    }
    const auto begin = std::chrono::steady_clock::now();
    gate->is_open.store(true);
    int status = 0;
    for (int process = 0; process < processes; ++process) {
        waitpid(children.at(static_cast<std::size_t>(process)), &status, 0);
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    const bool all_done = gate->done.load() == processes;
    munmap(memory, sizeof(Gate));
    if (!all_done) {
        throw std::runtime_error("a process of the benchmark ended early");
    }
    return passed.count();
}

}  // namespace model_counter::bench
