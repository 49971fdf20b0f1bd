#include "model_counter/source.hpp"

#include "amount.hpp"
#include "model/text.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"
#include "owner_id_kind.hpp"
#include "sync/named_ledger.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace model_counter {
namespace {

std::string checked_name(std::string_view name) {
    if (const auto fault = text_fault(name, kSourceNameBytesMax, true)) {
        throw Error(ErrorCode::invalid_argument, "source " + quoted(name) + " " + *fault);
    }
    return std::string(name);
}

std::uint64_t random_number() {
    std::random_device device;
    return (std::uint64_t{device()} << 32U) | device();
}

}  // namespace

Source::Source(Database& database, std::string_view name, const Deadline& deadline)
    : database_(database),
      name_(checked_name(name)),
      key_(named_ledger_key("source " + name_)),
      owner_ids_(database.owner_id_kind(deadline)),
      committed_(database.open_ledger(key_, deadline)),
      run_(random_number()) {}

bool Source::add(const CounterRef& counter, std::int64_t amount) {
    validate(counter);
    check_owner_id(counter, owner_ids_);
    check_amount(counter, amount);
    const EncodedId encoded(counter);
    const auto found = pending_.find(encoded.bytes());
    if (found == pending_.end()) {
        pending_.emplace(encoded.bytes(), amount);
        return true;
    }
    std::int64_t sum = 0;
    if (__builtin_add_overflow(found->second, amount, &sum)) {
        return false;
    }
    found->second = sum;
    return true;
}

SourceCommit Source::commit(std::span<const std::uint64_t> position, const Deadline& deadline) {
    if (position.empty() || position.size() > kSourcePositionMax) {
        throw Error(ErrorCode::invalid_argument,
                    "source " + quoted(name_) + ": a position is 1 to " +
                        std::to_string(kSourcePositionMax) + " numbers, not " +
                        std::to_string(position.size()));
    }
    std::vector<FoldRow> rows;
    rows.reserve(pending_.size());
    for (const auto& [encoded, amount] : pending_) {
        rows.push_back({encoded, {Change::Kind::add, amount}});
    }
    std::sort(rows.begin(), rows.end(),
              [](const FoldRow& a, const FoldRow& b) { return a.encoded < b.encoded; });
    Ledger next = committed_;
    ++next.floor;
    next.nonces.assign(1, run_);
    next.nonces.insert(next.nonces.end(), position.begin(), position.end());
    FoldResult result = fold_and_settle(database_, {key_, committed_, next, rows}, deadline);
    if (result.moved) {
        throw Error(ErrorCode::conflict,
                    "source " + quoted(name_) +
                        " was counted by somebody else meanwhile; nothing of it is counted twice. "
                        "Run one at a time, or give each its own name");
    }
    committed_ = next;
    SourceCommit done{rows.size() - result.rejects.size(), std::move(result.rejects)};
    pending_.clear();
    return done;
}

}  // namespace model_counter
