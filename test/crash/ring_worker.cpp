#include "crash/ring_worker.hpp"

#include "crash/random.hpp"
#include "crash/ring_page.hpp"
#include "crash/ring_store.hpp"
#include "step_hook.hpp"
#include "support/forwarding_database.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <span>
#include <thread>
#include <vector>

namespace model_counter::crash {
namespace {

// The hook is a plain function: it can reach nothing else.
Place* my_place = nullptr;
std::size_t step_to_die_at = 0;
std::atomic<std::uint32_t> occurrences_left = 0;  // a buffer flushes in a thread of its own
std::atomic<std::uint64_t>* my_seals = nullptr;

void take_step(const char* name) {
    if (my_seals != nullptr && std::strcmp(name, "seal:published") == 0) {
        my_seals->fetch_add(1);
    }
    if (step_to_die_at > 0 && std::strcmp(name, kSteps[step_to_die_at - 1]) == 0 &&
        occurrences_left.fetch_sub(1) == 1) {
        my_place->step.store(static_cast<std::uint32_t>(step_to_die_at));
        std::raise(SIGKILL);
    }
}

/// Takes what happens to everybody whose server is killed; throws everything else on.
void take_failure(const Error& error, RingPage& page) {
    if (error.kind() == ErrorCode::unavailable) {
        page.unavailable.fetch_add(1);
        page.note(error.what());
    } else if (!error.in_doubt()) {
        throw Error(error);
    }
}

/// Adds, sets and removes, and keeps the journal.
class Writer {
public:
    Writer(Store& store, RingPage& page, std::size_t number, std::uint64_t seed,
           bool records_tokens_first)
        : store_(store),
          page_(page),
          number_(number),
          journal_(page.writers[number]),
          random_(seed),
          records_tokens_first_(records_tokens_first) {
        for (std::size_t i = 0; i < kGrowing; ++i) {
            growing_.push_back(growing_counter(i));
        }
        for (std::size_t i = 0; i < kMixed; ++i) {
            mixed_.push_back(mixed_counter(i));
        }
        for (std::size_t i = 0; i < kOwn; ++i) {
            own_.push_back(own_counter(number, i));
            OwnCounter& counter = journal_.own[i];
            counter.replace(counter.state().settled(false));
        }
        handles_.resize(kGrowing);
    }

    void work() {
        const auto operations = static_cast<int>(50 + random_.below(400));
        for (int i = 0; i < operations; ++i) {
            operate();
            journal_.operations.fetch_add(1);
        }
        if (random_.one_in(8)) {
            store_.prepare();
        }
        if (random_.one_in(30) && RingPage::take(page_.bursts_left)) {
            add_to_many();
        }
    }

private:
    void operate() {
        if (random_.one_in(100) && RingPage::take(page_.wide_left)) {
            return add_wide();
        }
        switch (random_.below(9)) {
            case 8:
                return RingPage::take(page_.once_left) ? add_once() : add_growing();
            case 0:
                return add_many();
            case 1:
                return change_own();
            case 2:
            case 3:
                return add_mixed();
            default:
                return add_growing();
        }
    }

    /// Counts, and writes down what was asked before and what was acknowledged after.
    template <class Count>
    void counted(Sums& sums, std::int64_t amount, const Count& count) {
        sums.asked.fetch_add(amount);
        try {
            count();
        } catch (const Error& error) {
            take_refusal(error);
            sums.asked.fetch_sub(error.in_doubt() ? 0 : amount);
            return;
        }
        sums.acknowledged.fetch_add(amount);
    }

