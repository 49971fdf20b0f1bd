#pragma once

#include "model_counter/change.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/store.hpp"

#include "store/embedded/backing.hpp"
#include "store/embedded/cell_content.hpp"
#include "store/embedded/fingerprint.hpp"
#include "store/embedded/layout.hpp"
#include "store/embedded/registry.hpp"
#include "store/embedded/settled_cache.hpp"
#include "store/embedded/steps.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace model_counter::embedded {

/// The limits of a table; tests make them small.
struct TableOptions {
    GenerationShape least_shape = kFirstShape;
    std::uint64_t slots_max = std::uint64_t{1} << 28;
    std::uint64_t arena_bytes_max = std::uint64_t{1} << 34;
    std::size_t waiting_sets_max = kWaitingSetsMax;
    std::chrono::milliseconds token_ttl = kTokenTtlDefault;
    std::uint64_t counters_max = 0;  ///< over the open and the waiting parts; 0: no bound
};

/// A lock-free table of counters in one generation after another, shared by any number of threads
/// and processes; one object of it per process.
///
/// `Probe` is `NoProbe` in production; see steps.hpp. Nothing here is noexcept where a step is, and
/// no destructor touches shared memory: a process may end at any step.
/// Threads: any.
/// Source:  docs/design/embedded-store.md
template <class Probe>
class Table {
public:
    /// The backing must outlive the table; its generation 1 exists.
    explicit Table(Backing& backing, const TableOptions& options = {})
        : backing_(backing),
          control_(backing.control()),
          options_(options),
          keys_(control_.fingerprint_keys),
          fingerprint_(keys_) {}
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    // Counting; table_count.hpp. The contracts are those of `Store`.

    void add(const CounterRef& counter, std::int64_t amount);
    BulkResult add_many(std::span<const Increment> increments);
    void set(const CounterRef& counter, std::int64_t value);
    void remove(const CounterRef& counter);
    CellRef resolve(const CounterRef& counter);

    /// `model_counter::try_add`, step by step.
    bool try_add(CellRef& where, std::int64_t amount);

    /// As `Store::add_once`; table_once.hpp.
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token);

    // Values without the database; table_value.hpp.

    void remember(const CounterRef& counter, const Settled& settled);
    std::optional<std::int64_t> recall(const CounterRef& counter);
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled);
    void raise_epoch();

    // Moving on; table_seal.hpp.

    std::optional<SetId> seal();
    std::optional<SealedSet> read_set(const SetId& set);
    void discard(const SetId& set);
    void renumber(const SetId& first, std::uint64_t past);
    void flush_sealed();
    void flush_all();
    void prepare();
    void set_owner_id_kind(OwnerIdKind kind);
    void note_sync(const SyncNote& note);

    /// Finishes closing every generation below the open one, whatever their flags say.
    void close_again();

    /// Overlays the mappings of generations that were discarded, by whomever.
    void forget_discarded();

    /// False once this process let go of the store.
    [[nodiscard]] bool is_current() const noexcept { return control_.current.load() != 0; }

    /// Overlays the mappings of all generations: this process lets go of the store.
    void forget_all();

    // Reading; table_read.hpp.

    ShardView read(std::span<const CounterRef> counters);
    ShardScan scan(const CounterFilter& wanted);
    ShardState state();

    /// Fills in the figures; `kind`, `location` and `warnings` are the caller's.
    void figures(StoreStatus& status);

