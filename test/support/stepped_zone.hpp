#pragma once

#include "model_counter/time_zone.hpp"

#include <utility>
#include <vector>

namespace model_counter::test {

/// A zone whose clocks are moved at moments of the test's choice.
class SteppedZone final : public TimeZone {
public:
    struct Change {
        std::int64_t at = 0;
        std::int32_t offset = 0;
    };

    /// Changes ascend; before the first one the offset is `before`.
    SteppedZone(std::vector<Change> changes, std::int32_t before)
        : changes_(std::move(changes)), before_(before) {}

    [[nodiscard]] std::int32_t offset_at(std::int64_t seconds) const override {
        std::int32_t offset = before_;
        for (const Change& change : changes_) {
            offset = change.at <= seconds ? change.offset : offset;
        }
        return offset;
    }
    [[nodiscard]] std::optional<std::int64_t> change_after(std::int64_t seconds) const override {
        for (const Change& change : changes_) {
            if (change.at > seconds) {
                return change.at;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::string name() const override { return "test"; }

private:
    std::vector<Change> changes_;
    std::int32_t before_;
};

}  // namespace model_counter::test
