/* The sync of one shard, checked to exhaustion at a small size: docs/design/checked-model.md.
 *
 * Two counters, a (0) and b (1), are incremented, set and removed; two synchronizers, with no lock
 * between them, are killed anywhere; a reader reads without a lock. With ROLLBACK the store goes
 * back once to what it had confirmed.
 *
 * "action: F (file)" names the function of the code that a step is. A step is atomic where the
 * code's is: one operation of the store, one transaction of the database.
 *
 * Sizes: ADDS_A, ADDS_B, SETS, REMOVES, SYNCHRONIZERS, PARTIAL, READERS, ROLLBACK.
 * Planted faults, one at a time: NO_LEDGER, READ_WITHOUT_LEDGER, DISCARD_EARLY,
 * APPLY_UNCONFIRMED, NO_NONCE, FORGOTTEN_PATTERN, FORGOTTEN_CURSOR, STALE_LOOK.
 */

#ifndef ADDS_A
#define ADDS_A 1
#endif
#ifndef ADDS_B
#define ADDS_B 1
#endif
#ifndef SETS
#define SETS 0
#endif
#ifndef REMOVES
#define REMOVES 0
#endif
#ifndef SYNCHRONIZERS
#define SYNCHRONIZERS 2
#endif
#ifndef PARTIAL
#define PARTIAL 0
#endif
#ifndef READERS
#define READERS 0
#endif
#ifndef ROLLBACK
#define ROLLBACK 0
#endif

#define COUNTERS 2
#define WAITING_MAX 2   /* sets that may wait */
#define FULL_FROM 2     /* with so many waiting a partial sync becomes a full one */
#define NONCES 8        /* more sets than are ever sealed */
#define SET_TO 4        /* what a set sets */

/* What a part says of a counter. */
#define NOTHING 0
#define ADD 1
#define SET 2
#define REMOVE 3

/* Which counters a sync takes. */
#define NO_RUN 0
#define ALL 1
#define ONLY_A 2
#define matches(pattern, c) ((pattern) == ALL || ((pattern) == ONLY_A && (c) == 0))

#define bit(n) (1 << (n))

/* What a seal took out, by nonce and counter; it never changes, whoever holds a copy. */
byte set_kind[NONCES * COUNTERS];
byte set_amount[NONCES * COUNTERS];
#define at(nonce, c) ((nonce) * COUNTERS + (c))

typedef StoreShard {
    byte open_seq;                /* the number that the open part will get */
    byte open_kind[COUNTERS];
    byte open_amount[COUNTERS];
    byte waiting;                 /* how many sets wait, in order */
    byte seq[WAITING_MAX];
    byte nonce[WAITING_MAX];
    byte discarded                /* the last number that was discarded */
};
StoreShard store;
byte next_nonce = 1;

typedef LedgerRow {
    byte floor;
    byte mark;       /* of the pattern ONLY_A; 0: none */
    byte under;      /* the pattern of the run under way, or NO_RUN */
    byte upto;
    byte cursor;     /* counters done: 0, or 1 when a is */
    byte nonces      /* those taken in, one bit each */
};
LedgerRow ledger;
byte row[COUNTERS];  /* the baseline: what the table holds */

/* What the counters really are, and which sets were applied: nobody in the code knows these. */
byte truth[COUNTERS];
byte applied_sets[COUNTERS];

#define greatest(l) max3(l.floor, l.mark, (l.under == NO_RUN -> 0 : l.upto))
#define max3(x, y, z) ((x) >= (y) -> ((x) >= (z) -> (x) : (z)) : ((y) >= (z) -> (y) : (z)))
#define knows(l, n) ((l.nonces & bit(n)) != 0)

