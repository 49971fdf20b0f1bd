#include "contract/sqlite_fixture.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

class SqliteSchema : public SqliteFixture {};

/// The schema as it is stored. When this turns red, files of earlier versions exist with the old
/// one: write a migration, and change the golden file with it.
TEST_F(SqliteSchema, is_the_golden_one) {
    migrated();
    std::string schema;
    for (const auto& row :
         sqlite_query(path(), "SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY name")) {
        schema += row.at(0) + ";\n";
    }
    EXPECT_EQ(schema, contents(MODEL_COUNTER_TEST_DIR "/golden/sqlite_schema.sql"));
}

TEST_F(SqliteSchema, is_in_the_reference) {
    EXPECT_THAT(contents(MODEL_COUNTER_TEST_DIR "/../docs/reference/schema.md"),
                testing::HasSubstr(contents(MODEL_COUNTER_TEST_DIR "/golden/sqlite_schema.sql")));
}

TEST_F(SqliteSchema, stores_integer_ids_as_integers_and_others_as_text) {
    const auto database = migrated();
    std::vector<std::string> texts;
    for (const char* owner : {"1", "-9223372036854775808", "01", "a:b", "9223372036854775808"}) {
        texts.push_back(encode({{"user", owner}, "k"}));
    }
    std::sort(texts.begin(), texts.end());
    std::vector<FoldRow> rows;
    for (const std::string& text : texts) {
        rows.push_back({text, {Change::Kind::add, 1}});
    }
    database->write(rows);
    EXPECT_EQ(
        sqlite_query(path(), "SELECT typeof(owner_id), owner_id FROM model_counters ORDER BY 2"),
        (std::vector<std::vector<std::string>>{{"integer", "-9223372036854775808"},
                                               {"integer", "1"},
                                               {"text", "01"},
                                               {"text", "9223372036854775808"},
                                               {"text", "a:b"}}));
}

}  // namespace
}  // namespace model_counter::test
