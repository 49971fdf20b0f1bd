#include "crash/planted_fault.hpp"

#include "model_counter/encoded_id.hpp"
#include "step_hook.hpp"
#include "support/forwarding_database.hpp"

#include <array>
#include <limits>
#include <utility>
#include <vector>

namespace model_counter::crash {
namespace {

using test::ForwardingDatabase;

class NoLedger final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        for (;;) {
            const Ledger now = next().open_ledger(request.key, deadline);
            FoldResult result =
                next().fold({request.key, now, request.next, request.rows}, deadline);
            if (!result.moved) {
                return result;
            }
        }
    }
};

class DiscardBeforeCommit final : public ForwardingDatabase {
public:
    DiscardBeforeCommit(Store& store, std::unique_ptr<Database> sound)
        : ForwardingDatabase(std::move(sound)), store_(store) {}

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        for (const SetId& set : store_.state(request.key.shard).waiting) {
            if (set.seq <= request.next.floor) {
                store_.discard(request.key.shard, set);
            }
        }
        return next().fold(request, deadline);
    }

private:
    Store& store_;
};

class ReadWithoutLedger final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override {
        Baselines baselines = next().read(key, counters, deadline);
        baselines.ledger = {};
        return baselines;
    }
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override {
        BaselineScan scan = next().read_owner(key, owner, deadline);
        scan.ledger = {};
        return scan;
    }
};

class LedgerWrittenLast final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        if (next().open_ledger(request.key, deadline) != request.expected) {
            return {true, {}};
        }
        next().write(request.rows, deadline);
        internal::step("apply:ledger-written");
        return next().fold({request.key, request.expected, request.next, {}}, deadline);
    }
};

class ForgetFinishedPatterns final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        Ledger forgetful = request.next;
        forgetful.marks.clear();
        return next().fold({request.key, request.expected, forgetful, request.rows}, deadline);
    }
};

class EveryPassedSetWentBack final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        Ledger expected = request.expected;
        Ledger forgetful = request.next;
        expected.nonces.clear();
        forgetful.nonces.clear();
        return next().fold({request.key, expected, forgetful, request.rows}, deadline);
    }
};

class ClampWideSums final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        std::vector<CounterRef> counters;
        for (const FoldRow& row : request.rows) {
            counters.push_back(decode(row.encoded));
        }
        const Baselines found = next().read(request.key, counters, deadline);
        std::vector<FoldRow> rows(request.rows.begin(), request.rows.end());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::int64_t& amount = rows[i].change.amount;
            const std::int64_t before = found.counts[i].value_or(0);
            std::int64_t sum = 0;
            if (rows[i].change.kind == Change::Kind::add &&
                __builtin_add_overflow(before, amount, &sum)) {
                using Limits = std::numeric_limits<std::int64_t>;
                amount = (amount > 0 ? Limits::max() : Limits::min()) - before;
            }
        }
        return next().fold({request.key, request.expected, request.next, rows}, deadline);
    }
};

constexpr std::array<std::pair<std::string_view, PlantedFault>, 15> kNames{{
    {"no_ledger", PlantedFault::no_ledger},
    {"discard_before_commit", PlantedFault::discard_before_commit},
    {"read_without_ledger", PlantedFault::read_without_ledger},
    {"ledger_written_last", PlantedFault::ledger_written_last},
    {"forget_finished_patterns", PlantedFault::forget_finished_patterns},
    {"every_passed_set_went_back", PlantedFault::every_passed_set_went_back},
    {"token_recorded_first", PlantedFault::token_recorded_first},
    {"clamp_wide_sums", PlantedFault::clamp_wide_sums},
    {"lost_increment_repeated", PlantedFault::lost_increment_repeated},
    {"ask_without_asking", PlantedFault::ask_without_asking},
    {"redirected_twice", PlantedFault::redirected_twice},
    {"try_again_is_done", PlantedFault::try_again_is_done},
    {"buffer_without_entry", PlantedFault::buffer_without_entry},
    {"buffer_entry_written_last", PlantedFault::buffer_entry_written_last},
    {"buffer_taken_in_too_early", PlantedFault::buffer_taken_in_too_early},
}};

}  // namespace

std::optional<PlantedFault> planted_fault(std::string_view name) {
    for (const auto& [known, fault] : kNames) {
        if (known == name) {
            return fault;
        }
    }
    return std::nullopt;
}

std::unique_ptr<Database> plant(PlantedFault fault, Store& store, std::unique_ptr<Database> sound) {
    switch (fault) {
        case PlantedFault::no_ledger:
            return std::make_unique<NoLedger>(std::move(sound));
        case PlantedFault::discard_before_commit:
            return std::make_unique<DiscardBeforeCommit>(store, std::move(sound));
        case PlantedFault::read_without_ledger:
            return std::make_unique<ReadWithoutLedger>(std::move(sound));
        case PlantedFault::ledger_written_last:
            return std::make_unique<LedgerWrittenLast>(std::move(sound));
        case PlantedFault::forget_finished_patterns:
            return std::make_unique<ForgetFinishedPatterns>(std::move(sound));
        case PlantedFault::every_passed_set_went_back:
            return std::make_unique<EveryPassedSetWentBack>(std::move(sound));
        case PlantedFault::clamp_wide_sums:
            return std::make_unique<ClampWideSums>(std::move(sound));
        default:
            return sound;
    }
}

}  // namespace model_counter::crash
