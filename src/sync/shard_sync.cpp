#include "sync/shard_sync.hpp"

#include "model_counter/error.hpp"
#include "sync/contradiction.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace model_counter {
namespace {

/// A partial sync leaves its sets waiting; from here on it is a full one.
constexpr std::size_t kWaitingForFullSync = kWaitingSetsMax / 2;

bool has_mark(const Ledger& ledger, const Pattern& pattern) {
    return std::any_of(ledger.marks.begin(), ledger.marks.end(),
                       [&](const Mark& mark) { return mark.pattern == pattern; });
}

}  // namespace

ShardSync::ShardSync(Pattern pattern, std::size_t batch_rows_max)
    : pattern_(std::move(pattern)), batch_rows_max_(batch_rows_max) {}

ShardSync::Action ShardSync::next() {
    if (!looked_) {
        return Look{};
    }
    if (!state_.waiting.empty()) {
        const SetId& oldest = state_.waiting.front();
        if (is_foreign(oldest, ledger_)) {
            report_.store_went_back = true;
            return Renumber{oldest, ledger_.greatest()};
        }
        if (oldest.seq <= ledger_.floor) {
            return Discard{oldest};
        }
    }
    if (ledger_.under_way) {
        // The run may be of sets that this look did not see: somebody sealed since, perhaps in a
        // store that went back since. To go on without them would be to lose them.
        if (contradicts(state_, ledger_) && !look_was_repeated_) {
            return Look{};
        }
        return go_on();
    }
    const auto foreign =
        std::find_if(state_.waiting.begin(), state_.waiting.end(),
                     [this](const SetId& set) { return is_foreign(set, ledger_); });
    if (foreign != state_.waiting.end()) {
        // The oldest set can be renumbered. Those before this one are ours: they go first, whole.
        report_.store_went_back = true;
        return begin_run(Pattern(), std::prev(foreign)->seq);
    }
    if (!sealed_ && may_seal()) {
        return Seal{};
    }
    choose_target();
    return reached_target() ? Action(Done{}) : begin_run(pattern_, state_.waiting.back().seq);
}

bool ShardSync::may_seal() const {
    return !state_.open_is_empty && state_.waiting.size() < kWaitingSetsMax;
}

void ShardSync::choose_target() {
    if (target_chosen_) {
        return;
    }
    // With all places taken nothing could be sealed; what waits goes first, then the seal follows.
    target_chosen_ = sealed_ || state_.open_is_empty;
    target_ = state_.waiting.empty() ? std::nullopt : std::optional(state_.waiting.back());
    if (state_.waiting.size() >= kWaitingForFullSync ||
        (ledger_.marks.size() >= kMarksMax && !has_mark(ledger_, pattern_))) {
        pattern_ = Pattern();
    }
}

/// The greatest set number that is in for every counter of this sync's pattern.
std::uint64_t ShardSync::taken_in() const {
    std::uint64_t result = ledger_.floor;
    for (const Mark& mark : ledger_.marks) {
        if (mark.pattern == pattern_) {
            result = std::max(result, mark.upto);
        }
    }
    return result;
}

/// By nonce, not by number: another synchronizer may have renumbered the set meanwhile.
bool ShardSync::reached_target() const {
    if (!target_) {
        return true;
    }
    for (const SetId& set : state_.waiting) {
        if (set.nonce == target_->nonce) {
            return set.seq <= taken_in();
        }
    }
    return true;
}

/// The waiting sets that a run consists of.
std::vector<SetId> ShardSync::sets_of_run(std::uint64_t upto) const {
    std::vector<SetId> sets;
    for (const SetId& set : state_.waiting) {
        if (set.seq <= upto && !is_foreign(set, ledger_)) {
            sets.push_back(set);
        }
    }
    return sets;
}

