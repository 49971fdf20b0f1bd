#pragma once

#include "support/server_process.hpp"

namespace model_counter::test {

/// The test run's one server of this kind, started by whoever asks first.
///
/// The run is the nearest ctest above this process, else this process. A process of its own
/// watches the run, stops the server when it is over, however it ended, and removes its directory.
/// Errors: std::runtime_error  it does not start
const ServerPlace& shared_server(const ServerRecipe& recipe);

}  // namespace model_counter::test
