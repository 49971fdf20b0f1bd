#include "bench/plain_database.hpp"

#include "bench/open_on_disk.hpp"
#include "bench/plain_sqlite.hpp"

#include <optional>

namespace model_counter::bench {
namespace {

class PlainSqliteDatabase final : public PlainDatabase {
public:
    std::unique_ptr<Database> open_ours() override { return open_database(directory_); }

    void make_upsert_table() override {
        table_.emplace(directory_ / "upserts.sqlite3", UpsertTable::Indexes::unique_key_and_owner);
    }

    void upsert(std::uint32_t id) override { table_->add(id); }

    void upsert(std::span<const Delta> deltas) override { table_->add(deltas, kRowsOfUpsert); }

    std::int64_t select(std::uint32_t id) override { return table_->value(id); }

private:
    ScratchDirectory directory_;
    std::optional<UpsertTable> table_;
};

}  // namespace

std::unique_ptr<PlainDatabase> make_sqlite() { return std::make_unique<PlainSqliteDatabase>(); }

std::string rows_of_upsert(std::span<const Delta> deltas, std::string_view now) {
    std::string text;
    for (const Delta& delta : deltas) {
        text += text.empty() ? "('" : ", ('";
        text += std::string(kOwnerType) + "', " + std::to_string(delta.id) + ", '" +
                std::string(kKey) + "', " + std::to_string(delta.amount) + ", " + std::string(now) +
                ", " + std::string(now) + ")";
    }
    return text;
}

}  // namespace model_counter::bench
