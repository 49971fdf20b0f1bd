#include "store/embedded/settled_cache.hpp"

#include <gtest/gtest.h>
#include <random>

namespace model_counter::embedded {
namespace {

constexpr std::uint32_t kHot = 1000;

FingerprintKeys random_keys(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    FingerprintKeys keys{};
    for (std::uint64_t& key : keys) {
        key = random();
    }
    return keys;
}

Fingerprint fingerprint_of(const Fingerprinter& fingerprint, std::uint32_t id) {
    return fingerprint({OwnerRef("user", id), "downloads"});
}

TEST(SettledCache, keeps_a_thousand_neighbours_whatever_the_keys) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const FingerprintKeys keys = random_keys(seed);
        const Fingerprinter fingerprint(keys);
        SettledCache cache;
        for (std::uint32_t id = 1; id <= kHot; ++id) {
            cache.insert(fingerprint_of(fingerprint, id), {1, 0, 0, id});
        }
        std::uint32_t found = 0;
        for (std::uint32_t id = 1; id <= kHot; ++id) {
            const auto settled = cache.find(fingerprint_of(fingerprint, id));
            found += settled && settled->value == id ? 1 : 0;
        }
        EXPECT_GE(found, kHot - 5) << "seed " << seed;
    }
}

TEST(SettledCache, replaces_what_is_older) {
    const FingerprintKeys keys = random_keys(1);
    const Fingerprinter fingerprint(keys);
    SettledCache cache;
    constexpr std::uint32_t kMany = 200'000;
    for (std::uint32_t id = 1; id <= kMany; ++id) {
        cache.insert(fingerprint_of(fingerprint, id), {1, 0, 0, id});
    }
    for (std::uint32_t id = kMany + 1; id <= kMany + kHot; ++id) {
        cache.insert(fingerprint_of(fingerprint, id), {2, 1, 0, id});
    }
    std::uint32_t found = 0;
    for (std::uint32_t id = kMany + 1; id <= kMany + kHot; ++id) {
        found += cache.find(fingerprint_of(fingerprint, id)) ? 1U : 0U;
    }
    EXPECT_GE(found, kHot - 5);
}

}  // namespace
}  // namespace model_counter::embedded
