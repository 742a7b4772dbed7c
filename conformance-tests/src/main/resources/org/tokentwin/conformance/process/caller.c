/*
 * A program that calls a PKCS#11 module in ways that a JVM cannot: it forks, takes signals, unloads the module, and gives it more room than 32 bits count.
 * It reads, and logs in nowhere.
 *
 * caller MODULE SLOT WHAT, which prints a line for each answer that matters: what was called, a blank, and the CK_RV in hexadecimal.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

typedef unsigned long word;
typedef unsigned char byte;

enum { INITIALIZE = 0, FINALIZE = 1, GET_SLOT_LIST = 4, GET_TOKEN_INFO = 6, OPEN_SESSION = 12, CLOSE_SESSION = 13, DIGEST_INIT = 37,
       DIGEST = 38, GENERATE_RANDOM = 64 };

#define OK 0UL
#define ABSENT 77 /* exit status: this process does not see the token */
#define WRONG_OUTPUT 0xFFFFFFFFUL /* in place of a CK_RV */
#define HASH 32
#define CALL(place, types, ...) (((word (*) types) list->functions[place])(__VA_ARGS__))

struct mechanism {
    word type;
    void *parameter;
    word length;
};

static struct list {
    byte version[2];
    void *functions[68];
} *list;
static const char *module;
static void *library;
static word slot;

static const byte ABC[HASH] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
                               0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};

static void say(const char *what, word value) {
    printf("%s %lx\n", what, value);
    fflush(stdout);
}

static void load(void) {
    word (*get)(struct list **);
    library = dlopen(module, RTLD_NOW);
    get = library ? (word (*)(struct list **)) dlsym(library, "C_GetFunctionList") : NULL;
    if (!get || get(&list)) {
        exit(ABSENT);
    }
}

static word initialize(void) { return CALL(INITIALIZE, (void *), NULL); }

static word finalize(void) { return CALL(FINALIZE, (void *), NULL); }

static word slots(void) {
    word count = 0;
    return CALL(GET_SLOT_LIST, (byte, word *, word *), 1, NULL, &count);
}

static word open_session(word *session) {
    return CALL(OPEN_SESSION, (word, word, void *, void *, word *), slot, 4UL, NULL, NULL, session);
}

static word digest(word session, const byte *data, word length, byte *hash) {
    struct mechanism sha256 = {0x250, NULL, 0};
    word room = HASH;
    word value = CALL(DIGEST_INIT, (word, void *), session, &sha256);
    return value ? value : CALL(DIGEST, (word, const byte *, word, byte *, word *), session, data, length, hash, &room);
}

/* A digest of three letters in a session, which must be right. */
static word work(word session) {
    byte hash[HASH] = {0};
    word value = digest(session, (const byte *) "abc", 3, hash);
    return value ? value : memcmp(hash, ABC, HASH) ? WRONG_OUTPUT : OK;
}

static word work_anew(void) {
    word session;
    word value = open_session(&session);
    return value ? value : work(session);
}

static int ends_well(pid_t child) {
    int status = 1;
    waitpid(child, &status, 0);
    return status == 0;
}

/* A child that calls without C_Initialize, and a parent that goes on. */
static void fork_and_call(word session) {
    pid_t child = fork();
    if (child == 0) {
        say("C_GetSlotList", slots());
        _exit(0);
    }
    say("child", ends_well(child) ? OK : WRONG_OUTPUT);
    say("C_Digest", work(session));
}

/* A child that initialises anew, and works beside the parent. */
static void fork_and_initialize(word session) {
    pid_t child = fork();
    if (child == 0) {
        say("C_Initialize", initialize());
        say("C_OpenSession", work_anew());
        say("C_Finalize", finalize());
        _exit(0);
    }
    say("child", ends_well(child) ? OK : WRONG_OUTPUT);
    say("C_Digest", work(session));
}

static word random_bytes(word session, byte *bytes) {
    return CALL(GENERATE_RANDOM, (word, byte *, word), session, bytes, (word) HASH);
}

/* A child that goes on with its parent's session where the module lets it, else with its own: not with its parent's random bytes. */
static void fork_and_draw(word session) {
    byte *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    byte own[HASH] = {0};
    pid_t child = fork();
    if (child == 0) {
        word drawn = random_bytes(session, shared);
        if (drawn && !initialize() && !open_session(&session)) {
            drawn = random_bytes(session, shared);
        }
        _exit(drawn ? 1 : 0);
    }
    int drew = ends_well(child);
    say("C_GenerateRandom", random_bytes(session, own));
    say("random", drew && !memcmp(own, shared, HASH) ? WRONG_OUTPUT : OK);
}

static void nothing(int signal) { (void) signal; }

/* Signals in the middle of calls. */
static void signals(word session) {
    struct sigaction action = {.sa_handler = nothing};
    struct itimerval often = {{0, 200}, {0, 200}};
    struct itimerval never = {{0, 0}, {0, 0}};
    word value = OK;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 0; i < 500 && !value; i++) {
        value = work(session);
    }
    setitimer(ITIMER_REAL, &never, NULL);
    say("C_Digest", value);
}

/* Loaded and unloaded again and again. */
static void rounds(void) {
    word value = finalize();
    for (int i = 0; i < 20 && !value; i++) {
        dlclose(library);
        load();
        value = initialize();
        value = value ? value : work_anew();
        value = value ? value : finalize();
    }
    say("rounds", value);
}

/* Room for more bytes than 32 bits count: not the one byte that is left. */
static void long_room(word session) {
    struct mechanism sha256 = {0x250, NULL, 0};
    word length = (1UL << 32) + 1;
    byte *room = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) {
        exit(ABSENT);
    }
    word value = CALL(DIGEST_INIT, (word, void *), session, &sha256);
    value = value ? value : CALL(DIGEST, (word, const byte *, word, byte *, word *), session, (const byte *) "abc", 3UL, room, &length);
    say("C_Digest", !value && (length != HASH || memcmp(room, ABC, HASH)) ? WRONG_OUTPUT : value);
    say("C_OpenSession", work_anew());
}

int main(int count, char **words) {
    byte info[512];
    word session;
    if (count != 4) {
        return 2;
    }
    module = words[1];
    slot = strtoul(words[2], NULL, 10);
    load();
    if (initialize() || CALL(GET_TOKEN_INFO, (word, void *), slot, info) || open_session(&session)) {
        return ABSENT;
    }
    if (!strcmp(words[3], "fork-and-call")) {
        fork_and_call(session);
    } else if (!strcmp(words[3], "fork-and-initialize")) {
        fork_and_initialize(session);
    } else if (!strcmp(words[3], "fork-and-draw")) {
        fork_and_draw(session);
    } else if (!strcmp(words[3], "signals")) {
        signals(session);
    } else if (!strcmp(words[3], "rounds")) {
        rounds();
    } else if (!strcmp(words[3], "long-room")) {
        long_room(session);
    } else {
        return 2;
    }
    return 0;
}
