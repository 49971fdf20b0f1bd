#include "import/keys_import.hpp"

#include "import/laravel_key.hpp"
#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <utility>

namespace model_counter::laravel {
namespace {

/// Keys of one batch: a script over more would keep others waiting.
constexpr std::size_t kBatchKeysMax = 2000;

std::uint64_t random_number() {
    std::random_device device;
    std::uint64_t number = 0;
    while (number == 0) {
        number = (static_cast<std::uint64_t>(device()) << 32U) | device();
    }
    return number;
}

std::string random_id() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string id;
    for (std::uint64_t half : {random_number(), random_number()}) {
        for (int i = 0; i < 16; ++i, half >>= 4U) {
            id += kDigits[half & 0xFU];
        }
    }
    return id;
}

std::string name_of(const std::array<std::string, 3>& names) {
    return names[0] + ':' + names[1] + ':' + names[2];
}

std::string where_of(const std::string& key) { return "key " + quoted(key); }

/// The types of keys, told apart as they come.
void note(ImportState& state, const std::string& key, const TakenCounter& counter) {
    const auto parsed = parse_laravel_key(state.options.redis_prefix, key);
    state.note_type(std::get<LaravelKey>(parsed).type, true, counter.owner_type);
}

std::variant<TakenCounter, std::string> take(const ImportState& state, const std::string& key,
                                             const std::string& value) {
    return take_key(state.options.redis_prefix, key, value, state.types, state.owner_id_kind);
}

class Drain {
public:
    Drain(ImportState& state, LaravelKeys& keys) : state_(state), keys_(keys) {}

    void run() {
        settle();
        LaravelKeys::Page pending;
        while (const auto page = keys_.next_page()) {
            for (const std::string& key : *page) {
                if (is_good(key)) {
                    pending.push_back(key);
                }
            }
            if (pending.size() >= kBatchKeysMax) {
                move(std::exchange(pending, {}));
            }
            if (state_.should_stop()) {
                state_.report.stopped = true;
                return;
            }
        }
        move(pending);
        state_.report.keys = state_.report.keys_taken + bad_.size();
    }

private:
    bool is_good(const std::string& key) {
        const auto taken = take(state_, key, "0");
        if (const auto* reason = std::get_if<std::string>(&taken)) {
            bad(key, *reason);
            return false;
        }
        return true;
    }

    void bad(const std::string& key, const std::string& reason) {
        if (bad_.insert(key).second) {
            state_.bad(where_of(key), reason);
        }
    }

    void move(const LaravelKeys::Page& keys) {
        if (keys.empty()) {
            return;
        }
        for (const std::string& key : keys_.set_aside(keys, random_id(), random_number())) {
            bad(key, "does not hold a whole number of 64 bits");
        }
        settle();
        state_.show(true, state_.report.keys_taken, 0);
    }

    /// Takes what waits, if anything does, and drops it.
    void settle() {
        while (const auto set = keys_.waiting()) {
            FoldBatch batch;
            Sums sums;
            const auto contents = keys_.contents();
            for (const auto& [key, value] : contents) {
                add(key, value, batch, sums);
            }
            if (!take_in(*set, batch)) {
                continue;
            }
            std::map<std::string, std::string> texts;
            for (const auto& [names, sum] : sums) {
                texts.emplace(name_of(names), sum.text());
            }
            keys_.drop(*set, texts);
            state_.report.keys_taken += contents.size();
        }
    }

    void add(const std::string& key, const std::string& value, FoldBatch& batch, Sums& sums) {
        const auto taken = take(state_, key, value);
        const auto* const counter = std::get_if<TakenCounter>(&taken);
        if (counter == nullptr) {
            throw Error(ErrorCode::conflict,
                        keys_.place() + ": " + where_of(key) +
                            " was set aside by an earlier run and cannot be taken now: it " +
                            std::get<std::string>(taken) + "; run with the options of that run");
        }
        note(state_, key, *counter);
        add_to(sums, *counter);
        if (counter->amount != 0 && !batch.add(*counter)) {
            throw Error(ErrorCode::out_of_range,
                        keys_.place() + ": " + where_of(key) +
                            " and another key of the same counter amount to more than 64 bits; "
                            "lower one of them in Redis");
        }
    }

    /// Returns: false when another import did something with it meanwhile.
    bool take_in(const SetAside& set, const FoldBatch& batch) {
        const LedgerKey key{set.id, 0};
        const Ledger expected = state_.target.open_ledger(key);
        if (expected.floor >= set.seq) {
            if (expected.knows(set.nonce)) {
                return true;
            }
            throw Error(ErrorCode::conflict,
                        keys_.place() +
                            " came back from an older state: what it holds aside has a number that "
                            "the database took in with another content. Compare with --check; then "
                            "delete the keys model-counter-import:... to count what is left");
        }
        Ledger next = expected;
        next.floor = set.seq;
        next.nonces.push_back(set.nonce);
        if (next.nonces.size() > kNoncesMax) {
            next.nonces.erase(next.nonces.begin());
        }
        return fold(state_, key, expected, next, batch, "a Redis key");
    }

    ImportState& state_;
    LaravelKeys& keys_;
    std::set<std::string> bad_;
};

}  // namespace

void drain_keys(ImportState& state, LaravelKeys& keys) { Drain(state, keys).run(); }

void look_at_keys(ImportState& state, LaravelKeys& keys, Sums& sums) {
    std::set<std::string> seen;
    const auto look = [&](const std::string& key, const std::string& value) {
        ++state.report.keys;
        const auto taken = take(state, key, value);
        if (const auto* reason = std::get_if<std::string>(&taken)) {
            state.bad(where_of(key), *reason);
            return;
        }
        ++state.report.keys_taken;
        note(state, key, std::get<TakenCounter>(taken));
        add_to(sums, std::get<TakenCounter>(taken));
    };
    for (const auto& [key, value] : keys.contents()) {
        look(key, value);
    }
    while (auto page = keys.next_page()) {
        std::erase_if(*page, [&](const std::string& key) { return !seen.insert(key).second; });
        const auto values = keys.values(*page);
        for (std::size_t i = 0; i < page->size(); ++i) {
            look((*page)[i], values[i].value_or(""));
        }
        state.show(true, state.report.keys, 0);
        if (state.should_stop()) {
            state.report.stopped = true;
            return;
        }
    }
}

void add_drained(LaravelKeys& keys, Sums& sums) {
    for (const auto& [name, text] : keys.drained()) {
        const auto first = name.find(':');
        const auto last = name.rfind(':');
        const auto sum = WideSum::read(text);
        if (first == std::string::npos || first == last || !sum) {
            continue;
        }
        sums[{name.substr(0, first), name.substr(first + 1, last - first - 1),
              name.substr(last + 1)}]
            .add(*sum);
    }
}

}  // namespace model_counter::laravel
