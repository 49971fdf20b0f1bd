#include "owner_id_kind.hpp"

#include "model_counter/error.hpp"

namespace model_counter {

void check_owner_id(const CounterRef& counter, OwnerIdKind kind) {
    if (kind == OwnerIdKind::bigint && !counter.owner.has_integer_id()) {
        throw Error(ErrorCode::invalid_argument,
                    "counter " + canonical_text(counter) +
                        ": the table takes whole numbers as owner ids only; "
                        "`migrate --owner-id string` makes one that takes texts");
    }
}

}  // namespace model_counter
