#include "crash/actors.hpp"

#include "sync/add_within.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace model_counter::crash {
namespace {

constexpr std::array<const char*, 6> kPatterns{"t", "t:1", "*:*:a", "u:x", "t:1:b", "t:?:a"};

/// An error that says that nothing was done, and that may happen to anybody.
bool is_ordinary(const Error& error) {
    return error.kind() == ErrorCode::busy || error.kind() == ErrorCode::unavailable;
}

/// The same of one who counts: the owner's id may be of a kind that is not taken just now.
bool is_refusal(const Error& error) {
    return is_ordinary(error) || error.kind() == ErrorCode::invalid_argument;
}

}  // namespace

void WriterActor::run() {
    if (const std::uint64_t life = world_.process(process_).life; life != life_) {
        life_ = life;
        handles_.clear();
    }
    while (left_ > 0) {
        --left_;
        operate();
    }
}

void WriterActor::operate() {
    Random& random = simulation().random();
    const std::size_t counter = random.below(world_.counters());
    if (!world_.has_room(counter)) {
        return;
    }
    if (world_.has_wide() && random.one_in(3)) {
        return add_wide();
    }
    if (random.one_in(32)) {
        return change_owner_ids();
    }
    switch (random.below(16)) {
        case 0:
            return world_.process(process_).store->prepare();
        case 1:
            return world_.process(process_).store->flush();
        case 2:
            return remove(counter);
        case 3:
        case 4:
            return set(counter);
        case 5:
            return add_many();
        case 6:
        case 7:
            return world_.has_tokens() ? add_once(counter) : add_many();
        case 8:
        case 9:
            return add_within(counter);
        default:
            return add(counter);
    }
}

/// No two operations of a run have the same amount, so that a value tells what is in it.
std::int64_t WriterActor::next_amount() {
    const auto event = static_cast<std::int64_t>(simulation().event());
    const std::int64_t amount = event * event + 7 * event;
    return simulation().random().one_in(4) ? -amount : amount;
}

void WriterActor::add(std::size_t counter) {
    const std::int64_t amount = next_amount();
    const std::size_t operation = world_.ask(counter, Operation::Kind::add, amount);
    try {
        if (simulation().random().one_in(2)) {
            add_by_handle(counter, amount);
        } else {
            world_.process(process_).store->add(world_.counter(counter), amount);
        }
    } catch (const Error& error) {
        if (!is_refusal(error)) {
            throw;
        }
        return world_.refuse(counter, operation);
    }
    world_.answer(counter, operation);
}

/// The value that it returns is one that the counter had, and so is the one it was refused for.
void WriterActor::add_within(std::size_t counter) {
    World::Process& process = world_.process(process_);
    const std::int64_t amount = next_amount();
    const Bounds bounds{.greatest = simulation().random().one_in(2)
                                        ? std::int64_t{0}
                                        : std::numeric_limits<std::int64_t>::max()};
    const std::uint64_t began = simulation().event();
    const std::size_t operation = world_.ask(counter, Operation::Kind::add, amount);
    BoundedAdd result;
    try {
        Reader reader(*process.store, *process.database, {});
        result =
            model_counter::add_within(*process.store, reader, SettledUse::remember,
                                      world_.counter(counter), amount, bounds, Deadline::never());
    } catch (const Error& error) {
        if (!is_refusal(error)) {
            throw;
        }
        return world_.refuse(counter, operation);
    }
    if (result.outcome == BoundedAdd::Outcome::done) {
        if (result.value > bounds.greatest) {
            throw Violation("a limit was passed");
        }
        world_.answer(counter, operation);
    } else {
        world_.refuse(counter, operation);
    }
    world_.note_read(counter, result.value, began);
}

/// Begins an increment with a token, or tries again what somebody began, whatever became of it.
void WriterActor::add_once(std::size_t counter) {
    Random& random = simulation().random();
    std::vector<World::Once>& onces = world_.onces();
    std::size_t chosen = onces.size();
    if (onces.empty() || random.one_in(2)) {
        const std::int64_t amount = next_amount();
        onces.push_back({counter, world_.ask(counter, Operation::Kind::add, amount), amount});
    } else {
        chosen = random.below(onces.size());
    }
    const World::Once once = onces[chosen];
    try {
        const std::string token = std::to_string(once.amount);
        static_cast<void>(world_.process(process_).store->add_once(world_.counter(once.counter),
                                                                   once.amount, Token(token)));
    } catch (const Error& error) {
        if (!is_refusal(error)) {
            throw;
        }
        return;  // another attempt may have been killed after it counted
    }
    world_.answer_once(once);
}

/// As a handle does it.
void WriterActor::add_by_handle(std::size_t counter, std::int64_t amount) {
    SimulatedStore& store = *world_.process(process_).store;
    CellRef& handle = handles_[counter];
    if (handle.cell != nullptr && store.table().try_add(handle, amount)) {
        return;
    }
    store.add(world_.counter(counter), amount);
    try {
        handle = store.resolve(world_.counter(counter));
    } catch (const Error& error) {
        if (!is_refusal(error)) {
            throw;
        }
        handle = {};  // it was counted all the same
    }
}

/// Three of the same sign are more than int64 holds.
void WriterActor::add_wide() {
    const std::int64_t amount = (std::int64_t{3} << 60) + next_amount();
    const std::int64_t signed_amount = simulation().random().one_in(4) ? -amount : amount;
    const std::size_t operation = world_.ask_wide(signed_amount);
    try {
        world_.process(process_).store->add(world_.wide_counter(), signed_amount);
    } catch (const Error& error) {
        if (!is_refusal(error)) {
            throw;
        }
        return world_.refuse_wide(operation);
    }
    world_.answer_wide(operation);
}

