#include "store/embedded/fingerprint.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_set>
#include <vector>

namespace model_counter::embedded {
namespace {

FingerprintKeys random_keys(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    FingerprintKeys keys{};
    for (std::uint64_t& word : keys) {
        word = random();
    }
    return keys;
}

class EmbeddedFingerprint : public testing::Test {
protected:
    /// Fails when another counter had the same fingerprint, in either half.
    void expect_new(const CounterRef& counter) {
        const Fingerprint fingerprint = fingerprint_(counter);
        EXPECT_TRUE(lows_.insert(fingerprint.low).second);
        EXPECT_TRUE(highs_.insert(fingerprint.high).second);
    }

    FingerprintKeys keys_ = random_keys(7);
    Fingerprinter fingerprint_{keys_};
    std::unordered_set<std::uint64_t> lows_;
    std::unordered_set<std::uint64_t> highs_;
};

TEST_F(EmbeddedFingerprint, is_the_same_for_the_same_counter_wherever_its_texts_lie) {
    const std::string type = "user";
    const std::string shifted = "xuser";
    const CounterRef a{OwnerRef(type, 1), "downloads"};
    const CounterRef b{OwnerRef(std::string_view(shifted).substr(1), "1"), "downloads"};
    EXPECT_EQ(fingerprint_(a), fingerprint_(b));
}

TEST_F(EmbeddedFingerprint, differs_for_every_length_of_every_field) {
    const std::string text(255, 'a');
    const std::string_view view(text);
    for (std::size_t size = 0; size <= 255; ++size) {
        expect_new({OwnerRef(view.substr(0, size), 1), "k"});
        expect_new({OwnerRef("t", view.substr(0, size)), "k"});
    }
    for (std::size_t size = 2; size <= 112; ++size) {
        expect_new({OwnerRef("t", 1), view.substr(0, size)});
    }
    for (std::size_t size = 1; size <= 16; ++size) {
        expect_new({OwnerRef("t", 1), "k", view.substr(0, size)});
    }
    for (std::size_t size = 1; size <= 32; ++size) {
        expect_new({OwnerRef("t", 1), "k", {}, view.substr(0, size)});
    }
}

TEST_F(EmbeddedFingerprint, depends_on_every_byte_of_every_field) {
    for (std::size_t size = 1; size <= 255; size += size < 40 ? 1 : 23) {
        std::string text(size, 'a');
        for (std::size_t i = 0; i < size; ++i) {
            text[i] = 'b';
            expect_new({OwnerRef(text, 1), "k"});
            expect_new({OwnerRef("t", text), "k"});
            if (size <= 112) {
                expect_new({OwnerRef("t", 1), text});
            }
            if (size <= 16) {
                expect_new({OwnerRef("t", 1), "k", text});
            }
            if (size <= 32) {
                expect_new({OwnerRef("t", 1), "k", {}, text});
            }
            text[i] = 'a';
        }
    }
}

TEST_F(EmbeddedFingerprint, moves_no_byte_from_one_field_to_another) {
    expect_new({OwnerRef("ab", "c"), "d"});
    expect_new({OwnerRef("a", "bc"), "d"});
    expect_new({OwnerRef("a", "b"), "cd"});
    expect_new({OwnerRef("ab", "cd"), ""});
    expect_new({OwnerRef("ab", 0), "cd"});
    expect_new({OwnerRef("ab", ""), "cd"});
}

TEST_F(EmbeddedFingerprint, has_no_collisions_among_many_integers_and_spreads_them) {
    std::vector<int> taken(1 << 10);
    for (int id = 0; id < 200'000; ++id) {
        const CounterRef counter{OwnerRef("user", id), "downloads"};
        expect_new(counter);
        ++taken[fingerprint_(counter).low & 1023];
    }
    // About 195 each, with a standard deviation of 14.
    for (const int count : taken) {
        EXPECT_GT(count, 90);
        EXPECT_LT(count, 300);
    }
}

TEST_F(EmbeddedFingerprint, differs_from_store_to_store) {
    const FingerprintKeys other_keys = random_keys(8);
    const Fingerprinter other(other_keys);
    const CounterRef counter{OwnerRef("user", 1), "downloads"};
    EXPECT_NE(fingerprint_(counter).low, other(counter).low);
    EXPECT_NE(fingerprint_(counter).high, other(counter).high);
}

TEST_F(EmbeddedFingerprint, refuses_fields_that_are_longer_than_its_keys) {
    const std::string text(256, 'a');
    const std::string_view view(text);
    EXPECT_TRUE(fits_fingerprint({OwnerRef(view.substr(1), view.substr(1)), view.substr(0, 112)}));
    EXPECT_FALSE(fits_fingerprint({OwnerRef(view, 1), "k"}));
    EXPECT_FALSE(fits_fingerprint({OwnerRef("t", view), "k"}));
    EXPECT_FALSE(fits_fingerprint({OwnerRef("t", 1), view.substr(0, 113)}));
    EXPECT_FALSE(fits_fingerprint({OwnerRef("t", 1), "k", view.substr(0, 17)}));
    EXPECT_FALSE(fits_fingerprint({OwnerRef("t", 1), "k", {}, view.substr(0, 33)}));
}

}  // namespace
}  // namespace model_counter::embedded
