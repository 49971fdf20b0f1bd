#include "model_counter/handle.hpp"

#include "model_counter/error.hpp"
#include "model_counter/store.hpp"

#include <new>
#include <string>

namespace model_counter {

CounterHandle::CounterHandle(std::shared_ptr<Store> store, CounterId id)
    : where_(store->resolve(id.ref())),
      store_(std::move(store)),
      id_(std::make_shared<const CounterId>(std::move(id))) {}

std::error_code CounterHandle::add_slowly(std::int64_t amount) noexcept {
    if (store_ == nullptr) {
        return make_error_code(ErrorCode::unavailable);  // moved from
    }
    try {
        // The store's own call first: whatever is wrong, it finds out and names.
        store_->add(id_->ref(), amount);
    } catch (const Error& error) {
        return error.code();
    } catch (const std::bad_alloc&) {
        return make_error_code(ErrorCode::unavailable);
    } catch (...) {
        return make_error_code(ErrorCode::internal);
    }
    try {
        where_ = store_->resolve(id_->ref());
    } catch (...) {
        // What was added is counted; the next add looks the counter up again.
        where_ = {};
    }
    return {};
}

void CounterHandle::decrement(std::int64_t amount) {
    if (amount > kAmountMax || amount < -kAmountMax) {
        raise(make_error_code(ErrorCode::invalid_argument));
    }
    increment(-amount);
}

void CounterHandle::raise(std::error_code error) const {
    const std::string counter =
        id_ == nullptr ? "a handle that was moved from" : "counter " + id_->text();
    const auto code = static_cast<ErrorCode>(error.value());
    std::string what = " was not counted through its handle: ";
    switch (code) {
        case ErrorCode::invalid_argument:
            what += "amounts are -(2^62-1) ... 2^62-1";
            break;
        case ErrorCode::out_of_range:
            what += "the sum would leave the 64-bit range; sync, or count less at once";
            break;
        case ErrorCode::busy:
            what += "the store is full and waits for a sync";
            break;
        case ErrorCode::unavailable:
            what += "the store is closed or cannot be used now";
            break;
        case ErrorCode::in_doubt:
            what = " may or may not have been counted through its handle: the reply was lost";
            break;
        default:
            what += name(code);
            break;
    }
    throw Error(code, counter + what);
}

}  // namespace model_counter