private:
    enum class Found { ready, again, full };
    enum class Changed { done, again, arena_full, sum_too_wide };
    enum class Growth { as_used, larger };

    /// The words that tell whether the store moved on while somebody looked at its parts.
    struct Glance {
        std::uint64_t current = 0;
        std::uint64_t discarded_through = 0;
        std::uint64_t seq_offset = 0;
        std::uint64_t discarded_offset = 0;
        std::uint64_t epoch = 0;

        friend bool operator==(const Glance&, const Glance&) = default;
    };

    /// Whose slot is to be claimed: a counter's, or a token's.
    struct Newcomer {
        const CounterRef* counter = nullptr;  ///< of a token: none
        std::uint64_t word = 0;               ///< of a token's slot, above the state
        std::uint64_t bits = kCellOpen;       ///< what its cell begins with
        bool is_carried = false;              ///< may use room that nothing else may
    };

    /// What is known of a token: what it stood for when it was counted.
    struct Known {
        bool is_used = false;
        std::optional<TokenNote> note;  ///< of a used one; nothing: a power loss damaged it
    };

    // Counting.
    template <class Edit>
    void change(const CounterRef& counter, const Edit& edit);
    template <class Edit>
    void change(const CounterRef& counter, const Fingerprint& fingerprint, const Edit& edit);
    [[nodiscard]] GenerationHeader* open_part(std::uint64_t& generation);
    [[nodiscard]] Fingerprint fingerprint_of(const CounterRef& counter) const;
    Found locate(GenerationHeader* header, std::uint64_t generation, const Fingerprint& fingerprint,
                 const CounterRef& counter, Slot*& slot);
    Found locate_slowly(GenerationHeader* header, std::uint64_t generation,
                        const Fingerprint& fingerprint, const Newcomer& newcomer, Slot*& slot);
    std::optional<Found> claim(GenerationHeader* header, std::uint64_t generation,
                               const Fingerprint& fingerprint, const Newcomer& newcomer,
                               Slot& slot);
    std::optional<std::uint64_t> word_of(GenerationHeader* header, std::uint64_t generation,
                                         const Newcomer& newcomer);
    void outwait_claim(Slot& slot);
    void check_new(const CounterRef& counter);
    void check_room(std::uint64_t generation);
    Changed add_to_cell(GenerationHeader* header, std::uint64_t generation, Slot& slot,
                        const CounterRef& counter, std::int64_t amount);
    Changed change_cell(GenerationHeader* header, std::uint64_t generation, Slot& slot,
                        const CounterRef& counter, const Change& later);
    template <class Admits>
    Changed change_cell(GenerationHeader* header, std::uint64_t generation, Slot& slot,
                        const CounterRef& counter, const Change& later, const Admits& admits);
    std::optional<Change> earlier_of(GenerationHeader* header, std::uint64_t generation,
                                     std::uint64_t bits, const CounterRef& counter);
    std::optional<Change> sum_of(const Change& earlier, const Change& later,
                                 const CounterRef& counter);
    std::uint64_t reserve(GenerationHeader* header, std::uint64_t bytes);
    void prefetch(const Fingerprint& fingerprint);

    // Values without the database.
    struct Check {
        const Bounds& bounds;
        std::int64_t settled;
    };
    [[nodiscard]] bool holds(const SettledAt& settled) const;
    [[nodiscard]] SettledAt settled_at(const Settled& settled) const;
    Changed add_within_cell(GenerationHeader* header, std::uint64_t generation, Slot& slot,
                            const CounterRef& counter, std::int64_t amount, const Check& check,
                            BoundedAdd& result);

    // Tokens; table_once.hpp.
    [[nodiscard]] Fingerprint fingerprint_of(const Fingerprint& counter, const Token& token) const;
    [[nodiscard]] bool takes_tokens(GenerationHeader* header, std::uint64_t generation);
    bool search_sets(std::uint64_t generation, const Fingerprint& token, Known& known);
    [[nodiscard]] Known find_token(GenerationHeader* header, std::uint64_t generation,
                                   const Fingerprint& token);
    [[nodiscard]] static Known known_of(const ArenaView& arena, std::uint64_t word,
                                        std::uint64_t bits);
    Changed count_once(GenerationHeader* header, std::uint64_t generation, Slot& slot, Slot& place,
                       const CounterRef& counter, const TokenNote& note, Known& known);
    std::uint64_t settle_token(GenerationHeader* header, std::uint64_t generation,
                               std::uint64_t bits);
    void make_room(std::uint64_t generation, Changed reason);
    void carry_tokens(GenerationHeader* header, std::uint64_t generation);
    void carry_token(const Fingerprint& token, const TokenNote& note);
    [[nodiscard]] std::uint64_t tokens_waiting(std::uint64_t open);

    // Generations.
    [[nodiscard]] GenerationHeader* find(std::uint64_t generation);
    [[nodiscard]] GenerationHeader* map(std::uint64_t generation);
    [[nodiscard]] GenerationHeader* waiting_or_open(std::uint64_t generation);
    void publish_after(std::uint64_t generation, Growth growth, bool for_tokens = false);
    GenerationHeader* make_next(std::uint64_t generation, Growth growth);
    [[nodiscard]] GenerationShape next_shape(GenerationHeader* header, Growth growth);
    void close(GenerationHeader* header, std::uint64_t generation);
    void close_slots(GenerationHeader* header, std::uint64_t generation);
    void close_slot(Slot& slot);
    bool close_below(std::uint64_t generation);
    [[nodiscard]] bool is_empty(GenerationHeader* header, std::uint64_t generation);
    [[nodiscard]] std::uint64_t generation_of(const SetId& set);

    // Reading.
    [[nodiscard]] Glance look() const;
    template <class Collect>
    Glance read_consistently(const Collect& collect);
    [[nodiscard]] std::optional<Change> find_change(GenerationHeader* header,
                                                    std::uint64_t generation,
                                                    const Fingerprint& fingerprint);
    [[nodiscard]] ShardState describe(const Glance& glance, std::span<const SetId> waiting,
                                      bool open_is_empty) const;
    [[nodiscard]] SealedSet copy_set(GenerationHeader* header, std::uint64_t generation);

    Backing& backing_;
    ControlPage& control_;
    TableOptions options_;
    FingerprintKeys keys_;
    Fingerprinter fingerprint_;
    Registry registry_;
    SettledCache settled_;
};

}  // namespace model_counter::embedded

#include "store/embedded/table_count.hpp"
#include "store/embedded/table_generations.hpp"
#include "store/embedded/table_once.hpp"
#include "store/embedded/table_read.hpp"
#include "store/embedded/table_seal.hpp"
#include "store/embedded/table_value.hpp"
