/* Preloaded into the program: one call of the system fails, the FAIL_AT-th of FAIL_CALL, with the
   error FAIL_ERRNO; with FAIL_ALL those after it, too. Once it has, the file FAIL_DONE is there. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int calls;

static int fails(const char* name) {
    const char* const wanted = getenv("FAIL_CALL");
    if (wanted == NULL || strcmp(wanted, name) != 0) {
        return 0;
    }
    const int at = atoi(getenv("FAIL_AT"));
    if (++calls < at || (calls > at && getenv("FAIL_ALL") == NULL)) {
        return 0;
    }
    const char* const done = getenv("FAIL_DONE");
    const long file = syscall(SYS_openat, AT_FDCWD, done, O_CREAT | O_WRONLY, 0600);
    syscall(SYS_close, file);
    errno = atoi(getenv("FAIL_ERRNO"));
    return 1;
}

/* FORWARD(result, name, (parameters), (arguments)): -1 when it fails. */
#define FORWARD(result, name, parameters, arguments)                                   \
    result name parameters {                                                           \
        static result(*next) parameters;                                               \
        if (next == NULL) {                                                            \
            *(void**)&next = dlsym(RTLD_NEXT, #name);                                  \
        }                                                                              \
        return fails(#name) ? (result)-1 : next arguments;                             \
    }

FORWARD(ssize_t, read, (int file, void* to, size_t size), (file, to, size))
FORWARD(ssize_t, pread, (int file, void* to, size_t size, off_t at), (file, to, size, at))
FORWARD(ssize_t, pread64, (int file, void* to, size_t size, off64_t at), (file, to, size, at))
FORWARD(ssize_t, write, (int file, const void* from, size_t size), (file, from, size))
FORWARD(ssize_t, pwrite, (int file, const void* from, size_t size, off_t at),
        (file, from, size, at))
FORWARD(ssize_t, pwrite64, (int file, const void* from, size_t size, off64_t at),
        (file, from, size, at))
FORWARD(ssize_t, getrandom, (void* to, size_t size, unsigned flags), (to, size, flags))
FORWARD(int, fstat, (int file, struct stat* to), (file, to))
FORWARD(int, stat, (const char* path, struct stat* to), (path, to))
FORWARD(int, fchown, (int file, uid_t user, gid_t group), (file, user, group))
FORWARD(int, socket, (int domain, int type, int protocol), (domain, type, protocol))
FORWARD(int, setsockopt, (int file, int level, int name, const void* value, socklen_t size),
        (file, level, name, value, size))
FORWARD(int, poll, (struct pollfd* files, nfds_t count, int wait), (files, count, wait))
FORWARD(int, ftruncate, (int file, off_t size), (file, size))
FORWARD(int, ftruncate64, (int file, off64_t size), (file, size))
FORWARD(int, fchmod, (int file, mode_t mode), (file, mode))
FORWARD(int, flock, (int file, int how), (file, how))
FORWARD(int, fsync, (int file), (file))
FORWARD(int, fdatasync, (int file), (file))
FORWARD(int, madvise, (void* at, size_t size, int advice), (at, size, advice))
FORWARD(int, msync, (void* at, size_t size, int how), (at, size, how))
FORWARD(int, mkdir, (const char* path, mode_t mode), (path, mode))
FORWARD(int, unlinkat, (int folder, const char* path, int how), (folder, path, how))
FORWARD(int, renameat, (int from, const char* path, int to, const char* name),
        (from, path, to, name))
FORWARD(int, linkat, (int from, const char* path, int to, const char* name, int how),
        (from, path, to, name, how))
FORWARD(void*, mmap, (void* at, size_t size, int rights, int how, int file, off_t from),
        (at, size, rights, how, file, from))

/* FAIL_ERRNO=0: the call succeeds, and says that the directory is on another machine. */
int fstatfs(int file, struct statfs* to) {
    int (*const next)(int, struct statfs*) =
        (int (*)(int, struct statfs*))dlsym(RTLD_NEXT, "fstatfs");
    const int result = next(file, to);
    if (fails("fstatfs")) {
        to->f_type = 0x6969;
        return errno == 0 ? 0 : -1;
    }
    return result;
}

DIR* fdopendir(int file) {
    DIR* (*const next)(int) = (DIR * (*)(int)) dlsym(RTLD_NEXT, "fdopendir");
    return fails("fdopendir") ? NULL : next(file);
}

int posix_fallocate(int file, off_t from, off_t size) {
    int (*const next)(int, off_t, off_t) =
        (int (*)(int, off_t, off_t))dlsym(RTLD_NEXT, "posix_fallocate");
    return fails("posix_fallocate") ? errno : next(file, from, size);
}

/* Those with a mode that is there only for a new file. */
#define FORWARD_OPEN(name, parameters, last, ...)                                      \
    int name parameters {                                                              \
        va_list more;                                                                  \
        va_start(more, last);                                                          \
        const mode_t mode = va_arg(more, mode_t);                                      \
        va_end(more);                                                                  \
        int(*const next) parameters = (int(*) parameters)dlsym(RTLD_NEXT, #name);      \
        return fails(#name) ? -1 : next(__VA_ARGS__, mode);                            \
    }

FORWARD_OPEN(open, (const char* path, int how, ...), how, path, how)
FORWARD_OPEN(open64, (const char* path, int how, ...), how, path, how)
FORWARD_OPEN(openat, (int folder, const char* path, int how, ...), how, folder, path, how)