/* action: Ledger::applied (src/model/ledger.cpp) */
#ifdef FORGOTTEN_PATTERN
#define mark_of(l, c) 0
#else
#define mark_of(l, c) ((c) == 0 -> l.mark : 0)
#endif
#ifdef FORGOTTEN_CURSOR
#define past_cursor(l, c) false
#else
#define past_cursor(l, c) (l.cursor <= (c))
#endif
#define applied(l, c) max3(l.floor, mark_of(l, c), \
    (l.under != NO_RUN && matches(l.under, c) && !past_cursor(l, c) -> l.upto : 0))

#ifdef NO_NONCE
#define is_foreign(l, s, n) ((s) <= greatest(l))
#else
#define is_foreign(l, s, n) ((s) <= greatest(l) && !knows(l, n))
#endif

/* action: contradicts (src/sync/contradiction.cpp) */
#define contradicts(shard, l) (shard.open_seq <= greatest(l) || \
    (shard.waiting > 0 && is_foreign(l, shard.seq[0], shard.nonce[0])) || \
    (shard.waiting > 1 && is_foreign(l, shard.seq[1], shard.nonce[1])))

/* A value and one part more. */
inline add_part(value, kind, amount) {
    if
    :: kind == ADD -> value = value + amount
    :: kind == SET -> value = amount
    :: kind == REMOVE -> value = 0
    :: kind == NOTHING -> skip
    fi
}

/* Conservation: in every state the table and the parts that count by the rule are the truth - and
 * with a store that went back, the table and what was never applied. */
inline check_conservation() {
    c = 0;
    do
    :: c < COUNTERS ->
        sum = row[c];
        w = 0;
        do
        :: w < store.waiting ->
            if
#if ROLLBACK
            :: (applied_sets[c] & bit(store.nonce[w])) == 0 ->
#else
            :: store.seq[w] > applied(ledger, c) ->
#endif
                add_part(sum, set_kind[at(store.nonce[w], c)], set_amount[at(store.nonce[w], c)])
            :: else
            fi;
            w++
        :: else -> break
        od;
#if !ROLLBACK
        assert(store.open_seq > applied(ledger, c) || store.open_kind[c] == NOTHING);
#endif
        add_part(sum, store.open_kind[c], store.open_amount[c]);
        assert(sum == truth[c]);
        c++
    :: else -> break
    od;
    c = 0; w = 0; sum = 0
}

/* Counting. */

#if READERS
byte held[COUNTERS];  /* the values that a counter had since the reader's look at the store */
#define note_truth(c) held[c] = held[c] | bit(truth[c])
#else
#define note_truth(c) skip
#endif

inline count(c) {
    if
    :: store.open_kind[c] == NOTHING -> store.open_kind[c] = ADD
    :: store.open_kind[c] == REMOVE -> store.open_kind[c] = SET
    :: else
    fi;
    store.open_amount[c]++;
    truth[c]++;
    note_truth(c)
}

proctype Callers() {
    byte adds_a = ADDS_A, adds_b = ADDS_B, sets = SETS, removes = REMOVES;
    do
    /* action: Store::add (include/model_counter/store.hpp) */
    :: d_step { adds_a > 0 -> adds_a--; count(0); printf("a is incremented\n") }
    :: d_step { adds_b > 0 -> adds_b--; count(1); printf("b is incremented\n") }
    /* action: Store::set (include/model_counter/store.hpp) */
    :: d_step { sets > 0 -> sets--;
        store.open_kind[0] = SET; store.open_amount[0] = SET_TO;
        truth[0] = SET_TO; note_truth(0); printf("a is set\n") }
    /* action: Store::remove (include/model_counter/store.hpp) */
    :: d_step { removes > 0 -> removes--;
        store.open_kind[0] = REMOVE; store.open_amount[0] = 0;
        truth[0] = 0; note_truth(0); printf("a is removed\n") }
    :: adds_a + adds_b + sets + removes == 0 -> break
    od
}

/* A store that goes back to what it had confirmed. */

#if ROLLBACK
StoreShard confirmed;
byte confirmed_truth[COUNTERS];

