/* A disk that takes its time: what is preloaded in a process makes it wait before each flush. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

enum { MICROSECONDS = 20000 };

static int slowly(const char *name, int file) {
    int (*real)(int);
    *(void **) &real = dlsym(RTLD_NEXT, name);
    usleep(MICROSECONDS);
    return real(file);
}

int fsync(int file) { return slowly("fsync", file); }

int fdatasync(int file) { return slowly("fdatasync", file); }
