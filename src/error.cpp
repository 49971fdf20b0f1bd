#include "model_counter/error.hpp"

namespace model_counter {
namespace {

class Category final : public std::error_category {
public:
    [[nodiscard]] const char* name() const noexcept override { return "model_counter"; }

    [[nodiscard]] std::string message(int code) const override {
        return std::string(model_counter::name(static_cast<ErrorCode>(code)));
    }
};

}  // namespace

const std::error_category& error_category() noexcept {
    static const Category category;
    return category;
}

std::error_code make_error_code(ErrorCode code) noexcept {
    return {static_cast<int>(code), error_category()};
}

std::string_view name(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::invalid_argument:
            return "invalid_argument";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::conflict:
            return "conflict";
        case ErrorCode::busy:
            return "busy";
        case ErrorCode::unavailable:
            return "unavailable";
        case ErrorCode::timeout:
            return "timeout";
        case ErrorCode::in_doubt:
            return "in_doubt";
        case ErrorCode::out_of_range:
            return "out_of_range";
        case ErrorCode::corrupt:
            return "corrupt";
        case ErrorCode::internal:
            return "internal";
    }
    return "unknown";
}

Error::Error(ErrorCode code, const std::string& message)
    : std::runtime_error(message), code_(code) {}

bool Error::retryable() const noexcept {
    return code_ == ErrorCode::busy || code_ == ErrorCode::unavailable ||
           code_ == ErrorCode::timeout;
}

const Error* error_in(const std::exception_ptr& thrown) noexcept {
    if (!thrown) {
        return nullptr;
    }
    try {
        std::rethrow_exception(thrown);
    } catch (const Error& error) {
        return &error;  // It lives in what `thrown` refers to.
    } catch (...) {
        return nullptr;
    }
}

}  // namespace model_counter