/// As when the database was migrated to another kind.
void WriterActor::change_owner_ids() {
    world_.process(process_).store->set_owner_id_kind(
        simulation().random().one_in(2) ? OwnerIdKind::bigint : OwnerIdKind::any);
}

void WriterActor::add_many() {
    std::vector<Increment> increments;
    std::vector<std::size_t> operations;
    for (std::size_t i = 0; i < world_.counters(); ++i) {
        if (world_.has_room(i)) {
            const std::int64_t amount = next_amount();
            increments.push_back({world_.counter(i), amount});
            operations.push_back(world_.ask(i, Operation::Kind::add, amount));
        } else {
            break;
        }
    }
    const BulkResult result = world_.process(process_).store->add_many(increments);
    for (std::size_t i = 0; i < operations.size(); ++i) {
        if (i < result.done) {
            world_.answer(i, operations[i]);
        } else {
            world_.refuse(i, operations[i]);
        }
    }
    if (result.error && !is_refusal(*result.error)) {
        throw Error(*result.error);
    }
}

void WriterActor::set(std::size_t counter) {
    // One in four does not fit a cell.
    const std::int64_t wide =
        simulation().random().one_in(4) ? std::int64_t{1} << 61 : std::int64_t{0};
    const std::int64_t value = wide - 1'000'000 * next_amount();
    const std::size_t operation = world_.ask(counter, Operation::Kind::set, value);
    try {
        world_.process(process_).store->set(world_.counter(counter), value);
    } catch (const Error& error) {
        if (!is_refusal(error)) {
            throw;
        }
        return world_.refuse(counter, operation);
    }
    world_.answer(counter, operation);
}

void WriterActor::remove(std::size_t counter) {
    const std::size_t operation = world_.ask(counter, Operation::Kind::remove, 0);
    try {
        world_.process(process_).store->remove(world_.counter(counter));
    } catch (const Error& error) {
        if (!is_refusal(error)) {
            throw;
        }
        return world_.refuse(counter, operation);
    }
    world_.answer(counter, operation);
}

void SynchronizerActor::run() {
    while (left_ > 0) {
        --left_;
        try {
            synchronize_once();
        } catch (const Error& error) {
            if (!is_ordinary(error) && !error.in_doubt()) {
                throw;
            }
        }
    }
}

void SynchronizerActor::synchronize_once() {
    World::Process& process = world_.process(process_);
    Random& random = simulation().random();
    SyncOptions options;
    options.batch_rows_max = 1 + random.below(3);
    options.lock_wait = std::chrono::milliseconds(0);
    if (random.one_in(2)) {
        options.pattern = Pattern(kPatterns[random.below(kPatterns.size())]);
    }
    const std::uint64_t began = simulation().event();
    simulation().tell("CALLS sync " + options.pattern.text());
    const SyncReport report =
        synchronize(*process.store, *process.database, simulation(), {}, options);
    simulation().tell("HAS DONE sync " + options.pattern.text());
    if (report.database_went_back || (report.store_went_back && !world_.went_back())) {
        throw Violation("a sync says that something went back");
    }
    if (report.taken != report.rows + report.rejected + report.replaced) {
        throw Violation("a sync took in more or less than it accounts for");
    }
    // Whatever was acknowledged before it began is in the table now.
    const std::vector<std::int64_t> in_table = world_.rows();
    for (std::size_t i = 0; i < world_.counters(); ++i) {
        if (options.pattern.matches(world_.counter(i))) {
            world_.note_read(i, in_table[i], began, true);
        }
    }
}

void ReaderActor::run() {
    while (left_ > 0) {
        --left_;
        try {
            if (simulation().random().one_in(3)) {
                read_an_owner();
            } else if (simulation().random().one_in(2)) {
                read_hot_counters();
            } else {
                read_counters();
            }
        } catch (const Error& error) {
            if (!is_ordinary(error)) {
                throw;
            }
        }
    }
}

/// What is remembered since an earlier read, as whoever has it may use it at any time.
void ReaderActor::read_hot_counters() {
    World::Process& process = world_.process(process_);
    Reader reader(*process.store, *process.database, {});
    for (std::size_t i = 0; i < world_.counters(); ++i) {
        const std::uint64_t began = simulation().event();
        if (const auto value = process.store->recall(world_.counter(i))) {
            world_.note_read(i, *value, began);
            continue;
        }
        const Reader::SettledValue read = reader.read_settled(world_.counter(i), Deadline::never());
        if (read.settled && read.lasts) {
            process.store->remember(world_.counter(i), *read.settled);
        }
        if (read.value) {
            world_.note_read(i, *read.value, began);
        }
    }
}

void ReaderActor::read_counters() {
    World::Process& process = world_.process(process_);
    std::vector<CounterRef> counters;
    for (std::size_t i = 0; i < world_.counters(); ++i) {
        counters.push_back(world_.counter(i));
    }
    const std::uint64_t began = simulation().event();
    Reader reader(*process.store, *process.database, {});
    const std::vector<std::int64_t> values = reader.read(counters);
    for (std::size_t i = 0; i < values.size(); ++i) {
        world_.note_read(i, values[i], began);
    }
}

void ReaderActor::read_an_owner() {
    World::Process& process = world_.process(process_);
    const OwnerRef owner = world_.counter(0).owner;
    const std::uint64_t began = simulation().event();
    Reader reader(*process.store, *process.database, {});
    const auto values = reader.read_owner(owner);
    for (std::size_t i = 0; i < world_.counters(); ++i) {
        if (world_.counter(i).owner != owner) {
            continue;
        }
        std::int64_t value = 0;
        for (const auto& one : values) {
            value = one.key == world_.counter(i).key ? one.value : value;
        }
        world_.note_read(i, value, began);
    }
}

}  // namespace model_counter::crash
