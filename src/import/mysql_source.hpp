#pragma once

#include "import/laravel_source.hpp"

#include <memory>
#include <string>

namespace model_counter::laravel {

/// Opens the package's database on a MySQL or MariaDB server.
[[nodiscard]] std::unique_ptr<LaravelSource> open_mysql_source(const std::string& url);

}  // namespace model_counter::laravel
