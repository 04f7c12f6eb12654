/* Lets one call of a program to the file system fail, or ends the program there; loaded into it by LD_PRELOAD.
 *
 * It counts the calls that change something below the folders FAULT_ROOT (with : between them), in their order,
 * and writes each to the file FAULT_LOG: the number, what it is, the path, the new path of a rename. At call number FAULT_AT it does FAULT_KIND:
 *
 *   kill    SIGKILL before the call
 *   half    half of a write, then SIGKILL; for other calls as kill
 *   full    from here on the disk is full: whatever needs room fails with ENOSPC, a write after half of its bytes
 *   once    the call fails with EIO, and all is well afterwards
 *   denied  the call fails with EACCES, and all is well afterwards
 *
 * The program is the one that is released; nothing in it knows of this.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char roots[PATH_MAX];
static const char *kind = "";
static long at, count;
static int log_fd = -1;
/* Paths of the files that are open for writing, and of folders that may be synced. */
static char *open_paths[FDS];

__attribute__((constructor)) static void begin(void) {
    const char *value = getenv("FAULT_ROOT");
    if (value) snprintf(roots, sizeof roots, "%s", value);
    if ((value = getenv("FAULT_AT"))) at = atol(value);
    if ((value = getenv("FAULT_KIND"))) kind = value;
    if ((value = getenv("FAULT_LOG"))) log_fd = syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static int watched(const char *path) {
    for (const char *root = roots; path && *root;) {
        size_t length = strcspn(root, ":");
        if (length && strncmp(path, root, length) == 0) return 1;
        root += length + (root[length] == ':');
    }
    return 0;
}

/* The path of dirfd + path, as far as it is watched; NULL otherwise. */
static const char *full_path(int dirfd, const char *path, char *room) {
    if (!path) return NULL;
    if (path[0] == '/' || dirfd == AT_FDCWD) return watched(path) ? path : NULL;
    if (dirfd < 0 || dirfd >= FDS || !open_paths[dirfd]) {
        /* A folder that was opened for reading: removing a tree does so. */
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd);
        ssize_t length = syscall(SYS_readlink, link, room, PATH_MAX - 1);
        if (length <= 0) return NULL;
        room[length] = 0;
    } else {
        snprintf(room, PATH_MAX, "%s", open_paths[dirfd]);
    }
    if (!watched(room)) return NULL;
    size_t length = strlen(room);
    snprintf(room + length, PATH_MAX - length, "/%s", path);
    return room;
}