inline copy_shard(to, from) {
    to.open_seq = from.open_seq;
    to.open_kind[0] = from.open_kind[0]; to.open_amount[0] = from.open_amount[0];
    to.open_kind[1] = from.open_kind[1]; to.open_amount[1] = from.open_amount[1];
    to.waiting = from.waiting;
    to.seq[0] = from.seq[0]; to.nonce[0] = from.nonce[0];
    to.seq[1] = from.seq[1]; to.nonce[1] = from.nonce[1];
    to.discarded = from.discarded
}

inline confirm() {
    copy_shard(confirmed, store);
    confirmed_truth[0] = truth[0]; confirmed_truth[1] = truth[1]
}

proctype Weather() {
    byte c = 0, w = 0, sum = 0;
    do
    /* The store reaches the disk, or the replica, by itself. */
    :: d_step { confirm(); printf("the store reaches the disk\n") }
    :: d_step {
        copy_shard(store, confirmed);
        do
        :: c < COUNTERS ->
            sum = row[c];
            w = 0;
            do
            :: w < store.waiting ->
                if
                :: (applied_sets[c] & bit(store.nonce[w])) == 0 ->
                    sum = sum + set_amount[at(store.nonce[w], c)]
                :: else
                fi;
                w++
            :: else -> break
            od;
            sum = sum + store.open_amount[c];
            /* What was confirmed is there, and nothing twice. */
            assert(confirmed_truth[c] <= sum && sum <= truth[c]);
            truth[c] = sum;
            confirmed_truth[c] = sum;
            c++
        :: else -> break
        od;
        c = 0; w = 0; sum = 0;
        printf("the store goes back\n") }
        -> break
    od
}
#else
inline confirm() { skip }
#endif

/* Synchronizers. */

mtype = { LOOK, LOOK_AT_LEDGER, SEAL, CONFIRM, READ_BACK, FOLD, DISCARD, RENUMBER, DONE };

/* One row more of what a run writes: the parts of a counter that are still to be applied. */
inline merge(c) {
    kind = NOTHING; amount = 0; w = 0;
    do
    :: w < seen.waiting ->
        if
        :: seen.seq[w] <= upto && !is_foreign(known, seen.seq[w], seen.nonce[w]) &&
           matches(pat, c) && (seen.seq[w] > applied(known, c)) ->
            if
            :: set_kind[at(seen.nonce[w], c)] == ADD ->
                amount = amount + set_amount[at(seen.nonce[w], c)];
                kind = (kind == NOTHING -> ADD : (kind == REMOVE -> SET : kind))
            :: set_kind[at(seen.nonce[w], c)] > ADD ->
                amount = set_amount[at(seen.nonce[w], c)];
                kind = set_kind[at(seen.nonce[w], c)]
            :: else
            fi
        :: else
        fi;
        w++
    :: else -> break
    od;
    w = 0
}

/* Every counter of the run whose row a transaction writes is in, with every set of the run. */
inline write_row(c) {
    add_part(row[c], kind, amount);
    w = 0;
    do
    :: w < seen.waiting ->
        if
        :: seen.seq[w] <= upto && !is_foreign(known, seen.seq[w], seen.nonce[w]) ->
            applied_sets[c] = applied_sets[c] | bit(seen.nonce[w])
        :: else
        fi;
        w++
    :: else -> break
    od;
    w = 0
}

