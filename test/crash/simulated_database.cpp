#include "crash/simulated_database.hpp"

namespace model_counter::crash {

void SimulatedDatabase::be_reached(std::string_view call) {
    simulation().step(call);
    if (!weather_.fair && simulation().random().one_in(weather_.unavailable_one_in)) {
        simulation().tell("cannot reach the database");
        throw Error(ErrorCode::unavailable, "simulated: the database cannot be reached");
    }
}

Ledger SimulatedDatabase::open_ledger(const LedgerKey& key, const Deadline& deadline) {
    be_reached("opens the ledger");
    Ledger ledger = undivided([&] { return next().open_ledger(key, deadline); });
    simulation().step("has the ledger");
    return ledger;
}

FoldResult SimulatedDatabase::fold(const FoldRequest& request, const Deadline& deadline) {
    be_reached("folds");
    Random& random = simulation().random();
    const bool loses_reply = !weather_.fair && random.one_in(weather_.doubt_one_in);
    if (loses_reply && random.one_in(2)) {
        simulation().tell("loses COMMIT");
        throw Error(ErrorCode::in_doubt, "simulated: COMMIT was lost");
    }
    FoldResult result = undivided([&] { return next().fold(request, deadline); });
    simulation().step(result.moved ? "has not folded: the ledger moved" : "has folded");
    if (loses_reply) {
        simulation().tell("loses the reply to COMMIT");
        throw Error(ErrorCode::in_doubt, "simulated: the reply to COMMIT was lost");
    }
    return result;
}

void SimulatedDatabase::write(std::span<const FoldRow> rows, const Deadline& deadline) {
    undivided([&] { next().write(rows, deadline); });
}

Baselines SimulatedDatabase::read(const LedgerKey& key, std::span<const CounterRef> counters,
                                  const Deadline& deadline) {
    be_reached("reads baselines");
    Baselines baselines = undivided([&] { return next().read(key, counters, deadline); });
    simulation().step("has baselines");
    return baselines;
}

BaselineScan SimulatedDatabase::read_owner(const LedgerKey& key, const OwnerRef& owner,
                                           const Deadline& deadline) {
    be_reached("reads an owner's rows");
    BaselineScan scan = undivided([&] { return next().read_owner(key, owner, deadline); });
    simulation().step("has an owner's rows");
    return scan;
}

}  // namespace model_counter::crash
