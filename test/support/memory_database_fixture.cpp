#include "support/database_fixture.hpp"

namespace model_counter::test {
namespace {

class MemoryDatabaseFixture final : public DatabaseFixture {
public:
    std::unique_ptr<Database> open() override {
        return make_memory_database({.state = state_, .clock = &clock});
    }
    std::vector<MemoryDatabaseState::Row> rows() override { return state_->rows(); }
    std::vector<MemoryDatabaseState::RejectRow> rejects() override { return state_->rejects(); }

private:
    std::shared_ptr<MemoryDatabaseState> state_ = std::make_shared<MemoryDatabaseState>();
};

}  // namespace

DatabaseKind memory_database_kind() {
    return {"memory", [] { return std::make_unique<MemoryDatabaseFixture>(); }, false};
}

}  // namespace model_counter::test
