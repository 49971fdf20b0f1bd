#include "database/postgresql/batch.hpp"

#include "model/period.hpp"

#include <string>

namespace model_counter::postgresql {

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

void add_counters(Parameters& parameters, std::span<const CounterRef> counters, OwnerIdKind kind) {
    const auto each = [&](Parameters::Array array, const auto& add) {
        for (const CounterRef& counter : counters) {
            add(array, counter);
        }
    };
    const std::size_t size = counters.size();
    each(parameters.texts(size),
         [](auto& array, const CounterRef& counter) { array.text(counter.owner.type()); });
    if (kind == OwnerIdKind::bigint) {
        each(parameters.integers(size), [](auto& array, const CounterRef& counter) {
            array.integer(counter.owner.integer_id());
        });
    } else {
        each(parameters.texts(size),
             [](auto& array, const CounterRef& counter) { array.text(counter.owner.id()); });
    }
    each(parameters.texts(size),
         [](auto& array, const CounterRef& counter) { array.text(counter.key); });
    each(parameters.texts(size),
         [](auto& array, const CounterRef& counter) { array.text(counter.interval); });
    each(parameters.integers(size), [](auto& array, const CounterRef& counter) {
        array.integer(period_start_seconds(counter));
    });
}

}  // namespace model_counter::postgresql
