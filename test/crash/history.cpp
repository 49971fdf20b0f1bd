#include "crash/history.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_set>

namespace model_counter::crash {
namespace {

/// Which operations were put in order already, and the value after them.
struct Prefix {
    std::uint64_t done = 0;
    std::int64_t value = 0;

    friend bool operator==(const Prefix&, const Prefix&) = default;
};

struct PrefixHash {
    std::size_t operator()(const Prefix& prefix) const noexcept {
        return (prefix.done * 0x9e3779b97f4a7c15U) ^
               (static_cast<std::uint64_t>(prefix.value) * 0xbf58476d1ce4e5b9U);
    }
};

class Search {
public:
    explicit Search(std::vector<Operation> operations) : operations_(std::move(operations)) {
        for (std::size_t i = 0; i < operations_.size(); ++i) {
            if (operations_[i].responded != Operation::kNever) {
                answered_ |= bit(i);
            }
        }
    }

    bool from(Prefix prefix) {
        const std::uint64_t deadline = take_reads(prefix);
        if ((prefix.done & answered_) == answered_) {
            return true;
        }
        if (seen_.size() >= kPrefixesMax || !seen_.insert(prefix).second) {
            return false;
        }
        // Who was answered first: most often nobody else is needed.
        return from_any_of(prefix, deadline, answered_) ||
               from_any_of(prefix, deadline, ~answered_);
    }

    [[nodiscard]] bool gave_up() const { return seen_.size() >= kPrefixesMax; }

private:
    static constexpr std::size_t kPrefixesMax = 100'000;

    bool from_any_of(const Prefix& prefix, std::uint64_t deadline, std::uint64_t chosen) {
        for (std::size_t i = 0; i < operations_.size(); ++i) {
            const Operation& next = operations_[i];
            if (next.invoked > deadline) {
                break;
            }
            if ((prefix.done & bit(i)) == 0 && (chosen & bit(i)) != 0 &&
                next.kind != Operation::Kind::read &&
                from({prefix.done | bit(i), value_after(prefix.value, next)})) {
                return true;
            }
        }
        return false;
    }

    static std::uint64_t bit(std::size_t i) { return std::uint64_t{1} << i; }

    static std::int64_t value_after(std::int64_t value, const Operation& operation) {
        switch (operation.kind) {
            case Operation::Kind::add:
                return value + operation.amount;
            case Operation::Kind::set:
                return operation.amount;
            case Operation::Kind::remove:
                return 0;
            case Operation::Kind::read:
                break;
        }
        return value;
    }

    /// Takes every read that may come next and is right: it changes nothing, so now is never worse
    /// than later.
    ///
    /// Returns: by when the next operation must have been called: the first return of those left.
    std::uint64_t take_reads(Prefix& prefix) const {
        for (;;) {
            std::uint64_t deadline = Operation::kNever;
            for (std::size_t i = 0; i < operations_.size(); ++i) {
                if ((prefix.done & bit(i)) == 0) {
                    deadline = std::min(deadline, operations_[i].responded);
                }
            }
            const std::uint64_t before = prefix.done;
            for (std::size_t i = 0; i < operations_.size(); ++i) {
                const Operation& next = operations_[i];
                if ((prefix.done & bit(i)) == 0 && next.invoked <= deadline &&
                    next.kind == Operation::Kind::read && next.amount == prefix.value) {
                    prefix.done |= bit(i);
                }
            }
            if (prefix.done == before) {
                return deadline;
            }
        }
    }

    std::vector<Operation> operations_;  ///< ascending by call
    std::uint64_t answered_ = 0;
    std::unordered_set<Prefix, PrefixHash> seen_;
};

}  // namespace

Linearizable linearizable(const std::vector<Operation>& operations) {
    std::vector<Operation> chosen;
    chosen.reserve(operations.size());
    for (const Operation& operation : operations) {
        const bool unanswered_read =
            operation.kind == Operation::Kind::read && operation.responded == Operation::kNever;
        if (!operation.refused && !unanswered_read) {
            chosen.push_back(operation);
        }
    }
    if (chosen.size() > kOperationsMax) {
        throw std::length_error("a history of more than 64 operations");
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const Operation& a, const Operation& b) { return a.invoked < b.invoked; });
    Search search(std::move(chosen));
    if (search.from({})) {
        return Linearizable::yes;
    }
    return search.gave_up() ? Linearizable::unknown : Linearizable::no;
}

std::size_t unanswered_writes(const std::vector<Operation>& operations) {
    return static_cast<std::size_t>(
        std::count_if(operations.begin(), operations.end(), [](const Operation& operation) {
            return operation.kind != Operation::Kind::read && !operation.refused &&
                   operation.responded == Operation::kNever;
        }));
}

std::string text_of(const Operation& operation) {
    std::string text = std::to_string(operation.invoked) + " ... ";
    text +=
        operation.responded == Operation::kNever ? "never" : std::to_string(operation.responded);
    switch (operation.kind) {
        case Operation::Kind::add:
            text += operation.amount < 0 ? ": add " : ": add +";
            break;
        case Operation::Kind::set:
            text += ": set ";
            break;
        case Operation::Kind::remove:
            return text + ": remove" + (operation.refused ? " (refused)" : "");
        case Operation::Kind::read:
            text += ": read ";
            break;
    }
    return text + std::to_string(operation.amount) + (operation.refused ? " (refused)" : "");
}

}  // namespace model_counter::crash
