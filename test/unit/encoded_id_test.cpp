#include "model_counter/encoded_id.hpp"

#include "support/arbitrary_ids.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <compare>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {
namespace {

using test::refusal;
using testing::AllOf;
using testing::HasSubstr;

std::string hexadecimal(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += "0123456789abcdef"[value >> 4U];
        text += "0123456789abcdef"[value & 0xFU];
    }
    return text;
}

/// Bytes written as text, NUL as `|`.
std::string bytes(std::string text) {
    for (char& byte : text) {
        byte = byte == '|' ? '\0' : byte;
    }
    return text;
}

std::vector<std::string> split(const std::string& line, char separator) {
    std::vector<std::string> fields(1);
    for (const char byte : line) {
        if (byte == separator) {
            fields.emplace_back();
        } else {
            fields.back() += byte;
        }
    }
    return fields;
}

TEST(EncodedId, and_canonical_texts_are_byte_for_byte_what_they_were) {
    std::ifstream file(std::string(MODEL_COUNTER_TEST_DIR) + "/golden/counter_ids.tsv");
    std::size_t counters = 0;
    std::string before;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) {
            continue;
        }
        const std::vector<std::string> fields = split(line, '\t');
        ASSERT_EQ(fields.size(), 5U) << line;
        SCOPED_TRACE("When this turns red, stored data no longer reads: " + line);
        const CounterId counter(Owner(fields[0], fields[1]), fields[2]);
        EXPECT_EQ(counter.text(), fields[3]);
        EXPECT_EQ(CounterId::parse(fields[3]), counter);
        const std::string encoded = encode(counter.ref());
        EXPECT_EQ(hexadecimal(encoded), fields[4]);
        EXPECT_EQ(CounterId(decode(encoded)), counter);
        EXPECT_LT(before, encoded) << "the file is in the order of the primary key";
        before = encoded;
        ++counters;
    }
    EXPECT_GE(counters, 20U) << "golden/counter_ids.tsv is missing or cut short";
}

RC_GTEST_PROP(EncodedId, loses_nothing, ()) {
    const CounterId counter = *test::any_counter();
    const std::string encoded = encode(counter.ref());
    RC_ASSERT(EncodedId(counter.ref()).bytes() == encoded);
    RC_ASSERT(CounterId(decode(encoded)) == counter);
}

RC_GTEST_PROP(EncodedId, orders_as_type_kind_of_id_id_and_key_do, ()) {
    const CounterId a = *test::any_counter();
    const CounterId b = *test::any_counter();
    const CounterId neighbour(*rc::gen::element(a.owner(), b.owner()),
                              *rc::gen::element(a.key(), b.key()));
    for (const CounterId& other : {b, neighbour}) {
        RC_ASSERT((encode(a.ref()) <=> encode(other.ref())) ==
                  (test::order_of(a.ref()) <=> test::order_of(other.ref())));
    }
}

RC_GTEST_PROP(EncodedId, begins_with_the_prefix_of_its_own_owner_alone, ()) {
    const CounterId a = *test::any_counter();
    const CounterId b = *test::any_counter();
    const std::string prefix = encoded_owner_prefix(a.owner().ref());
    RC_ASSERT(encode(a.ref()).starts_with(prefix));
    RC_ASSERT(encode(b.ref()).starts_with(prefix) == (a.owner() == b.owner()));
}

TEST(EncodedId, orders_integers_by_value_and_before_texts) {
    std::string before;
    for (const char* id :
         {"-9223372036854775808", "-256", "-1", "0", "1", "2", "10", "255", "256",
          "9223372036854775807", " 1", "+1", "-0", "01", "9223372036854775808", "a", "é"}) {
        const std::string encoded = encode({OwnerRef("user", id), "k"});
        EXPECT_LT(before, encoded) << id;
        before = encoded;
    }
}

TEST(EncodedId, has_room_for_the_longest_counter) {
    const CounterId counter(Owner(std::string(255, 't'), std::string(255, ':')),
                            std::string(100, 'k'));
    const EncodedId encoded(counter.ref());
    EXPECT_EQ(encoded.bytes().size(), 255U + 1 + 1 + 255 + 1 + 100 + 1 + 1);
    EXPECT_LE(encoded.bytes().size(), kEncodedIdBytesMax);
    EXPECT_EQ(CounterId(decode(encoded.bytes())), counter);
}

TEST(EncodedId, is_refused_wherever_it_is_cut_short) {
    for (const CounterId& counter : {CounterId::parse("user:1:k"), CounterId::parse("user:a:k")}) {
        const std::string whole = encode(counter.ref());
        for (std::size_t size = 0; size < whole.size(); ++size) {
            EXPECT_THAT(refusal([&] { static_cast<void>(decode(whole.substr(0, size))); },
                                ErrorCode::corrupt),
                        AllOf(HasSubstr("counter id"), HasSubstr("damaged")))
                << size;
        }
        EXPECT_EQ(CounterId(decode(whole)), counter);
    }
}

TEST(EncodedId, is_refused_when_it_is_not_the_encoding_of_a_counter_within_the_limits) {
    const std::string one = std::string("\x01\x80\0\0\0\0\0\0\x01", 9);
    ASSERT_EQ(decode(bytes("user|") + one + bytes("k||")).owner, OwnerRef("user", 1));
    const std::string bad[] = {
        bytes("user|\x03"
              "a|k||"),  // no such kind of id
        bytes("user|\x02"
              "1|k||"),  // an integer as a text
        bytes("user|\x02"
              "-5|k||"),                       //
        bytes("|") + one + bytes("k||"),       // an empty type
        bytes("user|\x02|k||"),                // an empty id
        bytes("user|") + one + bytes("||"),    // an empty key
        bytes("us:er|") + one + bytes("k||"),  // a colon
        bytes("user|") + one + bytes("k:|") + bytes("|"),
        bytes("user|") + one + bytes("\n||"),     // a control character
        bytes("user|") + one + bytes("\xFF||"),   // not UTF-8
        bytes("user|") + one + bytes("k||x"),     // something behind
        bytes("user|") + one + bytes("k|||"),     //
        bytes("user|") + one + bytes("k|day|1"),  // an interval
        std::string(256, 't') + bytes("|") + one + bytes("k||"),
        bytes("user|") + one + std::string(101, 'k') + bytes("||"),
        bytes("user|\x02") + std::string(256, 'i') + bytes("|k||"),
    };
    for (const std::string& encoded : bad) {
        EXPECT_THAT(refusal([&] { static_cast<void>(decode(encoded)); }, ErrorCode::corrupt),
                    HasSubstr("damaged"))
            << hexadecimal(encoded);
    }
}

}  // namespace
}  // namespace model_counter
