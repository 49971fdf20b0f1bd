#pragma once

#include "late_library.hpp"

#include <microhttpd.h>

#ifdef MODEL_COUNTER_LIBMICROHTTPD  // else it is linked
namespace model_counter::program {

/// The library of the HTTP server.
inline constinit LateLibrary libmicrohttpd{MODEL_COUNTER_LIBMICROHTTPD, "libmicrohttpd12"};

// NOLINTBEGIN(readability-identifier-naming): the names are the library's.
MODEL_COUNTER_LATE(libmicrohttpd, MHD_add_response_header);
MODEL_COUNTER_LATE(libmicrohttpd, MHD_create_response_from_buffer);
MODEL_COUNTER_LATE(libmicrohttpd, MHD_destroy_response);
MODEL_COUNTER_LATE(libmicrohttpd, MHD_get_daemon_info);
MODEL_COUNTER_LATE(libmicrohttpd, MHD_queue_response);
MODEL_COUNTER_LATE(libmicrohttpd, MHD_start_daemon);
MODEL_COUNTER_LATE(libmicrohttpd, MHD_stop_daemon);
// NOLINTEND(readability-identifier-naming)

}  // namespace model_counter::program
#endif
