#pragma once

#include "bench/scratch_directory.hpp"
#include "model_counter/embedded_store.hpp"
#include "model_counter/sqlite_database.hpp"

#include <memory>
#include <string>

namespace model_counter::bench {

/// The embedded store in a directory.
[[nodiscard]] inline std::unique_ptr<Store> open_store(const ScratchDirectory& directory) {
    EmbeddedOptions options;
    options.directory = directory / "store";
    return open_embedded_store(options);
}

/// Where `open_database` keeps its file.
[[nodiscard]] inline std::string database_path(const ScratchDirectory& directory) {
    return directory / "counters.sqlite3";
}

/// A SQLite database in a directory, not yet migrated.
[[nodiscard]] inline std::unique_ptr<Database> open_database(const ScratchDirectory& directory) {
    SqliteOptions options;
    options.path = database_path(directory);
    return open_sqlite_database(options);
}

/// The same, with its tables.
[[nodiscard]] inline std::unique_ptr<Database> open_migrated_database(
    const ScratchDirectory& directory) {
    auto database = open_database(directory);
    database->migrate();
    return database;
}

}  // namespace model_counter::bench
