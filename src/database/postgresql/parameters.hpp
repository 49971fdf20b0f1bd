#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::postgresql {

/// The parameters of one statement, in the server's binary form and with their types, so that the
/// statement's text needs no casts.
class Parameters {
public:
    /// An array's values, added one by one: as many as were announced.
    class Array {
    public:
        void integer(std::int64_t value);
        void text(std::string_view value);

    private:
        friend class Parameters;
        explicit Array(std::string& bytes) : bytes_(bytes) {}
        std::string& bytes_;
    };

    Parameters& integer(std::int64_t value);
    Parameters& text(std::string_view value);

    /// What they return is valid until the next parameter.
    Array integers(std::size_t count);
    Array texts(std::size_t count);

    [[nodiscard]] std::size_t count() const noexcept { return values_.size(); }
    [[nodiscard]] const std::vector<unsigned>& types() const noexcept { return types_; }
    [[nodiscard]] const std::string& value(std::size_t i) const { return values_[i]; }

private:
    std::string& add(unsigned type);
    Array array(unsigned type, unsigned element, std::size_t count);

    std::vector<std::string> values_;
    std::vector<unsigned> types_;
};

}  // namespace model_counter::postgresql
