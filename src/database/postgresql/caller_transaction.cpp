#include "database/postgresql/caller_transaction.hpp"

#include "database/postgresql/batch.hpp"
#include "database/postgresql/failure.hpp"
#include "database/postgresql/libpq.hpp"
#include "model/reject_reason.hpp"

#include <poll.h>
#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::postgresql {
namespace {

// A row that the amount does not fit is left alone by the WHERE: no error, which would be the end
// of the caller's transaction.
constexpr const char* kAdd =
    R"(INSERT INTO "@" AS kept (owner_type, owner_id, "key", "interval", period_start, count,
                                created_at, updated_at)
       VALUES ($1, $2, $3, $4, to_timestamp($5), $6, to_timestamp($7), to_timestamp($7))
       ON CONFLICT (owner_type, owner_id, "key", "interval", period_start)
       DO UPDATE SET count = kept.count + excluded.count, updated_at = excluded.updated_at
       WHERE kept.count BETWEEN $8 AND $9)";

constexpr std::chrono::milliseconds kCancelTime{1000};

/// Whether an answer came before the deadline.
bool answered(pg_conn* connection, const Deadline& deadline) {
    while (PQflush(connection) == 1 || PQisBusy(connection) != 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            std::min(deadline.remaining(), Deadline::Clock::duration(std::chrono::hours(1))));
        pollfd asked{PQsocket(connection), POLLIN, 0};
        const int ready = poll(&asked, 1, static_cast<int>(left.count()));
        if (ready == 0 && deadline.expired()) {
            return false;
        }
        if (ready > 0 && PQconsumeInput(connection) == 0) {
            return true;
        }
    }
    return true;
}

struct FreeCancel {
    void operator()(PGcancel* request) const { PQfreeCancel(request); }
};

void cancel(pg_conn* connection) {
    const std::unique_ptr<PGcancel, FreeCancel> request(PQgetCancel(connection));
    std::string words(256, '\0');
    PQcancel(request.get(), words.data(), static_cast<int>(words.size()));
}

Result run(pg_conn* connection, const Place& place, const char* sql, const Parameters& parameters,
           const Deadline& deadline) {
    std::vector<const char*> values;
    std::vector<int> sizes;
    const std::vector<int> formats(parameters.count(), 1);
    for (std::size_t i = 0; i < parameters.count(); ++i) {
        values.push_back(parameters.value(i).data());
        sizes.push_back(static_cast<int>(parameters.value(i).size()));
    }
    const std::string& location = place.url.location;
    constexpr const char* kDoing = "counting in the caller's transaction";
    const int sent = PQsendQueryParams(
        connection, with_table(sql, place.table).c_str(), static_cast<int>(parameters.count()),
        parameters.types().data(), values.data(), sizes.data(), formats.data(), 0);
    if (sent == 0) {
        fail(connection, nullptr, location, kDoing);
    }
    const bool in_time = answered(connection, deadline);
    if (!in_time) {
        cancel(connection);
        if (!answered(connection, Deadline::after(kCancelTime))) {
            fail_in_time(location, kDoing);
        }
    }
    Result result(PQgetResult(connection));
    for (Result more(PQgetResult(connection)); more.get() != nullptr;) {
        more = Result(PQgetResult(connection));
    }
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        if (!in_time) {
            fail_in_time(location, kDoing);
        }
        fail(connection, result.get(), location, kDoing);
    }
    return result;
}

void need_transaction(pg_conn* connection, const CounterRef& counter) {
    const PGTransactionStatusType status = PQtransactionStatus(connection);
    if (status == PQTRANS_INERROR) {
        throw Error(ErrorCode::invalid_argument,
                    "counter " + canonical_text(counter) +
                        ": the transaction on the connection has failed; roll it back first");
    }
    if (status != PQTRANS_INTRANS) {
        throw Error(ErrorCode::invalid_argument,
                    "counter " + canonical_text(counter) +
                        ": no transaction is open on the connection; run BEGIN first, or use "
                        "`increment`");
    }
}

[[noreturn]] void refuse_overflow(pg_conn* connection, const Place& place, OwnerIdKind owner_ids,
                                  const CounterRef& counter, std::int64_t amount,
                                  const Deadline& deadline) {
    Parameters parameters;
    add_counter(parameters, counter, owner_ids);
    const Result found = run(connection, place, place.queries.text(Query::select_count).c_str(),
                             parameters, deadline);
    const std::int64_t before = found.rows() > 0 ? found.integer(0, 0) : 0;
    throw Error(ErrorCode::out_of_range,
                overflow_reason(counter, before, {Change::Kind::add, amount}) +
                    "; the transaction is as it was");
}

}  // namespace

void add_in_callers_transaction(pg_conn* connection, const Place& place, OwnerIdKind owner_ids,
                                const CounterRef& counter, std::int64_t amount, std::int64_t now,
                                const Deadline& deadline) {
    need_transaction(connection, counter);
    using Limits = std::numeric_limits<std::int64_t>;
    Parameters parameters;
    add_counter(parameters, counter, owner_ids);
    parameters.integer(amount)
        .integer(now)
        .integer(amount < 0 ? Limits::min() - amount : Limits::min())
        .integer(amount > 0 ? Limits::max() - amount : Limits::max());
    Result written;
    try {
        written = run(connection, place, kAdd, parameters, deadline);
    } catch (const SessionLost& error) {
        if (error.kind() != ErrorCode::internal) {
            throw;
        }
        throw Error(ErrorCode::not_found,
                    std::string(error.what()) + "; the connection leads to a database without " +
                        "tables " + place.table +
                        " of this version: pass one to the counters' database, or run "
                        "`model-counter migrate` there");
    }
    if (written.changed() == 0) {
        refuse_overflow(connection, place, owner_ids, counter, amount, deadline);
    }
}

}  // namespace model_counter::postgresql
