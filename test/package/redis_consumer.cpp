#include <model_counter/redis_store.hpp>

// Nobody listens on that port: it is the library's own error that comes back.
int main() {
    model_counter::RedisOptions options;
    options.url = "redis://127.0.0.1:9";
    try {
        (void)model_counter::open_redis_store(options)->status();
        return 1;
    } catch (const model_counter::Error& error) {
        return error.kind() == model_counter::ErrorCode::unavailable ? 0 : 1;
    }
}