enum outcome { GO, FAIL, HALF };

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts a call; says whether it goes ahead, fails (with errno), or is to be cut in half. Held under the lock. */
static enum outcome call(const char *what, const char *path, const char *to, int needs_room, int is_write) {
    long number = ++count;
    if (log_fd >= 0) {
        char line[2 * PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld\t%s\t%s\t%s\n", number, what, path, to ? to : "");
        if (length > 0) syscall(SYS_write, log_fd, line, (size_t)length);
    }
    if (!at || number < at) return GO;
    if (number == at) {
        if (!strcmp(kind, "kill")) end();
        if (!strcmp(kind, "half")) {
            if (is_write) return HALF;
            end();
        }
        if (!strcmp(kind, "once")) { errno = EIO; return FAIL; }
        if (!strcmp(kind, "denied")) { errno = EACCES; return FAIL; }
    }
    if (!strcmp(kind, "full") && needs_room) {
        errno = ENOSPC;
        return number == at && is_write ? HALF : FAIL;
    }
    return GO;
}

static void remember(int fd, const char *path) {
    if (fd >= 0 && fd < FDS) {
        free(open_paths[fd]);
        open_paths[fd] = strdup(path);
    }
}

static int open_common(int dirfd, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *full = full_path(dirfd, path, room);
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    pthread_mutex_lock(&lock);
    int result = -1;
    enum outcome outcome = GO;
    if (full && (flags & (O_CREAT | O_TRUNC)) && writes) outcome = call("create", full, NULL, 1, 0);
    if (outcome == GO) {
        result = syscall(SYS_openat, dirfd, path, flags, mode);
        if (result >= 0 && full) remember(result, full);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE(flags) return open_common(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_common(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int dirfd, const char *path, int flags, ...) { MODE(flags) return open_common(dirfd, path, flags, mode); }
int openat64(int dirfd, const char *path, int flags, ...) { MODE(flags) return open_common(dirfd, path, flags | O_LARGEFILE, mode); }

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (fd >= 0 && fd < FDS && open_paths[fd]) {
        free(open_paths[fd]);
        open_paths[fd] = NULL;
    }
    int result = syscall(SYS_close, fd);
    pthread_mutex_unlock(&lock);
    return result;
}

static const char *path_of(int fd) { return fd >= 0 && fd < FDS ? open_paths[fd] : NULL; }

/* A call on an open file that is watched. */
#define ON_FD(fd, what, needs_room, real) \
    pthread_mutex_lock(&lock); \
    const char *path = path_of(fd); \
    enum outcome outcome = path ? call(what, path, NULL, needs_room, 0) : GO; \
    __typeof__(real) result = -1; \
    if (outcome == GO) result = real; \
    pthread_mutex_unlock(&lock); \
    return result;

ssize_t write(int fd, const void *bytes, size_t size) {
    pthread_mutex_lock(&lock);
    const char *path = path_of(fd);
    enum outcome outcome = path ? call("write", path, NULL, 1, 1) : GO;
    ssize_t result = -1;
    if (outcome == GO) result = syscall(SYS_write, fd, bytes, size);
    if (outcome == HALF) {
        int wanted = errno;
        syscall(SYS_write, fd, bytes, size / 2);
        if (!strcmp(kind, "half")) end();
        errno = wanted;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

ssize_t writev(int fd, const struct iovec *parts, int number) { ON_FD(fd, "write", 1, syscall(SYS_writev, fd, parts, number)) }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t place) { ON_FD(fd, "write", 1, syscall(SYS_pwrite64, fd, bytes, size, place)) }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags) { ON_FD(to, "write", 1, syscall(SYS_copy_file_range, from, a, to, b, size, flags)) }
ssize_t sendfile(int to, int from, off_t *place, size_t size) { ON_FD(to, "write", 1, syscall(SYS_sendfile, to, from, place, size)) }
ssize_t sendfile64(int to, int from, off_t *place, size_t size) { ON_FD(to, "write", 1, syscall(SYS_sendfile, to, from, place, size)) }
int fsync(int fd) { ON_FD(fd, "sync", 0, syscall(SYS_fsync, fd)) }
int fdatasync(int fd) { ON_FD(fd, "sync", 0, syscall(SYS_fdatasync, fd)) }
int ftruncate64(int fd, off_t size) { ON_FD(fd, "truncate", 0, syscall(SYS_ftruncate, fd, size)) }
int fchmod(int fd, mode_t mode) { ON_FD(fd, "chmod", 0, syscall(SYS_fchmod, fd, mode)) }

/* A call on a path that is watched. */
#define ON_PATH(dirfd, given, to, what, needs_room, real) \
    char room[PATH_MAX]; \
    pthread_mutex_lock(&lock); \
    const char *full = full_path(dirfd, given, room); \
    enum outcome outcome = full ? call(what, full, to, needs_room, 0) : GO; \
    int result = -1; \
    if (outcome == GO) result = real; \
    pthread_mutex_unlock(&lock); \
    return result;

int rename(const char *from, const char *to) { ON_PATH(AT_FDCWD, from, to, "rename", 0, syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)) }
int renameat(int a, const char *from, int b, const char *to) { ON_PATH(a, from, to, "rename", 0, syscall(SYS_renameat2, a, from, b, to, 0)) }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { ON_PATH(a, from, to, "rename", 0, syscall(SYS_renameat2, a, from, b, to, flags)) }
int unlink(const char *path) { ON_PATH(AT_FDCWD, path, NULL, "unlink", 0, syscall(SYS_unlinkat, AT_FDCWD, path, 0)) }
int rmdir(const char *path) { ON_PATH(AT_FDCWD, path, NULL, "rmdir", 0, syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)) }
int unlinkat(int dirfd, const char *path, int flags) { ON_PATH(dirfd, path, NULL, flags & AT_REMOVEDIR ? "rmdir" : "unlink", 0, syscall(SYS_unlinkat, dirfd, path, flags)) }
int mkdir(const char *path, mode_t mode) { ON_PATH(AT_FDCWD, path, NULL, "mkdir", 1, syscall(SYS_mkdirat, AT_FDCWD, path, mode)) }
int mkdirat(int dirfd, const char *path, mode_t mode) { ON_PATH(dirfd, path, NULL, "mkdir", 1, syscall(SYS_mkdirat, dirfd, path, mode)) }
int chmod(const char *path, mode_t mode) { ON_PATH(AT_FDCWD, path, NULL, "chmod", 0, syscall(SYS_fchmodat, AT_FDCWD, path, mode)) }
