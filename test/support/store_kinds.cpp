#include "support/store_fixture.hpp"

namespace model_counter::test {

std::vector<StoreKind> store_kinds() { return {memory_store_kind(), embedded_store_kind()}; }

}  // namespace model_counter::test
