#pragma once

#include "redis/script.hpp"

namespace model_counter::redis {

/// What a shard does in one atomic step. Each script but `remove`, `add_once`, `add_within`,
/// `take_in`, `forget`, `layout`, `unlock` and `renew` has the shard's `meta` as its first key and
/// a fresh identity and the layout as its first arguments: who finds no notes makes them. Each of
/// those returns the notes - id, next, discarded, waiting, layout - and then what it is for. No
/// script does arithmetic on counts: Lua's numbers end at 2^53.
struct Scripts {
    /// Keys: the open hashes. Returns: how many of them there are.
    Script state;
    /// Keys: the open hashes. Returns: the number of fields of each.
    Script census;
    /// Keys: the sources, and some hashes. Arguments: the waiting sets that the caller knows of, a
    /// source, and each hash's field. Returns: the source's entry, empty where there is none; value
    /// and mark of each, left out when other sets wait.
    Script read;
    /// Keys: the sources, and the open hashes. Argument: a source. Returns: its entry, empty where
    /// there is none; the contents of each hash.
    Script scan;
    /// Keys: open hashes, and as many names for them in the set. Arguments: the set's nonce, its
    /// buckets, and how many sets may wait.
    Script seal;
    /// Keys: the set's hashes. Arguments: the set's nonce and number. Does nothing unless it is the
    /// first.
    Script discard;
    /// Arguments: waiting sets and next number, as the caller knows them and as they shall be.
    Script renumber;
    /// The open part gets the number after its own.
    Script skip_number;
    /// Key: the counter's hash. Argument: its field.
    Script remove;
    /// Keys: the counter's hash, and the token's key. Arguments: the counter's field, the amount,
    /// and for how many milliseconds the token is remembered. Returns: 1 when it counted, else the
    /// amount that was counted with the token before.
    Script add_once;
    /// Keys: `meta` and the counter's open hash. Arguments: identity, next number and last number
    /// discarded that the caller knows, the field, the amount, the least and the greatest result
    /// where the field is a sum, and where it is a value. Returns: `moved` when the notes say
    /// otherwise; `done` or `refused`, the field then - nothing when it is not there - and its
    /// mark; `wide` when the sum leaves int64. Texts are compared, for they are exact.
    Script add_within;
    /// Keys: the sources, and when they were used. Arguments: a source, an entry for it if it has
    /// none, after how many seconds others can go, and how many of them at once. Returns: its
    /// entry.
    Script greet;
    /// Keys: the sources, when they were used, and open hashes. Arguments: a source, its entry as
    /// it must be and as it shall be; for each hash the number of rows, and their fields and
    /// amounts. Returns: 1; 0 when the entry is another one, or there is none; the words of the
    /// first refusal. In both cases nothing was done: a row with no amount may have come to be.
    Script take_in;
    /// Keys: the sources, and when they were used. Arguments: a source, its entry as it must be.
    /// Returns: 1 when it is gone now, 0 when it is another one, or there is none.
    Script forget;
    /// Key: the store's layout. Arguments: shards and buckets. Returns: version, shards, buckets
    /// and the kind of owner ids.
    Script layout;
    /// Key: a lock. Argument: whose it is. Lets go of it.
    Script unlock;
    /// Key: a lock. Arguments: whose it is, and for how many milliseconds more. Returns: 0 when it
    /// is somebody else's, or nobody's.
    Script renew;

    static const Scripts& all();
};

}  // namespace model_counter::redis
