#pragma once

#include "import/laravel_source.hpp"

#include <memory>
#include <string>

namespace model_counter::laravel {

/// Opens the package's database in a SQLite file.
[[nodiscard]] std::unique_ptr<LaravelSource> open_sqlite_source(const std::string& path);

}  // namespace model_counter::laravel
