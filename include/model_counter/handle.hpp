#pragma once

#include "model_counter/cell.hpp"
#include "model_counter/change.hpp"
#include "model_counter/counter_id.hpp"

#include <cstdint>
#include <memory>
#include <system_error>
#include <utility>

namespace model_counter {

class Store;

/// One counter, looked up once: nanoseconds per increment.
///
/// Threads: one at a time for each object; copies are cheap and independent, one per thread.
///          A handle may outlive its `Counters`; using it then fails with unavailable.
/// Cost:    (a) never blocks with the embedded and the memory store: no system call, no
///          allocation, no lock, except once after each sync, when it looks the counter up again.
class CounterHandle {
public:
    /// Adds `amount`.
    ///
    /// Errors: returned, never thrown: invalid_argument, out_of_range, busy, unavailable, in_doubt;
    ///         on an error nothing was counted, except perhaps on in_doubt
    std::error_code add(std::int64_t amount = 1) noexcept {
        if (amount <= kAmountMaxForHandle && amount >= -kAmountMaxForHandle &&
            try_add(where_, amount)) [[likely]] {
            return {};
        }
        return add_slowly(amount);
    }

    /// Adds `amount`.
    ///
    /// Errors: as `add`, thrown as `Error`
    void increment(std::int64_t amount = 1) {
        if (const auto error = add(amount)) [[unlikely]] {
            raise(error);
        }
    }

    /// Subtracts `amount`; the value may go below zero.
    void decrement(std::int64_t amount = 1);

    /// Which counter this is.
    [[nodiscard]] const CounterId& id() const noexcept { return *id_; }

private:
    friend class Counters;
    static constexpr std::int64_t kAmountMaxForHandle = (std::int64_t{1} << 60) - 1;

    CounterHandle(std::shared_ptr<Store> store, CounterId id);
    std::error_code add_slowly(std::int64_t amount) noexcept;
    [[noreturn]] void raise(std::error_code error) const;

    CellRef where_;
    std::shared_ptr<Store> store_;
    std::shared_ptr<const CounterId> id_;
};

}  // namespace model_counter
