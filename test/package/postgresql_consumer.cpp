#include <model_counter/postgresql_database.hpp>

// Nobody listens on that port: it is the library's own error that comes back.
int main() {
    model_counter::PostgresqlOptions options;
    options.url = "postgresql://127.0.0.1:9";
    try {
        (void)model_counter::open_postgresql_database(options)->status();
        return 1;
    } catch (const model_counter::Error& error) {
        return error.kind() == model_counter::ErrorCode::unavailable ? 0 : 1;
    }
}
