#pragma once

#include "model_counter/redis_store.hpp"
#include "redis/client.hpp"

#include <memory>

namespace model_counter::redis {

/// A store over given clients; see `Session`.
[[nodiscard]] std::unique_ptr<Store> make_redis_store(const RedisOptions& options,
                                                      std::unique_ptr<Client> client,
                                                      std::unique_ptr<Client> blocking);

}  // namespace model_counter::redis
