#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::sqlite {

/// One step of the schema. In the texts @ stands for the table name.
struct Migration {
    std::uint32_t number;
    std::string_view name;
    std::vector<std::string_view> up;
    std::vector<std::string_view> down;
};

/// A table that must be there, with `name TYPE` of each of its columns.
struct ExpectedTable {
    std::string_view name;  ///< @ stands for the table name
    std::vector<std::string_view> columns;
    std::uint32_t made_by;  ///< number of the migration
};

/// Every migration, ascending; numbers are consecutive from 1.
const std::vector<Migration>& migrations();

/// Every table after the last migration.
const std::vector<ExpectedTable>& expected_tables();

/// The table that records them; made with the first.
extern const std::string_view kMakeMigrationsTable;
extern const std::string_view kDropMigrationsTable;
const ExpectedTable& migrations_table();

/// A text with the table name written in.
std::string with_table(std::string_view text, std::string_view table);

}  // namespace model_counter::sqlite
