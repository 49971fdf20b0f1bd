#pragma once

#include "model_counter/encoded_id.hpp"
#include "model_counter/store.hpp"

#include <map>
#include <mutex>
#include <span>
#include <string>

namespace model_counter::test {

/// The least that can take sets in exactly once: values and the number of the last set taken.
///
/// Threads: any.
class TinyDatabase {
public:
    /// Takes a set in, unless it is in already.
    void apply(const SealedSet& set) {
        const std::lock_guard guard(mutex_);
        if (set.id.seq <= floor_) {
            return;
        }
        for (const SealedSet::Entry& entry : set.entries) {
            std::int64_t& value = values_[std::string(entry.encoded)];
            value = model_counter::apply(value, entry.change).value();
        }
        floor_ = set.id.seq;
    }

    /// The value of a counter whose parts were read from the store before.
    [[nodiscard]] std::int64_t value(const CounterRef& counter, std::span<const Part> parts) const {
        const std::lock_guard guard(mutex_);
        const auto found = values_.find(encode(counter));
        std::int64_t value = found == values_.end() ? 0 : found->second;
        for (const Part& part : parts) {
            if (part.seq > floor_) {
                value = model_counter::apply(value, part.change).value();
            }
        }
        return value;
    }

    [[nodiscard]] std::uint64_t floor() const {
        const std::lock_guard guard(mutex_);
        return floor_;
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t> values_;
    std::uint64_t floor_ = 0;
};

}  // namespace model_counter::test
