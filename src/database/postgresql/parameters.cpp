#include "database/postgresql/parameters.hpp"

namespace model_counter::postgresql {
namespace {

// The server's own numbers of types; they never change.
constexpr unsigned kInteger = 20;     // bigint
constexpr unsigned kText = 25;        // text
constexpr unsigned kIntegers = 1016;  // bigint[]
constexpr unsigned kTexts = 1009;     // text[]

void put(std::string& bytes, std::uint64_t value, unsigned size) {
    for (unsigned shift = size * 8; shift > 0; shift -= 8) {
        bytes += static_cast<char>(value >> (shift - 8) & 0xFFU);
    }
}

}  // namespace

std::string& Parameters::add(unsigned type) {
    types_.push_back(type);
    return values_.emplace_back();
}

Parameters& Parameters::integer(std::int64_t value) {
    put(add(kInteger), static_cast<std::uint64_t>(value), 8);
    return *this;
}

Parameters& Parameters::text(std::string_view value) {
    add(kText) = value;
    return *this;
}

Parameters::Array Parameters::integers(std::size_t count) {
    constexpr std::size_t kBytesEach = 12;
    Array result = array(kIntegers, kInteger, count);
    values_.back().reserve(values_.back().size() + count * kBytesEach);
    return result;
}

Parameters::Array Parameters::texts(std::size_t count) { return array(kTexts, kText, count); }

// Of one dimension, without NULLs, numbered from 1.
Parameters::Array Parameters::array(unsigned type, unsigned element, std::size_t count) {
    std::string& bytes = add(type);
    put(bytes, count == 0 ? 0 : 1, 4);
    put(bytes, 0, 4);
    put(bytes, element, 4);
    if (count > 0) {
        put(bytes, count, 4);
        put(bytes, 1, 4);
    }
    return Array(bytes);
}

void Parameters::Array::integer(std::int64_t value) {
    put(bytes_, 8, 4);
    put(bytes_, static_cast<std::uint64_t>(value), 8);
}

void Parameters::Array::text(std::string_view value) {
    put(bytes_, value.size(), 4);
    bytes_ += value;
}

}  // namespace model_counter::postgresql
