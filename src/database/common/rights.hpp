#pragma once

#include "model_counter/check.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::database {

/// What counting, syncing and reading need of a server's user.
struct Right {
    std::string_view table;  ///< behind the name of the counters' table
    std::string_view right;
};

inline constexpr std::array kRights = std::to_array<Right>({{"", "SELECT"},
                                                            {"", "INSERT"},
                                                            {"", "UPDATE"},
                                                            {"", "DELETE"},
                                                            {"_ledger", "SELECT"},
                                                            {"_ledger", "INSERT"},
                                                            {"_ledger", "UPDATE"},
                                                            {"_rejects", "SELECT"},
                                                            {"_rejects", "INSERT"},
                                                            {"_migrations", "SELECT"}});

/// Shape:   missing: `UPDATE on model_counters_ledger`; `page` is where they are listed
[[nodiscard]] Check check_of_rights(const std::vector<std::string>& missing, std::string_view page);

}  // namespace model_counter::database
