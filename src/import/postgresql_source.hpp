#pragma once

#include "import/laravel_source.hpp"

#include <memory>
#include <string>

namespace model_counter::laravel {

/// Opens the package's database on a PostgreSQL server.
[[nodiscard]] std::unique_ptr<LaravelSource> open_postgresql_source(const std::string& url);

}  // namespace model_counter::laravel
