#pragma once

#include "model_counter/owner.hpp"

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace model_counter::sqlite {

/// A prepared statement, used again and again.
class Statement {
public:
    /// `path` is for messages and must outlive the statement.
    Statement(sqlite3* connection, const std::string& path, const std::string& sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// The rows of one execution; borrows the statement and resets it at the end.
    class Rows {
    public:
        explicit Rows(Statement& statement) : statement_(statement) {}
        ~Rows() { statement_.reset(); }
        Rows(const Rows&) = delete;
        Rows& operator=(const Rows&) = delete;

        /// Steps to the next row; false after the last.
        bool next() { return statement_.step(); }

        [[nodiscard]] std::int64_t integer(int column) const;
        /// Valid until the next step.
        [[nodiscard]] std::string_view text(int column) const;
        [[nodiscard]] bool is_integer(int column) const;
        [[nodiscard]] bool is_null(int column) const;

    private:
        Statement& statement_;
    };

    /// Binds the values from parameter 1 on and begins; they must outlive the rows.
    template <class... Values>
    [[nodiscard]] Rows query(const Values&... values) {
        int parameter = 0;
        (bind(++parameter, values), ...);
        return Rows(*this);
    }

    /// Binds, runs to the end, and resets.
    template <class... Values>
    void execute(const Values&... values) {
        Rows rows = query(values...);
        while (rows.next()) {
        }
    }

private:
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, std::uint32_t value) {
        bind(parameter, static_cast<std::int64_t>(value));
    }
    void bind(int parameter, std::string_view value);
    void bind(int parameter, const std::string& value) { bind(parameter, std::string_view(value)); }
    /// The id of an owner: an integer where it is one.
    void bind(int parameter, const OwnerRef& owner);
    void check(int code);
    bool step();
    void reset() noexcept;

    sqlite3* connection_;
    const std::string& path_;
    sqlite3_stmt* statement_ = nullptr;
};

}  // namespace model_counter::sqlite