/* action: ShardSync::next (src/sync/shard_sync.cpp) */
inline choose() {
    if
    :: !looked -> action = LOOK
    :: else ->
        action = 0;
        if
        :: seen.waiting > 0 && is_foreign(known, seen.seq[0], seen.nonce[0]) -> action = RENUMBER
        :: seen.waiting > 0 && !is_foreign(known, seen.seq[0], seen.nonce[0]) &&
           seen.seq[0] <= known.floor -> action = DISCARD
        :: else
        fi;
        if
        :: action != 0
        :: action == 0 && known.under != NO_RUN ->
            if
#ifdef STALE_LOOK
            :: known.upto >= seen.open_seq && !repeated -> action = LOOK
#else
            :: contradicts(seen, known) && !repeated -> action = LOOK
#endif
            :: else -> pat = known.under; upto = known.upto; plan()
            fi
        :: action == 0 && known.under == NO_RUN ->
            /* The oldest is none, so a foreign one can only be the second. */
            if
            :: seen.waiting == 2 && is_foreign(known, seen.seq[1], seen.nonce[1]) ->
                pat = ALL; upto = seen.seq[0]; plan()
            :: else ->
                if
                :: !has_sealed && seen_open && seen.waiting < WAITING_MAX -> action = SEAL
                :: else -> begin_own_run()
                fi
            fi
        fi
    fi
}

inline begin_own_run() {
    if
    :: !target_chosen ->
        target_chosen = has_sealed || !seen_open;
        target = (seen.waiting == 0 -> 0 : seen.nonce[seen.waiting - 1]);
        if
        :: seen.waiting >= FULL_FROM -> pattern = ALL
        :: else
        fi
    :: else
    fi;
    /* Reached: the target is gone, or in for the counters of the pattern. */
    w = 0;
    action = DONE;
    do
    :: w < seen.waiting ->
        if
        :: target != 0 && seen.nonce[w] == target && seen.seq[w] >
           (pattern == ONLY_A && known.mark > known.floor -> known.mark : known.floor) ->
            action = 0
        :: else
        fi;
        w++
    :: else -> break
    od;
    w = 0;
    if
    :: action == 0 -> pat = pattern; upto = seen.seq[seen.waiting - 1]; plan()
    :: else
    fi
}

/* Reads what is not read yet, else writes the next row. */
inline plan() {
    action = FOLD;
    w = 0;
    do
    :: w < seen.waiting ->
        if
        :: seen.seq[w] <= upto && !is_foreign(known, seen.seq[w], seen.nonce[w]) &&
           (contents & bit(seen.nonce[w])) == 0 -> action = CONFIRM
        :: else
        fi;
        w++
    :: else -> break
    od;
    w = 0
}

inline forget_all() {
    looked = false; repeated = false; has_sealed = false; target_chosen = false; target = 0;
    contents = 0; pat = NO_RUN; upto = 0; action = 0; kind = 0; amount = 0; past = 0;
    forget_look();
    pattern = NO_RUN
}

inline forget_look() {
    seen.open_seq = 0; seen.waiting = 0; seen.discarded = 0;
    seen.seq[0] = 0; seen.seq[1] = 0; seen.nonce[0] = 0; seen.nonce[1] = 0;
    seen_open = false;
    known.floor = 0; known.mark = 0; known.under = NO_RUN; known.upto = 0; known.cursor = 0;
    known.nonces = 0
}

#define same(l, m) (l.floor == m.floor && l.mark == m.mark && l.under == m.under && \
                    l.upto == m.upto && l.cursor == m.cursor && l.nonces == m.nonces)

