#pragma once

#include "model_counter/error.hpp"

#include "model/sum_within.hpp"
#include "store/embedded/table.hpp"

#include <optional>

// Values without the database: what is settled of a counter, and its cell in the open generation.
namespace model_counter::embedded {

/// Whether what is settled is so still. Whoever read it had helped to close the generations below,
/// so the cell of this one is all that moves.
template <class Probe>
[[gnu::always_inline]] inline bool Table<Probe>::holds(const SettledAt& settled) const {
    Probe::step(TableStep::look_at_settled);
    return (control_.current.load(std::memory_order_acquire) == settled.generation ||
            Probe::planted(Plant::settled_outlives_generation)) &&
           control_.discarded_through.load(std::memory_order_acquire) ==
               settled.discarded_through &&
           control_.epoch.load(std::memory_order_acquire) == settled.epoch;
}

/// In words of the control page. Where sets were renumbered since, the numbers that come out are
/// too low ever to hold again.
template <class Probe>
SettledAt Table<Probe>::settled_at(const Settled& settled) const {
    SettledAt at;
    at.generation = settled.open_seq - control_.seq_offset.load(std::memory_order_acquire);
    if (settled.last_discarded > 0) {
        at.discarded_through =
            settled.last_discarded - control_.discarded_offset.load(std::memory_order_acquire);
    }
    at.epoch = settled.epoch;
    at.value = settled.value;
    return at;
}

template <class Probe>
void Table<Probe>::remember(const CounterRef& counter, const Settled& settled) {
    settled_.insert(fingerprint_of(counter), settled_at(settled));
}

template <class Probe>
std::optional<std::int64_t> Table<Probe>::recall(const CounterRef& counter) {
    const Fingerprint fingerprint = fingerprint_of(counter);
    const std::optional<SettledAt> settled = settled_.find(fingerprint);
    if (!settled) {
        return std::nullopt;
    }
    GenerationHeader* header = find(settled->generation);
    if (header == nullptr) {
        return std::nullopt;
    }
    const auto change = find_change(header, settled->generation, fingerprint);
    // Looked at last: what is counted in a later generation was counted after this.
    if (!holds(*settled)) {
        return std::nullopt;
    }
    return change ? apply(settled->value, *change) : settled->value;
}

template <class Probe>
BoundedAdd Table<Probe>::add_within(const CounterRef& counter, std::int64_t amount,
                                    const Bounds& bounds, const Settled* given) {
    check_amount(counter, amount);
    const Fingerprint fingerprint = fingerprint_of(counter);
    const std::optional<SettledAt> settled =
        given != nullptr ? std::optional(settled_at(*given)) : settled_.find(fingerprint);
    BoundedAdd result;
    if (!settled) {
        return result;
    }
    change(counter, fingerprint,
           [&](GenerationHeader* header, std::uint64_t generation, Slot& slot) {
               // Once is enough: whoever needs a value of a later generation closes this one first,
               // and then this cell refuses.
               if (generation != settled->generation || !holds(*settled)) {
                   result.outcome = BoundedAdd::Outcome::unsettled;
                   return Changed::done;
               }
               return add_within_cell(header, generation, slot, counter, amount,
                                      {bounds, settled->value}, result);
           });
    return result;
}

template <class Probe>
[[gnu::always_inline]] inline auto Table<Probe>::add_within_cell(
    GenerationHeader* header, std::uint64_t generation, Slot& slot, const CounterRef& counter,
    std::int64_t amount, const Check& check, BoundedAdd& result) -> Changed {
    const auto admits = [&](const Change& earlier) {
        const std::optional<std::int64_t> value = apply(check.settled, earlier);
        if (!value) {
            throw Error(ErrorCode::out_of_range,
                        canonical_text(counter) + ": its value leaves the 64-bit range; sync");
        }
        const std::optional<std::int64_t> sum = sum_within(*value, amount, check.bounds);
        result.outcome = sum ? BoundedAdd::Outcome::done : BoundedAdd::Outcome::refused;
        result.value = sum.value_or(*value);
        return sum.has_value();
    };
    return change_cell(header, generation, slot, counter, {Change::Kind::add, amount}, admits);
}

template <class Probe>
void Table<Probe>::raise_epoch() {
    std::uint64_t generation = 0;
    static_cast<void>(open_part(generation));
    control_.epoch.fetch_add(1, std::memory_order_acq_rel);
}

}  // namespace model_counter::embedded
