#include "model_counter/time_zone.hpp"

namespace model_counter {
namespace {

class Utc final : public TimeZone {
public:
    [[nodiscard]] std::int32_t offset_at(std::int64_t) const override { return 0; }
    [[nodiscard]] std::optional<std::int64_t> change_after(std::int64_t) const override {
        return std::nullopt;
    }
    [[nodiscard]] std::string name() const override { return "UTC"; }
};

}  // namespace

const TimeZone& utc() noexcept {
    static const Utc zone;
    return zone;
}

}  // namespace model_counter
