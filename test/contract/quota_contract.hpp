#pragma once

#include "contract/counters_contract.hpp"

namespace model_counter::test {

/// Every store with a database in memory and one in a file, and direct mode with every database.
inline std::vector<CountersKind> quota_kinds() {
    std::vector<CountersKind> kinds = counters_kinds();
    std::erase_if(kinds, [](const CountersKind& kind) {
        return kind.store && kind.database.name != "memory" && kind.database.name != "sqlite";
    });
    return kinds;
}

/// Counting within limits, with and without the promise that the table has one writer.
class QuotaContract : public CountersContract {
protected:
    /// Opens the counters as the table's only writer.
    Counters& sole() {
        Options options;
        options.sole_writer = true;
        return counters(std::move(options));
    }

    /// What was refused, in its numbers.
    struct Refusal {
        std::int64_t value = 0;
        std::int64_t asked = 0;
        std::int64_t limit = 0;

        friend bool operator==(const Refusal&, const Refusal&) = default;
    };

    /// The numbers of the `QuotaExceeded` that `work` throws.
    template <class Work>
    static std::optional<Refusal> refusal(const Work& work) {
        try {
            work();
        } catch (const QuotaExceeded& exceeded) {
            EXPECT_EQ(exceeded.kind(), ErrorCode::conflict);
            EXPECT_FALSE(exceeded.retryable());
            return Refusal{exceeded.value(), exceeded.asked(), exceeded.limit()};
        }
        return std::nullopt;
    }
};

}  // namespace model_counter::test
