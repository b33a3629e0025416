/* Makes a local folder as slow as one behind a network: each open and each stat of a path below DELAY_BELOW takes
 * DELAY_MICROSECONDS longer. For LD_PRELOAD:  cc -shared -fPIC -o delay.so delay.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static void delay(const char *path) {
    const char *below = getenv("DELAY_BELOW");
    const char *microseconds = getenv("DELAY_MICROSECONDS");
    if (path && below && microseconds && strncmp(path, below, strlen(below)) == 0) {
        long nanoseconds = atol(microseconds) * 1000;
        struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
        nanosleep(&time, NULL);
    }
}

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

#define OPEN(name)                                      \
    int name(const char *path, int flags, ...) {        \
        va_list more;                                   \
        va_start(more, flags);                          \
        mode_t mode = va_arg(more, mode_t);             \
        va_end(more);                                   \
        delay(path);                                    \
        return NEXT(name)(path, flags, mode);           \
    }

OPEN(open)
OPEN(open64)

#define STAT(name, type)                                \
    int name(const char *path, struct type *result) {   \
        delay(path);                                    \
        return NEXT(name)(path, result);                \
    }

STAT(stat, stat)
STAT(lstat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *result) {
    delay(path);
    return NEXT(statx)(folder, path, flags, mask, result);
}
