#pragma once

#include <string_view>

namespace model_counter {

/// A connection that belongs to the caller, as its client library made it.
///
/// Which ones there are is said by the header of each database's component; this library's core
/// knows their names only, and needs no client library.
struct CallerConnection {
    std::string_view type;   ///< as it is written in C++: `sqlite3*`, `PGconn*`, `MYSQL*`
    void* handle = nullptr;  ///< borrowed for the call
};

/// Names a client library's type of connections; specialised beside its database.
template <class Native>
struct CallerConnectionType {
    static constexpr std::string_view name = {};
};

}  // namespace model_counter
