#include "bench/workload.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <random>
#include <utility>

namespace model_counter::bench {
namespace {

constexpr std::uint64_t kSeed = 20;
constexpr double kZipfExponent = 0.99;

std::vector<std::uint32_t> make_uniform(std::uint32_t counters) {
    std::mt19937_64 random(kSeed);
    std::uniform_int_distribution<std::uint32_t> choose(1, counters);
    std::vector<std::uint32_t> ids(kSequenceLength);
    std::generate(ids.begin(), ids.end(), [&] { return choose(random); });
    return ids;
}

std::vector<std::uint32_t> make_zipf(std::uint32_t counters) {
    std::vector<double> up_to(counters);
    double sum = 0;
    for (std::uint32_t rank = 0; rank < counters; ++rank) {
        sum += std::pow(rank + 1.0, -kZipfExponent);
        up_to[rank] = sum;
    }
    const std::vector<std::uint32_t> id_of_rank = shuffled_ids(counters);
    std::mt19937_64 random(kSeed);
    std::uniform_real_distribution<double> choose(0, sum);
    std::vector<std::uint32_t> ids(kSequenceLength);
    std::generate(ids.begin(), ids.end(), [&] {
        const auto found = std::upper_bound(up_to.begin(), up_to.end(), choose(random));
        const auto rank = std::min<std::ptrdiff_t>(found - up_to.begin(), counters - 1);
        return id_of_rank[static_cast<std::size_t>(rank)];
    });
    return ids;
}

}  // namespace

const std::vector<std::uint32_t>& id_sequence(Spread spread, std::uint32_t counters) {
    static std::mutex mutex;
    static std::map<std::pair<Spread, std::uint32_t>, std::vector<std::uint32_t>> made;
    const std::lock_guard lock(mutex);
    std::vector<std::uint32_t>& ids = made[{spread, counters}];
    if (ids.empty()) {
        ids = spread == Spread::zipf ? make_zipf(counters) : make_uniform(counters);
    }
    return ids;
}

std::vector<std::uint32_t> shuffled_ids(std::uint32_t counters, std::uint64_t order) {
    std::vector<std::uint32_t> ids(counters);
    std::iota(ids.begin(), ids.end(), 1U);
    std::mt19937_64 random(kSeed + 1 + order);
    std::shuffle(ids.begin(), ids.end(), random);
    return ids;
}

std::vector<Delta> ones(const std::vector<std::uint32_t>& ids) {
    std::vector<Delta> deltas;
    deltas.reserve(ids.size());
    for (const std::uint32_t id : ids) {
        deltas.push_back({id, 1});
    }
    return deltas;
}

}  // namespace model_counter::bench