    /// Sets wait for the database, the sum of a set and what comes after leaves int64, or the
    /// server was killed: nothing was counted, unless that is in doubt.
    void take_refusal(const Error& error) {
        if (error.kind() != ErrorCode::busy && error.kind() != ErrorCode::out_of_range) {
            take_failure(error, page_);
        }
        journal_.refused.fetch_add(error.in_doubt() ? 0 : 1);
        page_.in_doubt.fetch_add(error.in_doubt() ? 1 : 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

    void add_growing() {
        const std::size_t i = random_.below(kGrowing);
        const std::int64_t amount = random_.between(1, 9);
        counted(journal_.growing[i], amount, [&] {
            if (random_.one_in(2)) {
                store_.add(growing_[i].ref(), amount);
            } else if (!try_add(handles_[i], amount)) {
                store_.add(growing_[i].ref(), amount);
                handles_[i] = store_.resolve(growing_[i].ref());
            }
        });
    }

    /// Tries what was tried last and not acknowledged, by this process or one that was killed.
    void add_once() {
        const std::uint64_t next = journal_.once.load();
        try {
            if (next > 0 && random_.one_in(4) &&
                count_once(once_increment(number_, next - 1)) == Counted::now) {
                page_.fail("an increment with a token was counted after it was acknowledged");
            }
            static_cast<void>(count_once(once_increment(number_, next)));
        } catch (const Error& error) {
            return take_refusal(error);
        }
        journal_.once.store(next + 1);
    }

    Counted count_once(const OnceIncrement& increment) {
        const CounterId id = once_counter(increment.counter);
        if (!records_tokens_first_) {
            return store_.add_once(id.ref(), increment.amount, Token(increment.token));
        }
        // The fault: two steps, and some are killed between them.
        const CounterId record = once_counter(kOnce);
        const Counted counted = store_.add_once(record.ref(), 1, Token(increment.token));
        if (counted == Counted::now) {
            if (random_.one_in(50)) {
                std::raise(SIGKILL);
            }
            store_.add(id.ref(), increment.amount);
        }
        return counted;
    }

    void add_mixed() {
        const std::size_t i = random_.below(kMixed);
        const std::int64_t amount = random_.between(1, 9);
        if (random_.one_in(2)) {
            counted(journal_.up[i], amount, [&] { store_.add(mixed_[i].ref(), amount); });
        } else {
            counted(journal_.down[i], amount, [&] { store_.add(mixed_[i].ref(), -amount); });
        }
    }

    void add_many() {
        constexpr std::size_t kCounters = 20;
        const std::size_t first = random_.below(kGrowing - kCounters);
        add_many(std::span(growing_).subspan(first, kCounters),
                 std::span(journal_.growing).subspan(first, kCounters));
    }

    void add_to_many() {
        std::vector<CounterId> ids;
        ids.reserve(kMany);
        for (std::size_t i = 0; i < kMany; ++i) {
            ids.push_back(many_counter(i));
        }
        constexpr std::size_t kAtOnce = 500;
        for (std::size_t first = 0; first < kMany; first += kAtOnce) {
            add_many(std::span(ids).subspan(first, kAtOnce),
                     std::span(journal_.many).subspan(first, kAtOnce));
        }
    }

    void add_wide() {
        const std::size_t i = random_.below(kWide);
        const CounterId id = wide_counter(i);
        const bool down = random_.one_in(4);
        counted((down ? journal_.wide_down : journal_.wide_up)[i], 1,
                [&] { store_.add(id.ref(), down ? -kWideUnit : kWideUnit); });
    }

    void add_many(std::span<const CounterId> ids, std::span<Sums> journals) {
        std::vector<Increment> increments;
        increments.reserve(ids.size());
        const std::int64_t amount = random_.between(1, 9);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            increments.push_back({ids[i].ref(), amount});
            journals[i].asked.fetch_add(amount);
        }
        const BulkResult result = store_.add_many(increments);
        for (std::size_t i = 0; i < increments.size(); ++i) {
            Sums& sums = journals[i];
            if (i < result.done) {
                sums.acknowledged.fetch_add(amount);
            } else if (!result.error->in_doubt()) {
                sums.asked.fetch_sub(amount);
            }
        }
        if (result.error) {
            take_refusal(*result.error);
        }
    }

    void change_own() {
        const std::size_t i = random_.below(kOwn);
        OwnCounter& counter = journal_.own[i];
        OwnState state = counter.state();
        // A value of its own for each set, every other one too wide for a cell.
        const auto drawn = static_cast<std::int64_t>(random_.below(1'000'000'000));
        const std::uint64_t kind = state.count > 2 ? 0 : random_.below(4);
        state.pending = kind == 0   ? OwnState::Pending::set
                        : kind == 1 ? OwnState::Pending::remove
                                    : OwnState::Pending::add;
        state.amount = kind > 1            ? random_.between(-50, 50)
                       : random_.one_in(2) ? (std::int64_t{1} << 61) + drawn
                                           : -drawn;
        counter.replace(state);
        try {
            if (kind == 0) {
                store_.set(own_[i].ref(), state.amount);
            } else if (kind == 1) {
                store_.remove(own_[i].ref());
            } else {
                store_.add(own_[i].ref(), state.amount);
            }
        } catch (const Error& error) {
            take_refusal(error);
            if (error.in_doubt()) {
                state = state.settled(false);
            }
            state.pending = OwnState::Pending::nothing;
            counter.replace(state);
            return;
        }
        counter.replace(state.settled(true));
    }

    Store& store_;
    RingPage& page_;
    std::size_t number_;
    WriterJournal& journal_;
    Random random_;
    bool records_tokens_first_;
    std::vector<CounterId> growing_;
    std::vector<CounterId> mixed_;
    std::vector<CounterId> own_;
    std::vector<CellRef> handles_;
};

/// Counts how often a commit was in doubt: a sync settles that from the ledger and says nothing.
class DoubtCounter final : public test::ForwardingDatabase {
public:
    DoubtCounter(std::unique_ptr<Database> next, RingPage& page)
        : ForwardingDatabase(std::move(next)), page_(page) {}

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        try {
            return next().fold(request, deadline);
        } catch (const Error& error) {
            page_.in_doubt.fetch_add(error.in_doubt() ? 1 : 0);
            throw;
        }
    }

private:
    RingPage& page_;
};

/// Reads growing counters and compares them with what writers wrote down before and after.
void read_and_compare(Reader& reader, RingPage& page, Random& random) {
    const std::size_t owner = random.below(kGrowing / kGrowingPerOwner);
    std::vector<CounterId> ids;
    std::vector<CounterRef> refs;
    std::vector<std::int64_t> least;
    for (std::size_t i = 0; i < kGrowingPerOwner; ++i) {
        const std::size_t counter = owner * kGrowingPerOwner + i;
        ids.push_back(growing_counter(counter));
        least.push_back(std::max(page.growing_acknowledged(counter), page.seen[counter].load()));
    }
    std::transform(ids.begin(), ids.end(), std::back_inserter(refs),
                   [](const CounterId& id) { return id.ref(); });
    std::vector<std::int64_t> values;
    try {
        values = reader.read(refs);
    } catch (const Error& error) {
        return take_failure(error, page);
    }
    for (std::size_t i = 0; i < kGrowingPerOwner; ++i) {
        const std::size_t counter = owner * kGrowingPerOwner + i;
        const std::int64_t greatest = page.growing_asked(counter);
        if (values[i] < least[i] || values[i] > greatest) {
            page.fail("read " + std::to_string(values[i]) + " of " + ids[i].text() +
                      ", outside of " + std::to_string(least[i]) + " ... " +
                      std::to_string(greatest));
        }
        page.seen[counter].store(values[i]);
    }
    page.reads.fetch_add(1);
}

void synchronize_once(Store& store, Database& database, RingPage& page, Random& random) {
    constexpr std::array<const char*, 4> kPatterns{"growing", "growing:1", "own", "*:*:k1"};
    SyncOptions options;
    // Nobody waits for the other's lock: correctness must not depend on it.
    options.lock_wait = std::chrono::milliseconds(0);
    options.batch_rows_max = random.one_in(2) ? 20 + random.below(200) : 10'000;
    if (random.one_in(4)) {
        options.pattern = Pattern(kPatterns[random.below(kPatterns.size())]);
    }
    try {
        const SyncReport report = synchronize(store, database, system_clock(), {}, options);
        if (report.store_went_back || report.database_went_back || report.damaged > 0) {
            page.fail("a sync says: " + report.warnings.front());
        }
        if (report.taken != report.rows + report.rejected + report.replaced) {
            page.fail("a sync took in more or less than it accounts for");
        }
        page.syncs.fetch_add(1);
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::busy) {
            take_failure(error, page);
        }
    }
}

std::chrono::microseconds a_moment(Random& random) {
    return std::chrono::microseconds(random.below(800));
}

void work_until_stopped(const WorkerOrders& orders, RingPage& page) {
    Random random(orders.seed);
    const Role role = kRoles[orders.place];
    const bool dies_at_its_step = orders.step > 0 && !is_step_of(CountedIn::redis, orders.step - 1);
    const bool past_buffer = role == Role::synchronizer && !dies_at_its_step && random.one_in(2);
    const std::unique_ptr<Store> store =
        open_ring_store(orders.directory, orders.ways, orders.fault, past_buffer);
    std::unique_ptr<Database> database =
        std::make_unique<DoubtCounter>(open_ring_database(orders.tables), page);
    if (orders.fault) {
        database = plant(*orders.fault, *store, std::move(database));
    }
    Place& place = page.places[orders.place];
    std::optional<Writer> writer;
    if (role == Role::writer) {
        writer.emplace(*store, page, orders.place, orders.seed,
                       orders.fault == PlantedFault::token_recorded_first);
    }
    Reader reader(*store, *database, {});
    while (!page.stop.load()) {
        switch (role) {
            case Role::writer:
                writer->work();
                break;
            case Role::synchronizer:
                synchronize_once(*store, *database, page, random);
                break;
            case Role::reader:
                read_and_compare(reader, page, random);
                break;
        }
        place.rounds.fetch_add(1);
        std::this_thread::sleep_for(a_moment(random));
    }
}

}  // namespace

int work(const WorkerOrders& orders) {
    RingPage& page = map_ring_page(orders.directory + "/ring", false);
    my_place = &page.places[orders.place];
    my_seals = kRoles[orders.place] == Role::writer ? &page.early_seals : nullptr;
    step_to_die_at = orders.step;
    occurrences_left = orders.occurrence;
    internal::step_hook = take_step;
    try {
        work_until_stopped(orders, page);
    } catch (const std::exception& error) {
        page.fail(std::string("a process in place ") + std::to_string(orders.place) +
                  " failed: " + error.what());
        return 1;
    }
    return 0;
}

}  // namespace model_counter::crash
