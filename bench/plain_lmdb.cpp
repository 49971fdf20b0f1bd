#include "bench/plain_lmdb.hpp"

#include <cstddef>
#include <cstring>
#include <stdexcept>

namespace model_counter::bench {
namespace {

constexpr std::size_t kBytesMax = std::size_t{4} << 30U;
constexpr mdb_mode_t kMode = 0600;

void check(int status) {
    if (status != MDB_SUCCESS) {
        throw std::runtime_error(std::string("LMDB: ") + mdb_strerror(status));
    }
}

MDB_val value_of(std::string_view text) {
    // LMDB takes what it only reads as not const.
    return {text.size(), const_cast<char*>(text.data())};
}

}  // namespace

PlainLmdb::PlainLmdb(const std::string& path) {
    check(mdb_env_create(&environment_));
    check(mdb_env_set_mapsize(environment_, kBytesMax));
    check(
        mdb_env_open(environment_, path.c_str(), MDB_NOSUBDIR | MDB_WRITEMAP | MDB_NOSYNC, kMode));
    MDB_txn* transaction = nullptr;
    check(mdb_txn_begin(environment_, nullptr, 0, &transaction));
    check(mdb_dbi_open(transaction, nullptr, 0, &database_));
    check(mdb_txn_commit(transaction));
}

void PlainLmdb::add(std::string_view key, std::int64_t amount) {
    MDB_txn* transaction = nullptr;
    check(mdb_txn_begin(environment_, nullptr, 0, &transaction));
    MDB_val name = value_of(key);
    MDB_val found{};
    std::int64_t count = 0;
    const int status = mdb_get(transaction, database_, &name, &found);
    if (status != MDB_NOTFOUND) {
        check(status);
        std::memcpy(&count, found.mv_data, sizeof count);
    }
    count += amount;
    MDB_val written{sizeof count, &count};
    check(mdb_put(transaction, database_, &name, &written, 0));
    check(mdb_txn_commit(transaction));
}

}  // namespace model_counter::bench
