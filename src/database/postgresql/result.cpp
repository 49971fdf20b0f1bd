#include "database/postgresql/result.hpp"

#include "database/postgresql/libpq.hpp"
#include "model_counter/error.hpp"

#include <charconv>
#include <cstddef>
#include <string>

namespace model_counter::postgresql {

void Result::Clear::operator()(pg_result* result) const { PQclear(result); }

int Result::rows() const { return PQntuples(result_.get()); }

bool Result::is_null(int row, int column) const {
    return PQgetisnull(result_.get(), row, column) != 0;
}

std::string_view Result::text(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Result::integer(int row, int column) const {
    const std::string_view digits = text(row, column);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) {
        throw Error(ErrorCode::internal,
                    "the server sent '" + std::string(digits) + "' for an integer");
    }
    return value;
}

std::uint64_t Result::changed() const {
    const std::string_view digits = PQcmdTuples(result_.get());
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::string_view Result::command() const { return PQcmdStatus(result_.get()); }

}  // namespace model_counter::postgresql
