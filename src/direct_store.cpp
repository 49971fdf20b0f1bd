#include "direct_store.hpp"

#include "amount.hpp"
#include "model/sum_within.hpp"
#include "model_counter/encoded_id.hpp"
#include "owner_id_kind.hpp"
#include "sync/named_ledger.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>

namespace model_counter {
namespace {

/// Rows of one transaction of a bulk call.
constexpr std::size_t kBlockRows = 1000;

/// Ledger rows over which counters with limits are spread; the same in every process.
constexpr std::uint64_t kLimitRows = 64;

class NoLock final : public ShardLock {};

}  // namespace

DirectStore::DirectStore(std::shared_ptr<Database> database, std::chrono::milliseconds timeout)
    : database_(std::move(database)), timeout_(timeout) {}

void DirectStore::check(const CounterRef& counter) const {
    if (closed_.load(std::memory_order_acquire)) {
        throw Error(ErrorCode::unavailable, "the counters are closed");
    }
    validate(counter);
    check_owner_id(counter, owner_id_kind_.load(std::memory_order_relaxed));
}

void DirectStore::write_one(const CounterRef& counter, const Change& change) {
    check(counter);
    const EncodedId encoded(counter);
    const std::array<FoldRow, 1> rows{{{encoded.bytes(), change}}};
    database_->write(rows, deadline());
}

void DirectStore::add(const CounterRef& counter, std::int64_t amount) {
    check_amount(counter, amount);
    write_one(counter, {Change::Kind::add, amount});
}

Counted DirectStore::add_once(const CounterRef& counter, std::int64_t, const Token&) {
    check(counter);
    throw Error(ErrorCode::invalid_argument,
                "counter " + canonical_text(counter) +
                    ": direct mode keeps no tokens; count with increment_in in a transaction that "
                    "also notes what was counted, or use a store");
}

void DirectStore::set(const CounterRef& counter, std::int64_t value) {
    write_one(counter, {Change::Kind::set, value});
}

void DirectStore::remove(const CounterRef& counter) {
    write_one(counter, {Change::Kind::remove, 0});
}

BulkResult DirectStore::add_many(std::span<const Increment> increments) {
    BulkResult result;
    while (result.done < increments.size() && !result.error) {
        const std::size_t left = increments.size() - result.done;
        const auto block = increments.subspan(result.done, std::min(left, kBlockRows));
        result.done += write_block(block, result.error);
    }
    return result;
}

std::size_t DirectStore::write_block(std::span<const Increment> block,
                                     std::optional<Error>& error) {
    std::vector<std::string> encoded;
    encoded.reserve(block.size());
    std::vector<FoldRow> rows;
    rows.reserve(block.size());
    try {
        for (const Increment& increment : block) {
            check_amount(increment.counter, increment.amount);
            check(increment.counter);
            encoded.push_back(encode(increment.counter));
            rows.push_back({encoded.back(), {Change::Kind::add, increment.amount}});
        }
    } catch (const Error& refused) {
        error = refused;
    }
    if (rows.empty()) {
        return 0;
    }
    try {
        database_->write(rows, deadline());
        return rows.size();
    } catch (const Error& failed) {
        if (failed.kind() != ErrorCode::out_of_range) {
            error = failed;
            return 0;
        }
    }
    // Nothing of the block was written. One by one, those before the one that does not fit are.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        try {
            database_->write(std::span(rows).subspan(i, 1), deadline());
        } catch (const Error& failed) {
            error = failed;
            return i;
        }
    }
    return rows.size();
}

BoundedAdd DirectStore::add_within(const CounterRef& counter, std::int64_t amount,
                                   const Bounds& bounds, const Settled*) {
    check_amount(counter, amount);
    check(counter);
    const EncodedId encoded(counter);
    const std::array<FoldRow, 1> rows{{{encoded.bytes(), {Change::Kind::add, amount}}}};
    const Deadline until = deadline();
    // A ledger row moves with the count: of two that saw the same value one finds it moved.
    const LedgerKey key =
        named_ledger_key("limits " + std::to_string(stable_hash(encoded.bytes()) % kLimitRows));
    (void)database_->open_ledger(key, until);
    std::random_device device;
    for (;;) {
        const Baselines read = database_->read(key, {&counter, 1}, until);
        const std::int64_t value = read.counts[0].value_or(0);
        const auto sum = sum_within(value, amount, bounds);
        if (!sum) {
            return {BoundedAdd::Outcome::refused, value};
        }
        Ledger next = read.ledger;
        ++next.floor;
        next.nonces.assign(1, (std::uint64_t{device()} << 32U) | device());
        const FoldResult result =
            fold_and_settle(*database_, {key, read.ledger, next, rows}, until);
        if (!result.rejects.empty()) {
            throw Error(ErrorCode::out_of_range,
                        "counter " + canonical_text(counter) + ": " + std::to_string(amount) +
                            " more leave the 64-bit range; it is in the rejects table");
        }
        if (!result.moved) {
            return {BoundedAdd::Outcome::done, *sum};
        }
    }
}

CellRef DirectStore::resolve(const CounterRef& counter) {
    check(counter);
    return {};
}

ShardState DirectStore::state(std::uint32_t) {
    // No store writes under this id, hence no ledger row is found and every baseline counts.
    ShardState state;
    state.store_id = std::string(32, '0');
    state.open_seq = 1;
    return state;
}

ShardView DirectStore::read(std::uint32_t shard, std::span<const CounterRef> counters) {
    return {state(shard), std::vector<std::vector<Part>>(counters.size())};
}

ShardScan DirectStore::scan(std::uint32_t shard, const CounterFilter&) {
    return {state(shard), {}};
}

StoreStatus DirectStore::status() {
    StoreStatus status;
    status.kind = "direct";
    return status;
}

std::unique_ptr<ShardLock> DirectStore::lock(std::uint32_t, std::chrono::milliseconds) {
    return std::make_unique<NoLock>();
}

void DirectStore::set_owner_id_kind(OwnerIdKind kind) {
    owner_id_kind_.store(kind, std::memory_order_relaxed);
}

void DirectStore::close() { closed_.store(true, std::memory_order_release); }

}  // namespace model_counter
