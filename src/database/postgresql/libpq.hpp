#pragma once

#include "late_library.hpp"

#include <libpq-fe.h>

#ifdef MODEL_COUNTER_LIBPQ  // else it is linked
namespace model_counter::postgresql {

/// The client library of PostgreSQL.
inline constinit LateLibrary libpq{MODEL_COUNTER_LIBPQ, "libpq5"};

// NOLINTBEGIN(readability-identifier-naming): the names are the library's.
MODEL_COUNTER_LATE(libpq, PQbackendPID);
MODEL_COUNTER_LATE(libpq, PQcancel);
MODEL_COUNTER_LATE(libpq, PQclear);
MODEL_COUNTER_LATE(libpq, PQcmdStatus);
MODEL_COUNTER_LATE(libpq, PQcmdTuples);
MODEL_COUNTER_LATE(libpq, PQconndefaults);
MODEL_COUNTER_LATE(libpq, PQconnectPoll);
MODEL_COUNTER_LATE(libpq, PQconnectStartParams);
MODEL_COUNTER_LATE(libpq, PQconninfoFree);
MODEL_COUNTER_LATE(libpq, PQconninfoParse);
MODEL_COUNTER_LATE(libpq, PQconsumeInput);
MODEL_COUNTER_LATE(libpq, PQerrorMessage);
MODEL_COUNTER_LATE(libpq, PQfinish);
MODEL_COUNTER_LATE(libpq, PQflush);
MODEL_COUNTER_LATE(libpq, PQfreeCancel);
MODEL_COUNTER_LATE(libpq, PQfreemem);
MODEL_COUNTER_LATE(libpq, PQgetCancel);
MODEL_COUNTER_LATE(libpq, PQgetResult);
MODEL_COUNTER_LATE(libpq, PQgetisnull);
MODEL_COUNTER_LATE(libpq, PQgetlength);
MODEL_COUNTER_LATE(libpq, PQgetvalue);
MODEL_COUNTER_LATE(libpq, PQisBusy);
MODEL_COUNTER_LATE(libpq, PQntuples);
MODEL_COUNTER_LATE(libpq, PQresultErrorField);
MODEL_COUNTER_LATE(libpq, PQresultStatus);
MODEL_COUNTER_LATE(libpq, PQsendPrepare);
MODEL_COUNTER_LATE(libpq, PQsendQuery);
MODEL_COUNTER_LATE(libpq, PQsendQueryParams);
MODEL_COUNTER_LATE(libpq, PQsendQueryPrepared);
MODEL_COUNTER_LATE(libpq, PQsetErrorVerbosity);
MODEL_COUNTER_LATE(libpq, PQsetNoticeReceiver);
MODEL_COUNTER_LATE(libpq, PQsetnonblocking);
MODEL_COUNTER_LATE(libpq, PQsocket);
MODEL_COUNTER_LATE(libpq, PQstatus);
MODEL_COUNTER_LATE(libpq, PQtransactionStatus);
// NOLINTEND(readability-identifier-naming)

}  // namespace model_counter::postgresql
#endif
