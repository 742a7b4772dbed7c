/* What differs between POSIX and Windows: a local stream socket whose peer is this user, a lock, and the process. */
#ifndef TOKENTWIN_PLATFORM_H
#define TOKENTWIN_PLATFORM_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32

#include <winsock2.h>
#include <windows.h>

#include <afunix.h>

typedef SOCKET local_socket;
#define NO_SOCKET INVALID_SOCKET

typedef SRWLOCK lock;
#define LOCK_FREE SRWLOCK_INIT
static inline void lock_take(lock *which) { AcquireSRWLockExclusive(which); }
static inline void lock_give(lock *which) { ReleaseSRWLockExclusive(which); }

/* Windows has no fork. */
static inline long process_id(void) { return (long) GetCurrentProcessId(); }
static inline void pause_milliseconds(unsigned milliseconds) { Sleep(milliseconds); }

static inline void local_close(local_socket socket) { closesocket(socket); }

/* Windows tells no peer of such a socket: the directory's access list decides who can open it. */
static inline local_socket local_open(const char *path, int *none_left) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    WSADATA started;
    local_socket opened;
    *none_left = 0;
    if (strlen(path) >= sizeof address.sun_path || WSAStartup(MAKEWORD(2, 2), &started) != 0) {
        return NO_SOCKET;
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    opened = socket(AF_UNIX, SOCK_STREAM, 0);
    *none_left = opened == NO_SOCKET;
    if (opened != NO_SOCKET && connect(opened, (struct sockaddr *) &address, sizeof address) != 0) {
        closesocket(opened);
        return NO_SOCKET;
    }
    return opened;
}

/* Sends all; 0 when the peer has gone. */
static inline int local_send(local_socket socket, const unsigned char *bytes, size_t length) {
    while (length > 0) {
        int sent = send(socket, (const char *) bytes, length > 1 << 20 ? 1 << 20 : (int) length, 0);
        if (sent <= 0) {
            return 0;
        }
        bytes += sent;
        length -= (size_t) sent;
    }
    return 1;
}

/* Receives what is there, at least a byte; 0 when the peer has gone. */
static inline size_t local_receive(local_socket socket, unsigned char *bytes, size_t most) {
    int received = recv(socket, (char *) bytes, most > 1 << 20 ? 1 << 20 : (int) most, 0);
    return received > 0 ? (size_t) received : 0;
}

#else

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

typedef int local_socket;
#define NO_SOCKET (-1)

enum { POLLED_NANOSECONDS = 50000, CROWDED_NANOSECONDS = 100000, RECEPTIONS_ASLEEP = 500 };

typedef pthread_mutex_t lock;
#define LOCK_FREE PTHREAD_MUTEX_INITIALIZER
static inline void lock_take(lock *which) { pthread_mutex_lock(which); }
static inline int lock_try(lock *which) { return pthread_mutex_trylock(which) == 0; }
static inline void lock_give(lock *which) { pthread_mutex_unlock(which); }

static inline long process_id(void) { return (long) getpid(); }

static inline void pause_milliseconds(unsigned milliseconds) {
    struct timespec time = {milliseconds / 1000, (long) (milliseconds % 1000) * 1000000};
    nanosleep(&time, NULL);
}

static inline void local_close(local_socket socket) { close(socket); }

/* Whether the process at the other end belongs to this user. */
static inline int is_own_peer(local_socket socket) {
#ifdef __linux__
    struct {
        int pid;
        unsigned uid;
        unsigned gid;
    } peer; /* struct ucred, which libc's header hides from standard C */
    socklen_t length = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid();
#else
    uid_t user;
    gid_t group;
    return getpeereid(socket, &user, &group) == 0 && user == geteuid();
#endif
}

/* NO_SOCKET where nobody of this user listens, or, with `none_left`, where this process can have no socket. */
static inline local_socket local_open(const char *path, int *none_left) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int opened;
    int connected;
    *none_left = 0;
    if (strlen(path) >= sizeof address.sun_path) {
        return NO_SOCKET;
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
#ifdef SOCK_CLOEXEC
    opened = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
#else
    opened = socket(AF_UNIX, SOCK_STREAM, 0);
#endif
    if (opened < 0) {
        *none_left = 1;
        return NO_SOCKET;
    }
    do {
        connected = connect(opened, (struct sockaddr *) &address, sizeof address);
    } while (connected != 0 && errno == EINTR);
    if (connected != 0 || !is_own_peer(opened)) {
        close(opened);
        return NO_SOCKET;
    }
    return opened;
}

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

/* Sends all; 0 when the peer has gone. */
static inline int local_send(local_socket socket, const unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return 0;
        }
        bytes += sent;
        length -= (size_t) sent;
    }
    return 1;
}

static inline int64_t nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * 1000000000 + time.tv_nsec;
}

/*
 * Receives what is there, at least a byte; 0 when the peer has gone. Looks for it for a moment before sleeping: to be woken takes longer than most
 * calls do. Another process that wants the processor gets it, and may keep it for milliseconds: where that happens it is better to sleep, and the next
 * receptions do so at once.
 */
static inline size_t local_receive(local_socket socket, unsigned char *bytes, size_t most) {
    static _Atomic int asleep; /* receptions that do not look */
    ssize_t received;
    if (asleep > 0) {
        asleep--;
    } else {
        int64_t start = nanoseconds();
        int64_t before = start;
        received = recv(socket, bytes, most, MSG_DONTWAIT);
        while (received < 0 && errno == EAGAIN && before - start < POLLED_NANOSECONDS && asleep == 0) {
            int64_t after;
            sched_yield();
            after = nanoseconds();
            asleep = after - before > CROWDED_NANOSECONDS ? RECEPTIONS_ASLEEP : 0;
            before = after;
            received = recv(socket, bytes, most, MSG_DONTWAIT);
        }
        if (received >= 0) {
            return (size_t) received;
        }
    }
    do {
        received = recv(socket, bytes, most, 0);
    } while (received < 0 && errno == EINTR);
    return received > 0 ? (size_t) received : 0;
}

#endif

#endif
