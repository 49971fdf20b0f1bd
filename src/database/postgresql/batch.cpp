#include "database/postgresql/batch.hpp"

#include "model/period_text.hpp"

#include <string>

namespace model_counter::postgresql {
namespace {

template <class Add>
void add_each(Parameters::Array array, std::span<const CounterRef> counters, const Add& add) {
    for (const CounterRef& counter : counters) {
        add(array, counter);
    }
}

}  // namespace

bool fits(const OwnerRef& owner, OwnerIdKind kind) {
    return kind != OwnerIdKind::bigint || owner.has_integer_id();
}

void add_owner_id(Parameters& parameters, const OwnerRef& owner, OwnerIdKind kind) {
    if (kind == OwnerIdKind::bigint) {
        parameters.integer(owner.integer_id());
    } else {
        parameters.text(owner.id());
    }
}

void add_counter(Parameters& parameters, const CounterRef& counter, OwnerIdKind kind) {
    parameters.text(counter.owner.type());
    add_owner_id(parameters, counter.owner, kind);
    parameters.text(counter.key).text(counter.interval).integer(period_start_seconds(counter));
}

void add_totals(Parameters& parameters, std::span<const CounterRef> counters, OwnerIdKind kind) {
    const std::size_t size = counters.size();
    add_each(parameters.texts(size), counters,
             [](auto& array, const CounterRef& counter) { array.text(counter.owner.type()); });
    if (kind == OwnerIdKind::bigint) {
        add_each(parameters.integers(size), counters, [](auto& array, const CounterRef& counter) {
            array.integer(counter.owner.integer_id());
        });
    } else {
        add_each(parameters.texts(size), counters,
                 [](auto& array, const CounterRef& counter) { array.text(counter.owner.id()); });
    }
    add_each(parameters.texts(size), counters,
             [](auto& array, const CounterRef& counter) { array.text(counter.key); });
}

void add_counters(Parameters& parameters, std::span<const CounterRef> counters, OwnerIdKind kind) {
    add_totals(parameters, counters, kind);
    const std::size_t size = counters.size();
    add_each(parameters.texts(size), counters,
             [](auto& array, const CounterRef& counter) { array.text(counter.interval); });
    add_each(parameters.integers(size), counters, [](auto& array, const CounterRef& counter) {
        array.integer(period_start_seconds(counter));
    });
}

}  // namespace model_counter::postgresql