std::vector<const SealedSet*> ShardSync::contents_upto(std::uint64_t upto) const {
    std::vector<const SealedSet*> sets;
    for (const SetId& set : sets_of_run(upto)) {
        sets.push_back(&contents_.at(set.nonce));
    }
    return sets;
}

/// The sets of a run that are still to be read; none: nothing.
std::optional<ShardSync::Action> ShardSync::read_first(std::uint64_t upto) const {
    ReadBack missing;
    for (const SetId& set : sets_of_run(upto)) {
        if (!contents_.contains(set.nonce)) {
            missing.sets.push_back(set);
        }
    }
    return missing.sets.empty() ? std::nullopt : std::optional<Action>(std::move(missing));
}

/// Goes on with the run that the ledger says is under way.
ShardSync::Action ShardSync::go_on() {
    const UnderWay& what = *ledger_.under_way;
    if (auto action = read_first(what.upto)) {
        return *std::move(action);
    }
    work_out(what);
    if (run_->rows.overflow_at != 0) {
        throw Error(ErrorCode::internal, "the run that the ledger began, up to set " +
                                             std::to_string(what.upto) + ", does not add up");
    }
    return fold_chunk(ledger_);
}

/// Takes as many sets as add up: where the changes of one counter leave int64, fewer.
ShardSync::Action ShardSync::begin_run(const Pattern& pattern, std::uint64_t upto) {
    if (auto action = read_first(upto)) {
        return *std::move(action);
    }
    work_out({pattern, upto, {}});
    while (run_->rows.overflow_at != 0) {
        work_out({pattern, run_->rows.overflow_at - 1, {}});
    }
    Ledger next = ledger_;
    next.under_way = run_->what;
    for (const SetId& set : sets_of_run(run_->what.upto)) {
        if (!next.knows(set.nonce)) {
            next.nonces.push_back(set.nonce);
        }
    }
    if (next.nonces.size() > kNoncesMax) {
        next.nonces.erase(next.nonces.begin(),
                          next.nonces.end() - static_cast<std::ptrdiff_t>(kNoncesMax));
    }
    return fold_chunk(std::move(next));
}

void ShardSync::work_out(const UnderWay& what) {
    const std::vector<const SealedSet*> sets = contents_upto(what.upto);
    if (run_ && run_->what.pattern == what.pattern && run_->what.upto == what.upto &&
        run_->floor == ledger_.floor && run_->marks == ledger_.marks && run_->sets == sets) {
        return;
    }
    run_ = Run{{what.pattern, what.upto, {}},
               ledger_.floor,
               ledger_.marks,
               sets,
               merge_sets(sets, ledger_, what.pattern),
               0};
}

ShardSync::Action ShardSync::fold_chunk(Ledger next) {
    const auto& rows = run_->rows.rows;
    const std::string& cursor = next.under_way->cursor;
    const auto first = cursor.empty()
                           ? rows.begin()
                           : std::upper_bound(rows.begin(), rows.end(), cursor,
                                              [](const std::string& value, const FoldRow& row) {
                                                  return value < row.encoded;
                                              });
    fold_first_ = static_cast<std::size_t>(first - rows.begin());
    fold_rows_ = std::min(batch_rows_max_, rows.size() - fold_first_);
    if (fold_first_ + fold_rows_ < rows.size()) {
        next.under_way->cursor = std::string(rows[fold_first_ + fold_rows_ - 1].encoded);
    } else {
        next = finished(std::move(next));
    }
    fold_next_ = std::move(next);
    return Fold{ledger_, fold_next_, std::span(rows).subspan(fold_first_, fold_rows_)};
}

Ledger ShardSync::finished(Ledger ledger) {
    const UnderWay done = *std::exchange(ledger.under_way, std::nullopt);
    const bool full = done.pattern.matches_everything();
    if (full) {
        ledger.floor = std::max(ledger.floor, done.upto);
    }
    std::erase_if(ledger.marks, [&](const Mark& mark) {
        return mark.upto <= ledger.floor || (!full && mark.pattern == done.pattern);
    });
    if (!full) {
        ledger.marks.push_back({done.pattern, done.upto});
    }
    return ledger;
}

