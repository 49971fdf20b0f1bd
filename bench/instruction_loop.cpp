// A loop over one path, for a tool that counts instructions: bench/instructions runs it. A count is
// the same on every machine and in every run, which a time is not.

#include "bench/open_on_disk.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace model_counter::bench {
namespace {

constexpr std::uint32_t kCounters = 1000;
constexpr std::size_t kBatch = 16;

/// What is counted is what runs in here.
[[gnu::noinline]] void counted_part(const std::function<void()>& loop) { loop(); }

using Loop = std::function<void(Counters&, Walk, std::uint32_t)>;

void by_handle(Counters& counters, Walk, std::uint32_t operations) {
    CounterHandle handle = counters.handle(OwnerRef(kOwnerType, 1), kKey);
    handle.increment();
    counted_part([&] {
        for (std::uint32_t i = 0; i < operations; ++i) {
            handle.increment();
        }
    });
}

void by_key(Counters& counters, Walk walk, std::uint32_t operations) {
    counted_part([&] {
        for (std::uint32_t i = 0; i < operations; ++i) {
            counters.increment(OwnerRef(kOwnerType, walk.next()), kKey);
        }
    });
}

void by_16(Counters& counters, Walk walk, std::uint32_t operations) {
    std::vector<Increment> increments;
    for (std::uint32_t i = 0; i < operations; ++i) {
        increments.push_back({{OwnerRef(kOwnerType, walk.next()), kKey}, 1});
    }
    counted_part([&] {
        for (std::size_t at = 0; at + kBatch <= increments.size(); at += kBatch) {
            counters.increment_many({&increments[at], kBatch});
        }
    });
}

void read_hot(Counters& counters, Walk walk, std::uint32_t operations) {
    for (std::uint32_t id = 1; id <= kCounters; ++id) {
        static_cast<void>(counters.get(OwnerRef(kOwnerType, id), kKey));
    }
    counted_part([&] {
        for (std::uint32_t i = 0; i < operations; ++i) {
            static_cast<void>(counters.get(OwnerRef(kOwnerType, walk.next()), kKey));
        }
    });
}

const std::map<std::string, Loop>& loops() {
    static const std::map<std::string, Loop> all{
        {"by_16", by_16}, {"by_handle", by_handle}, {"by_key", by_key}, {"read_hot", read_hot}};
    return all;
}

int run(const std::string& path, std::uint32_t operations) {
    const auto found = loops().find(path);
    if (found == loops().end() || operations == 0) {
        std::fputs("Usage: instruction_loop by_16|by_handle|by_key|read_hot OPERATIONS\n", stderr);
        return 2;
    }
    const ScratchDirectory directory;
    Options options;
    options.sole_writer = true;
    Counters counters(open_store(directory), make_memory_database(), options);
    for (std::uint32_t id = 1; id <= kCounters; ++id) {
        counters.increment(OwnerRef(kOwnerType, id), kKey);
    }
    found->second(counters, Walk(id_sequence(Spread::uniform, kCounters), 0), operations);
    return 0;
}

}  // namespace
}  // namespace model_counter::bench

int main(int count, char** texts) {
    const unsigned long operations = count == 3 ? std::strtoul(texts[2], nullptr, 10) : 0;
    return model_counter::bench::run(count == 3 ? texts[1] : "",
                                     static_cast<std::uint32_t>(operations));
}
