#pragma once

#include "model_counter/counters.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::test {

/// An application with a connection of its own, through its database's client library.
class Caller {
public:
    virtual ~Caller() = default;

    /// Runs SQL; throws std::runtime_error with the database's words.
    virtual void run(const std::string& sql) = 0;

    /// The number that a query gives.
    virtual std::int64_t number(const std::string& sql) = 0;

    virtual void increment_in(Counters& counters, const OwnerRef& owner, std::string_view key,
                              std::int64_t amount) = 0;
};

/// A private database whose users count in transactions of their own.
class CallerFixture {
public:
    virtual ~CallerFixture() = default;

    /// The database of the counters; not migrated yet.
    virtual std::unique_ptr<Database> open() = 0;

    /// A connection to that database.
    virtual std::unique_ptr<Caller> connect() = 0;

    /// A connection to another database, without our tables.
    virtual std::unique_ptr<Caller> connect_elsewhere() = 0;

    /// What begins a transaction that changes nothing.
    [[nodiscard]] virtual std::vector<std::string> begin_read_only() const = 0;

    /// Whether an error of the server leaves a transaction usable.
    [[nodiscard]] virtual bool survives_errors() const { return true; }
};

/// A kind of database that the suite of callers' transactions runs over.
struct CallerKind {
    std::string name;
    std::function<std::unique_ptr<CallerFixture>()> make;
};

/// Every kind there is.
std::vector<CallerKind> caller_kinds();

CallerKind sqlite_caller_kind();
CallerKind postgresql_caller_kind();
CallerKind mysql_caller_kind();

}  // namespace model_counter::test
