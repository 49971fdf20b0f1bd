#pragma once

#include "support/server_process.hpp"

#include <string>
#include <vector>

namespace model_counter::test {

/// How a Redis of the tests is started: nothing on disk.
const ServerRecipe& redis_recipe();
/// The same, where nothing that was acknowledged is lost: an append-only file, synced each time.
const ServerRecipe& durable_redis_recipe();
/// The same, where a crash of the machine may lose the last second.
const ServerRecipe& everysec_redis_recipe();

/// `redis://127.0.0.1:PORT`, or over the unix socket.
std::string redis_url(const ServerPlace& place);
std::string redis_socket_url(const ServerPlace& place);

/// What a command of another application gives, flat: nested lists one after the other, nil as
/// `(nil)`.
///
/// Errors: std::runtime_error  the server's words
std::vector<std::string> redis_run(const std::string& url, const std::vector<std::string>& command);

/// A prefix that no other test uses.
std::string unused_redis_prefix();

}  // namespace model_counter::test
