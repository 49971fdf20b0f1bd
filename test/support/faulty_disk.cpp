#include "support/faulty_disk.hpp"

#include <sqlite3.h>
#include <map>

namespace model_counter::test {
namespace {

// SQLite's own file system layer, with its opening, writing and syncing intercepted.
sqlite3_vfs* real = nullptr;
sqlite3_vfs faulty;
int (*real_write)(sqlite3_file*, const void*, int, sqlite3_int64) = nullptr;
int (*real_sync)(sqlite3_file*, int) = nullptr;

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    return FaultyDisk::full ? SQLITE_FULL : real_write(file, bytes, size, offset);
}

int sync(sqlite3_file* file, int flags) {
    return FaultyDisk::cannot_sync ? SQLITE_IOERR_FSYNC : real_sync(file, flags);
}

/// Databases and journals have different methods; both write and sync by the same two.
const sqlite3_io_methods* intercepted(const sqlite3_io_methods* methods) {
    static std::map<const sqlite3_io_methods*, sqlite3_io_methods> copies;
    sqlite3_io_methods& copy = copies.try_emplace(methods, *methods).first->second;
    real_write = methods->xWrite;
    real_sync = methods->xSync;
    copy.xWrite = write;
    copy.xSync = sync;
    return &copy;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    const int code = real->xOpen(real, name, file, flags, flags_out);
    if (code == SQLITE_OK) {
        file->pMethods = intercepted(file->pMethods);
    }
    return code;
}

}  // namespace

std::atomic<bool> FaultyDisk::full = false;
std::atomic<bool> FaultyDisk::cannot_sync = false;

FaultyDisk::FaultyDisk() {
    real = sqlite3_vfs_find(nullptr);
    faulty = *real;
    faulty.zName = "faulty";
    faulty.xOpen = open;
    sqlite3_vfs_register(&faulty, 1);
}

FaultyDisk::~FaultyDisk() {
    full = false;
    cannot_sync = false;
    sqlite3_vfs_unregister(&faulty);
    sqlite3_vfs_register(real, 1);
}

}  // namespace model_counter::test
