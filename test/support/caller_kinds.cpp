#include "support/caller.hpp"

namespace model_counter::test {

std::vector<CallerKind> caller_kinds() { return {sqlite_caller_kind()}; }

}  // namespace model_counter::test
