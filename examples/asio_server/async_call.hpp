#pragma once

#include <boost/asio.hpp>
#include <exception>
#include <model_counter/async.hpp>
#include <utility>

/// Makes a call of `AsyncCounters` an operation of Asio, for every completion token. It completes
/// where the handler belongs, or else on `loop`, which has work to do until then.
template <class T, class Token>
auto async_call(boost::asio::any_io_executor loop, model_counter::AsyncCall<T> call,
                Token&& token) {
    namespace asio = boost::asio;
    return asio::async_initiate<Token, void(std::exception_ptr, T)>(
        [loop](auto handler, model_counter::AsyncCall<T> started) {
            auto where = asio::get_associated_executor(handler, loop);
            auto working = asio::prefer(where, asio::execution::outstanding_work.tracked);
            std::move(started)
                .on([working](auto function) { asio::post(working, std::move(function)); })
                .start(
                    [handler = std::move(handler)](model_counter::AsyncResult<T> result) mutable {
                        const std::exception_ptr failure = result.failure();
                        std::move(handler)(failure, failure ? T() : std::move(result).value());
                    });
        },
        token, std::move(call));
}
