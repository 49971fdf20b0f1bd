#pragma once

#include "model_counter/check.hpp"
#include "model_counter/database.hpp"
#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

#include <span>
#include <vector>

namespace model_counter {

/// What takes in the sets of buffers that count in front of a store.
///
/// A buffer is a source; its ledger key is its own identity and the shard of the store behind that
/// its rows belong to. An entry lies beside that shard's counters and moves with them in one step.
/// `fold` takes in nothing where the entry is missing: that counts as moved. It takes amounts to
/// add, no values.
/// Errors:  those of `Store`, and in_doubt where the reply to a fold was lost
/// Threads: any.
/// Source:  docs/design/write-combining.md
class BufferSink : public Sink {
public:
    /// What there is of a source.
    struct Greeting {
        Ledger ledger;
        bool is_new = false;  ///< the entry was made now: until then there was none
    };

    /// Says hello: finds the source's entry in a shard, or makes it. Entries of others that went
    /// unused for 7 days are dropped in passing, a hundred at most.
    virtual Greeting greet(const LedgerKey& source) = 0;

    Ledger open_ledger(const LedgerKey& source, const Deadline&) override {
        return greet(source).ledger;
    }

    /// Says goodbye: drops the entry, if it still is what is expected.
    ///
    /// Returns: false when it is another one, or gone.
    virtual bool forget(const LedgerKey& source, const Ledger& expected) = 0;

    /// Counters of the store, and how far it had taken in the source at that very instant.
    struct View {
        ShardView store;
        Ledger ledger;
    };
    /// As `Store::read`, for the shard of the key.
    [[nodiscard]] virtual View read(const LedgerKey& source,
                                    std::span<const CounterRef> counters) = 0;

    /// The same of a scan.
    struct Scan {
        ShardScan store;
        Ledger ledger;
    };
    /// As `Store::scan`, for the shard of the key.
    [[nodiscard]] virtual Scan scan(const LedgerKey& source, const CounterFilter& wanted) = 0;

    /// Looks whether sets of buffers can be taken in, beside what the store needs. Changes nothing.
    [[nodiscard]] virtual std::vector<Check> buffer_checks() { return {}; }
};

}  // namespace model_counter
