#include "crash/world.hpp"

#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <algorithm>
#include <array>

namespace model_counter::crash {
namespace {

constexpr std::array<const char*, 4> kCounters{"t:1:a", "t:2:a", "u:x:b", "t:1:b"};

/// Room that is left for the reads at the end.
constexpr std::size_t kRoomKept = 12;

}  // namespace

World::World(SimulatedBacking& backing, SimulatedTables& tables, const Options& options)
    : backing_(backing),
      options_(options),
      tables_(tables),
      processes_(options.processes + 1),
      histories_(options.counters),
      wide_id_(CounterId::parse("wide:1:a")) {
    backing_.reset(options.first_shape, options.overlay, options.may_go_back);
    for (std::size_t i = 0; i < options.counters; ++i) {
        ids_.push_back(CounterId::parse(kCounters[i]));
    }
    for (const CounterId& id : ids_) {
        refs_.push_back(id.ref());
    }
    std::vector<CounterRef> all = refs_;
    all.push_back(wide_id_.ref());
    tables_.reset(all);
    for (std::size_t i = 0; i < processes_.size(); ++i) {
        start_process(i);
    }
}

void World::start_process(std::size_t index) {
    embedded::TableOptions table_options;
    table_options.least_shape = options_.first_shape;
    table_options.slots_max = 64;
    table_options.arena_bytes_max = 4096;
    Process& process = processes_[index];
    process.store = std::make_unique<SimulatedStore>(backing_, table_options);
    process.database = std::make_unique<SimulatedDatabase>(tables_.connect(index),
                                                           tables_.are_real(), options_.weather);
    if (options_.fault) {
        process.database = plant(*options_.fault, *process.store, std::move(process.database));
    }
    process.life = ++lives_;
}

std::size_t World::ask(std::size_t counter, Operation::Kind kind, std::int64_t amount) {
    Operation operation;
    operation.kind = kind;
    operation.amount = amount;
    operation.invoked = simulation().event();
    histories_[counter].push_back(operation);
    if (simulation().explains()) {
        simulation().tell("CALLS " + ids_[counter].text() + " " + text_of(operation));
    }
    return histories_[counter].size() - 1;
}

std::size_t World::ask_wide(std::int64_t amount) {
    Operation operation;
    operation.amount = amount;
    operation.invoked = simulation().event();
    wide_.push_back(operation);
    return wide_.size() - 1;
}

void World::answer(std::size_t counter, std::size_t operation) {
    Operation& done = histories_[counter][operation];
    done.responded = simulation().event();
    if (simulation().explains()) {
        simulation().tell("HAS DONE " + ids_[counter].text() + " " + text_of(done));
    }
}

void World::answer_once(const Once& once) {
    if (histories_[once.counter][once.operation].responded == Operation::kNever) {
        answer(once.counter, once.operation);
    }
}

void World::refuse(std::size_t counter, std::size_t operation) {
    histories_[counter][operation].refused = true;
}

void World::note_read(std::size_t counter, std::int64_t value, std::uint64_t invoked,
                      bool in_table) {
    if (histories_[counter].size() + 2 < kOperationsMax) {
        Operation read;
        read.kind = Operation::Kind::read;
        read.amount = value;
        read.invoked = invoked;
        read.in_table = in_table;
        histories_[counter].push_back(read);
        answer(counter, histories_[counter].size() - 1);
    }
}

bool World::has_room(std::size_t counter) const {
    return histories_[counter].size() + kRoomKept < kOperationsMax;
}

void World::lose_power() {
    backing_.go_back();
    went_back_ = true;
    for (auto& history : histories_) {
        for (Operation& operation : history) {
            const bool survives =
                operation.responded <= backing_.flushed_at() || operation.in_table;
            if (survives || operation.refused) {
                continue;
            }
            // Not flushed, so it may be gone; and who read may have seen what is gone.
            operation.responded = Operation::kNever;
            operation.refused = operation.kind == Operation::Kind::read;
        }
    }
    for (std::size_t i = 0; i < processes_.size(); ++i) {
        start_process(i);
    }
}

void World::settle() {
    options_.weather.fair = true;
    const std::size_t settler = processes_.size() - 1;
    start_process(settler);
    Process& process = processes_[settler];
    const std::uint64_t began = simulation().event();
    const SyncReport report = synchronize(*process.store, *process.database, simulation(), {}, {});
    if ((report.store_went_back && !went_back_) || report.database_went_back) {
        throw Violation("the last sync says that something went back");
    }
    const ShardState state = process.store->state(0);
    // Tokens that found no room leave a set that counts nothing.
    const bool counts =
        std::any_of(state.waiting.begin(), state.waiting.end(), [&process](const SetId& set) {
            const auto found = process.store->read_set(0, set);
            return !found || found->damaged > 0 || !found->entries.empty();
        });
    if (!state.open_is_empty || counts) {
        throw Violation("something is left in the store after the last sync");
    }
    if (has_wide()) {
        check_wide(state.store_id);
    } else if (tables_.rejects() > 0) {
        throw Violation("something was rejected");
    }
    Reader reader(*process.store, *process.database, {});
    const std::vector<std::int64_t> in_table = rows();
    for (std::size_t i = 0; i < counters(); ++i) {
        note_read(i, in_table[i], began);
        const CounterRef which = counter(i);
        const std::uint64_t asked = simulation().event();
        note_read(i, reader.read(std::span(&which, 1)).front(), asked);
        check_history(i);
    }
}

std::size_t World::in_doubt() const {
    std::size_t most = unanswered_writes(wide_);
    for (const auto& history : histories_) {
        most = std::max(most, unanswered_writes(history));
    }
    return most;
}

void World::check_wide(const std::string& store_id) {
    const CounterRef counter = wide_counter();
    WideAmount found = tables_.rows(std::span(&counter, 1)).front();
    found += tables_.rejected_sum(store_id, std::string(counter.owner.type()));
    // What was never answered may be in it, or not.
    std::vector<WideAmount> possible{0};
    for (const Operation& operation : wide_) {
        if (operation.refused) {
            continue;
        }
        const bool answered = operation.responded != Operation::kNever;
        const std::size_t known = possible.size();
        for (std::size_t i = 0; i < known; ++i) {
            if (!answered) {
                possible.push_back(possible[i]);
            }
            possible[i] += operation.amount;
        }
    }
    if (std::find(possible.begin(), possible.end(), found) == possible.end()) {
        std::string text =
            wide_id_.text() + ": the table and its rejects do not add up to what was added:";
        for (const Operation& operation : wide_) {
            text += "\n    " + text_of(operation);
        }
        throw Violation(text);
    }
}

void World::check_history(std::size_t counter) {
    const Linearizable answer = linearizable(histories_[counter]);
    has_unknown_ = has_unknown_ || answer == Linearizable::unknown;
    if (answer != Linearizable::no) {
        return;
    }
    std::string text = ids_[counter].text() + ": no order of these explains what was read:";
    for (const Operation& operation : histories_[counter]) {
        text += "\n    " + text_of(operation);
    }
    throw Violation(text);
}

}  // namespace model_counter::crash
