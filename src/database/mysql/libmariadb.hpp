#pragma once

#include "late_library.hpp"

#include <mysql.h>

namespace model_counter::mysql {

#ifdef MODEL_COUNTER_LIBMARIADB  // else it is linked
/// The client library of MariaDB, which speaks to MySQL too.
inline constinit LateLibrary libmariadb{MODEL_COUNTER_LIBMARIADB, "libmariadb3"};

// NOLINTBEGIN(readability-identifier-naming): the names are the library's.
MODEL_COUNTER_LATE(libmariadb, mariadb_get_infov);
MODEL_COUNTER_LATE(libmariadb, mysql_affected_rows);
MODEL_COUNTER_LATE(libmariadb, mysql_close);
MODEL_COUNTER_LATE(libmariadb, mysql_errno);
MODEL_COUNTER_LATE(libmariadb, mysql_error);
MODEL_COUNTER_LATE(libmariadb, mysql_fetch_field_direct);
MODEL_COUNTER_LATE(libmariadb, mysql_fetch_row);
MODEL_COUNTER_LATE(libmariadb, mysql_free_result);
MODEL_COUNTER_LATE(libmariadb, mysql_get_socket);
MODEL_COUNTER_LATE(libmariadb, mysql_get_ssl_cipher);
MODEL_COUNTER_LATE(libmariadb, mysql_get_timeout_value_ms);
MODEL_COUNTER_LATE(libmariadb, mysql_init);
MODEL_COUNTER_LATE(libmariadb, mysql_options);
MODEL_COUNTER_LATE(libmariadb, mysql_real_connect_cont);
MODEL_COUNTER_LATE(libmariadb, mysql_real_connect_start);
MODEL_COUNTER_LATE(libmariadb, mysql_real_query);
MODEL_COUNTER_LATE(libmariadb, mysql_real_query_cont);
MODEL_COUNTER_LATE(libmariadb, mysql_real_query_start);
MODEL_COUNTER_LATE(libmariadb, mysql_set_local_infile_handler);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_affected_rows);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_attr_set);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_bind_param);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_bind_result);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_close);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_errno);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_error);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_execute_cont);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_execute_start);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_fetch);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_field_count);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_free_result);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_init);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_prepare_cont);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_prepare_start);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_result_metadata);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_store_result_cont);
MODEL_COUNTER_LATE(libmariadb, mysql_stmt_store_result_start);
MODEL_COUNTER_LATE(libmariadb, mysql_store_result);
MODEL_COUNTER_LATE(libmariadb, mysql_store_result_cont);
MODEL_COUNTER_LATE(libmariadb, mysql_store_result_start);
MODEL_COUNTER_LATE(libmariadb, mysql_warning_count);
// NOLINTEND(readability-identifier-naming)
#endif

/// Frees a result's rows.
struct FreeRows {
    void operator()(MYSQL_RES* rows) const { mysql_free_result(rows); }
};

}  // namespace model_counter::mysql
