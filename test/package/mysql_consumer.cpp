#include <model_counter/mysql_database.hpp>

// Nobody listens on that port: it is the library's own error that comes back.
int main() {
    model_counter::MysqlOptions options;
    options.url = "mysql://nobody@127.0.0.1:9/none";
    try {
        (void)model_counter::open_mysql_database(options)->status();
        return 1;
    } catch (const model_counter::Error& error) {
        return error.kind() == model_counter::ErrorCode::unavailable ? 0 : 1;
    }
}
