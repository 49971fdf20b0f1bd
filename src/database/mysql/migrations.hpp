#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace model_counter::mysql {

/// One step of the schema. In the texts @ stands for the table name, and # for the type of owner
/// ids. Each statement commits by itself, and does nothing when it was done before.
struct Migration {
    std::uint32_t number;
    std::string_view name;
    std::vector<std::string_view> up;
    std::vector<std::string_view> down;
};

/// A table that must be there, with `name type` of each of its columns.
struct ExpectedTable {
    std::string_view name;  ///< @ stands for the table name
    std::vector<std::string_view> columns;
};

/// Every migration, ascending; numbers are consecutive from 1.
const std::vector<Migration>& migrations();

/// Every table after the last migration; the last one records them.
const std::vector<ExpectedTable>& expected_tables();

extern const std::string_view kMakeMigrationsTable;
extern const std::string_view kDropMigrationsTable;

}  // namespace model_counter::mysql