proctype Synchronizer() {
    StoreShard seen;     /* what the last look at the store saw; not the open part's content */
    bool seen_open;
    LedgerRow known;     /* what the last look at the ledger saw */
    bool looked, repeated, has_sealed, target_chosen;
    byte target, contents, pat, upto, pattern, past;
    byte kind, amount, action, w, c, sum;
    bool wrote;

    do
    :: pattern == NO_RUN -> d_step { pattern = ALL; action = LOOK }
#if PARTIAL
    :: pattern == NO_RUN -> d_step { pattern = ONLY_A; action = LOOK }
#endif
    /* Killed at whatever instant: a new one knows nothing. */
    :: pattern != NO_RUN -> d_step { forget_all(); printf("%d is killed\n", _pid) }

    /* action: ShardSync::looked (src/sync/shard_sync.cpp) */
    /* action: SetSource::state (include/model_counter/store.hpp) */
    :: d_step { action == LOOK ->
        seen.open_seq = store.open_seq;
        seen.waiting = store.waiting;
        seen.seq[0] = store.seq[0]; seen.nonce[0] = store.nonce[0];
        seen.seq[1] = store.seq[1]; seen.nonce[1] = store.nonce[1];
        seen_open = store.open_kind[0] != NOTHING || store.open_kind[1] != NOTHING;
        repeated = repeated || contradicts(seen, known);
        action = LOOK_AT_LEDGER;
        printf("%d looks at the store: %d wait, open %d\n", _pid, seen.waiting, seen.open_seq) }
    /* action: Sink::open_ledger (include/model_counter/database.hpp) */
    :: d_step { action == LOOK_AT_LEDGER ->
        known.floor = ledger.floor; known.mark = ledger.mark; known.under = ledger.under;
        known.upto = ledger.upto; known.cursor = ledger.cursor; known.nonces = ledger.nonces;
        repeated = repeated && contradicts(seen, known);
#if !ROLLBACK
        assert(!repeated);
#endif
        looked = true;
        choose();
        printf("%d looks at the ledger: floor %d, run %d up to %d\n", _pid, known.floor,
               known.under, known.upto) }

    /* action: SetSource::seal (include/model_counter/store.hpp) */
    /* action: ShardSync::sealed (src/sync/shard_sync.cpp) */
    :: d_step { action == SEAL ->
        has_sealed = true;
        if
        :: (store.open_kind[0] == NOTHING && store.open_kind[1] == NOTHING) ||
           store.waiting == WAITING_MAX ->
            looked = false
        :: else ->
            assert(next_nonce < NONCES);
            set_kind[at(next_nonce, 0)] = store.open_kind[0];
            set_amount[at(next_nonce, 0)] = store.open_amount[0];
            set_kind[at(next_nonce, 1)] = store.open_kind[1];
            set_amount[at(next_nonce, 1)] = store.open_amount[1];
            store.seq[store.waiting] = store.open_seq;
            store.nonce[store.waiting] = next_nonce;
            store.waiting++;
            if
            :: store.open_seq == seen.open_seq ->
                seen.seq[seen.waiting] = store.open_seq;
                seen.nonce[seen.waiting] = next_nonce;
                seen.waiting++;
                seen.open_seq++;
                seen_open = false
            :: else -> looked = false
            fi;
            store.open_seq++;
            store.open_kind[0] = NOTHING; store.open_amount[0] = 0;
            store.open_kind[1] = NOTHING; store.open_amount[1] = 0;
            printf("%d seals %d with nonce %d\n", _pid, store.open_seq - 1, next_nonce);
            next_nonce++;
            check_conservation()
        fi;
        choose() }

    /* action: SetSource::make_durable (include/model_counter/store.hpp) */
    :: d_step { action == CONFIRM ->
#ifndef APPLY_UNCONFIRMED
        confirm();
#endif
        action = READ_BACK;
        printf("%d confirms\n", _pid) }
    /* action: SetSource::read_set (include/model_counter/store.hpp) */
    /* action: ShardSync::read_back (src/sync/shard_sync.cpp) */
    :: d_step { action == READ_BACK ->
        w = 0;
        do
        :: w < seen.waiting ->
            if
            :: seen.seq[w] <= upto && !is_foreign(known, seen.seq[w], seen.nonce[w]) ->
                if
                :: (store.waiting > 0 && store.nonce[0] == seen.nonce[w]) ||
                   (store.waiting > 1 && store.nonce[1] == seen.nonce[w]) ->
                    contents = contents | bit(seen.nonce[w])
                :: else -> looked = false
                fi
            :: else
            fi;
            w++
        :: else -> break
        od;
        w = 0;
        printf("%d reads back: %d\n", _pid, looked);
#ifdef DISCARD_EARLY
        action = (looked -> DISCARD : LOOK)
#else
        choose()
#endif
        }

    /* action: Sink::fold (include/model_counter/database.hpp) */
    /* action: ShardSync::folded (src/sync/shard_sync.cpp) */
    :: d_step { action == FOLD ->
#ifdef NO_LEDGER
        if
        :: true ->
#else
        if
        :: !same(known, ledger) -> looked = false
        :: else ->
#endif
            if
            :: known.under == NO_RUN ->
                ledger.under = pat; ledger.upto = upto; ledger.cursor = 0;
                w = 0;
                do
                :: w < seen.waiting ->
                    if
                    :: seen.seq[w] <= upto && !is_foreign(known, seen.seq[w], seen.nonce[w]) ->
                        ledger.nonces = ledger.nonces | bit(seen.nonce[w])
                    :: else
                    fi;
                    w++
                :: else -> break
                od;
                w = 0
            :: else
            fi;
            /* One row of a run is one transaction: the first that is behind the cursor. */
            wrote = false;
            if
            :: known.under == NO_RUN || known.cursor == 0 ->
                merge(0);
                if
                :: kind != NOTHING -> write_row(0); wrote = true
                :: else
                fi
            :: else
            fi;
            merge(1);
            if
            :: wrote && kind != NOTHING -> ledger.cursor = 1
            :: else ->
                if
                :: !wrote && kind != NOTHING -> write_row(1)
                :: else
                fi;
                /* action: ShardSync::finished (src/sync/shard_sync.cpp) */
                if
                :: pat == ALL && ledger.upto > ledger.floor -> ledger.floor = ledger.upto
                :: pat == ONLY_A -> ledger.mark = ledger.upto
                :: else
                fi;
                if
                :: ledger.mark <= ledger.floor -> ledger.mark = 0
                :: else
                fi;
                ledger.under = NO_RUN; ledger.upto = 0; ledger.cursor = 0
            fi;
            printf("%d writes: floor %d, run %d up to %d, cursor %d, rows %d %d\n", _pid,
                   ledger.floor, ledger.under, ledger.upto, ledger.cursor, row[0], row[1]);
            kind = NOTHING; amount = 0; wrote = false;
            known.floor = ledger.floor; known.mark = ledger.mark; known.under = ledger.under;
            known.upto = ledger.upto; known.cursor = ledger.cursor; known.nonces = ledger.nonces;
            check_conservation()
        fi;
        choose() }
    /* The reply to COMMIT is lost: the ledger is asked. */
    /* action: ShardSync::look_again (src/sync/shard_sync.hpp) */
    :: d_step { action == FOLD && same(known, ledger) -> looked = false; choose();
        printf("%d does not know\n", _pid) }

    /* action: SetSource::discard (include/model_counter/store.hpp) */
    /* action: ShardSync::discarded (src/sync/shard_sync.cpp) */
    :: d_step { action == DISCARD ->
        if
        :: store.waiting > 0 && store.nonce[0] == seen.nonce[0] &&
           store.seq[0] == seen.seq[0] ->
            store.discarded = store.seq[0];
            store.seq[0] = store.seq[1]; store.nonce[0] = store.nonce[1];
            store.seq[1] = 0; store.nonce[1] = 0;
            store.waiting--;
            printf("%d discards %d\n", _pid, seen.seq[0])
        :: else
        fi;
        seen.seq[0] = seen.seq[1]; seen.nonce[0] = seen.nonce[1];
        seen.seq[1] = 0; seen.nonce[1] = 0;
        seen.waiting--;
        check_conservation();
        choose() }

    /* action: SetSource::renumber (include/model_counter/store.hpp) */
    /* action: ShardSync::renumbered (src/sync/shard_sync.cpp) */
    :: d_step { action == RENUMBER ->
#if !ROLLBACK && !defined(NO_NONCE)
        assert(false);  /* nothing went back */
#endif
        past = greatest(known);
        if
        :: store.waiting > 0 && store.nonce[0] == seen.nonce[0] && store.seq[0] == seen.seq[0] ->
            past = (past >= store.seq[0] -> past : store.seq[0]);
            store.seq[0] = past + 1;
            store.seq[1] = (store.waiting > 1 -> past + 2 : 0);
            store.open_seq = (store.open_seq > past + store.waiting + 1 ->
                              store.open_seq : past + store.waiting + 1)
        :: else
        fi;
        printf("%d renumbers: %d %d, open %d\n", _pid, store.seq[0], store.seq[1], store.open_seq);
        past = 0;
        looked = false;
        check_conservation();
        choose() }

    :: d_step { action == DONE -> forget_all() }
    od
}