void ShardSync::looked(ShardState state, Ledger ledger) {
    // This look at the store is later than the last one at the ledger: what the ledger had used
    // then, and the store has not given now, it gave before it went back.
    const bool repeated = look_was_repeated_ || contradicts(state, ledger_);
    look_was_repeated_ = repeated && contradicts(state, ledger);
    if (look_was_repeated_) {
        report_.store_went_back = true;
    }
    if (ledger.floor < state.last_discarded) {
        report_.database_went_back = true;
    }
    state_ = std::move(state);
    ledger_ = std::move(ledger);
    looked_ = true;
    forget_discarded();
}

void ShardSync::forget_discarded() {
    const auto dropped = std::erase_if(contents_, [&](const auto& item) {
        return std::none_of(state_.waiting.begin(), state_.waiting.end(),
                            [&](const SetId& set) { return set.nonce == item.first; });
    });
    if (dropped > 0) {
        run_.reset();
    }
    for (const SetId& set : state_.waiting) {
        // The number may be a new one; the contents are what the nonce says.
        if (const auto found = contents_.find(set.nonce); found != contents_.end()) {
            found->second.id = set;
        }
    }
}

void ShardSync::sealed(std::optional<SetId> set) {
    sealed_ = true;
    if (!set || set->seq != state_.open_seq) {
        looked_ = false;
        return;
    }
    state_.waiting.push_back(*set);
    state_.open_seq = set->seq + 1;
    state_.open_is_empty = true;
}

void ShardSync::read_back(std::vector<std::optional<SealedSet>> sets) {
    for (auto& set : sets) {
        if (!set) {
            looked_ = false;
            continue;
        }
        report_.damaged += set->damaged;
        if (set->damaged > 0) {
            report_.warnings.push_back(
                "set " + std::to_string(set->id.seq) + " has " + std::to_string(set->damaged) +
                " damaged entries; they are kept in " + set->damaged_kept_in);
        }
        contents_.insert_or_assign(set->id.nonce, std::move(*set));
    }
}

void ShardSync::folded(const FoldResult& result) {
    if (result.moved) {
        ++report_.retries;
        looked_ = false;
        return;
    }
    ledger_ = fold_next_;
    run_->done = fold_first_ + fold_rows_;
    ++report_.batches;
    report_.rejected += result.rejects.size();
    report_.rows += fold_rows_ - result.rejects.size();
    for (std::size_t i = fold_first_; i < fold_first_ + fold_rows_; ++i) {
        report_.taken += run_->rows.parts[i];
        report_.replaced += run_->rows.parts[i] - 1;
        count_amount(run_->rows.rows[i].change, 1);
    }
    for (const Reject& reject : result.rejects) {
        count_amount(reject.change, -1);
    }
}

/// For people: saturates.
void ShardSync::count_amount(const Change& change, std::int64_t times) {
    if (change.kind != Change::Kind::add) {
        return;
    }
    __extension__ using Wide = __int128;
    const Wide sum = Wide{report_.amount} + Wide{change.amount} * times;
    report_.amount = static_cast<std::int64_t>(std::clamp<Wide>(
        sum, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
    const Wide size = change.amount < 0 ? -Wide{change.amount} : Wide{change.amount};
    report_.units = static_cast<std::uint64_t>(std::clamp<Wide>(
        Wide{report_.units} + size * times, 0, std::numeric_limits<std::uint64_t>::max()));
}

void ShardSync::discarded() {
    ++report_.sets;
    state_.last_discarded = state_.waiting.front().seq;
    contents_.erase(state_.waiting.front().nonce);
    state_.waiting.erase(state_.waiting.begin());
    run_.reset();
}

void ShardSync::renumbered() { looked_ = false; }

}  // namespace model_counter
