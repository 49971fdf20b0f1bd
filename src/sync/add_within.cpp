#include "sync/add_within.hpp"

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {
namespace {

/// How often what is settled is read anew for one addition.
constexpr int kAttemptsMax = 1000;

}  // namespace

BoundedAdd add_within(Store& store, Reader& reader, SettledUse use, const CounterRef& counter,
                      std::int64_t amount, const Bounds& bounds, const Deadline& deadline) {
    BoundedAdd result = store.add_within(counter, amount, bounds, nullptr);
    for (int attempt = 0; result.outcome == BoundedAdd::Outcome::unsettled; ++attempt) {
        if (attempt == kAttemptsMax) {
            throw Error(ErrorCode::busy, "counter " + canonical_text(counter) +
                                             ": the store is sealed again and again; try later");
        }
        const Reader::SettledValue read = reader.read_settled(counter, deadline);
        if (!read.settled) {
            throw Error(ErrorCode::out_of_range,
                        "counter " + canonical_text(counter) +
                            ": its value leaves the 64-bit range; set gives it one that fits");
        }
        if (use == SettledUse::remember && read.lasts) {
            store.remember(counter, *read.settled);
        }
        result = store.add_within(counter, amount, bounds, &*read.settled);
    }
    return result;
}

}  // namespace model_counter