/* A reader of one counter after the other. */

#if READERS
mtype = { CHOOSE, LOOK_AT_STORE, LOOK_AT_DATABASE };

proctype Reader() {
    mtype step = CHOOSE;
    byte c, w, value, first_greatest;
    byte parts, part_seq[WAITING_MAX], part_nonce[WAITING_MAX];
    byte open_kind, open_amount, open_seq, handed_over;
    bool looked_before;
    do
    :: d_step { step == CHOOSE -> c = 0; step = LOOK_AT_STORE }
    :: d_step { step == CHOOSE -> c = 1; step = LOOK_AT_STORE }

    /* action: Store::read (include/model_counter/store.hpp) */
    :: d_step { step == LOOK_AT_STORE ->
        held[c] = bit(truth[c]);
        parts = store.waiting;
        part_seq[0] = store.seq[0]; part_nonce[0] = store.nonce[0];
        part_seq[1] = store.seq[1]; part_nonce[1] = store.nonce[1];
        open_seq = store.open_seq; handed_over = store.discarded;
        open_kind = store.open_kind[c]; open_amount = store.open_amount[c];
        /* Nothing went back, so nobody may ever believe it. */
        assert(!looked_before || open_seq > first_greatest);
        printf("the reader of %d looks at the store\n", c);
        step = LOOK_AT_DATABASE }

    /* action: Database::read (include/model_counter/database.hpp) */
    /* action: ReadRule::looked (src/sync/consistent_read.cpp) */
    /* action: ReadRule::counts (src/sync/consistent_read.cpp) */
    :: d_step { step == LOOK_AT_DATABASE ->
        if
        :: open_seq <= greatest(ledger) ->
            looked_before = true; first_greatest = greatest(ledger); step = LOOK_AT_STORE
        :: else ->
            assert(ledger.floor >= handed_over);
            value = row[c];
            w = 0;
            do
            :: w < parts ->
                if
#ifdef READ_WITHOUT_LEDGER
                :: true ->
#else
                :: part_seq[w] > applied(ledger, c) ->
#endif
                    add_part(value, set_kind[at(part_nonce[w], c)],
                             set_amount[at(part_nonce[w], c)])
                :: else
                fi;
                w++
            :: else -> break
            od;
            add_part(value, open_kind, open_amount);
            printf("the reader of %d reads %d\n", c, value);
            assert((held[c] & bit(value)) != 0);
            looked_before = false; first_greatest = 0; step = CHOOSE;
            held[c] = 0; c = 0
        fi;
        w = 0; value = 0; parts = 0; part_seq[0] = 0; part_seq[1] = 0;
        part_nonce[0] = 0; part_nonce[1] = 0;
        open_kind = 0; open_amount = 0; open_seq = 0; handed_over = 0 }
    od
}
#endif

init {
    atomic {
        store.open_seq = 1;
#if ROLLBACK
        confirm();
        run Weather();
#endif
        run Callers();
        run Synchronizer();
#if SYNCHRONIZERS > 1
        run Synchronizer();
#endif
#if READERS
        run Reader()
#endif
    }
}
