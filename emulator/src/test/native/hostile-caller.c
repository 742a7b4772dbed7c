/*
 * A C program that calls a PKCS#11 module as badly as it can: null and misaligned pointers, huge lengths, wrong handles, in any order and in
 * all functions of the standard's table. Each buffer that it hands over lies between two pages that nobody may touch, at the end of its page, at its beginning, or
 * misaligned near its end, so that a byte read or written outside of it ends the process.
 *
 * It is a library for the process that has the JVM: hostile_calls() answers how many calls went wrong, and says so on standard error.
 */
#define _GNU_SOURCE
#include "cryptoki.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef CK_ULONG W;

#define NAME(n, name, ...) #name,
static const char *const functions[] = {CRYPTOKI_FUNCTIONS(NAME, NAME)
#ifdef CRYPTOKI_3 /* what a library of 3.x has beyond them, where the caller is compiled for one */
                                            CRYPTOKI_3_0_FUNCTIONS(NAME, NAME) CRYPTOKI_3_2_FUNCTIONS(NAME, NAME)
#endif
};
enum { COUNT = sizeof functions / sizeof functions[0] };

static size_t page;
static uint64_t state;
static W session;
static W objects[4];

static unsigned pick(unsigned below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

/* Buffers of one call; they are given back after it. */
enum { MOST = 1024 };
static void *mapped[MOST];
static size_t mapped_length[MOST];
static int mappings;

static unsigned char *guarded(size_t length) {
    size_t inner = (length + page - 1) / page * page + (length == 0 ? page : 0);
    unsigned char *map = mmap(NULL, inner + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED || mappings == MOST || mprotect(map + page, inner, PROT_READ | PROT_WRITE) != 0) {
        abort();
    }
    mapped[mappings] = map;
    mapped_length[mappings++] = inner + 2 * page;
    for (size_t i = 0; i < inner; i++) {
        map[page + i] = (unsigned char)pick(256);
    }
    size_t room = inner - length;
    unsigned where = pick(4);
    return map + page + (where == 0 ? 0 : where == 1 && room > 7 ? room - 1 - pick(7) : room);
}

static void give_back(void) {
    while (mappings > 0) {
        mappings--;
        munmap(mapped[mappings], mapped_length[mappings]);
    }
}

static const W huge[] = {~0ul, ~0ul - 1, 1ul << 63, 1ul << 32, 0x80000000ul, 0x7FFFFFFFul + 1ul};

static W huge_length(void) { return huge[pick(sizeof huge / sizeof huge[0])]; }

static W handle(void) { return pick(4) != 0 ? session : pick(2) ? 0 : pick(2) ? ~0ul : session + 1; }

static W object(void) { return pick(4) != 0 ? objects[pick(4)] : pick(2) ? 0 : ~0ul; }

static const W types[] = {0, 1, 2, 3, 0x11, 0x80, 0x81, 0x100, 0x101, 0x102, 0x103, 0x104, 0x108, 0x120, 0x121, 0x122, 0x161, 0x170, 0x180,
                          0x181, 0x202, 0x40000211ul, 0x40000212ul, 0x40000213ul, 0x40000600ul, 0x80000000ul, ~0ul};

static int depth;

static int is_template(W type) { return type >= 0x40000211ul && type <= 0x40000213ul; }

/* An array of attributes, each with a value in a buffer of its own; a template in it is one again, deeper than anybody follows, or contains itself. */
static W attributes(W *count) {
    W many = depth > 6 ? 0 : pick(depth > 1 ? 3 : 6);
    unsigned char *array = guarded(many * 24);
    for (W i = 0; i < many; i++) {
        W length = pick(3) == 0 ? 8 : pick(40);
        W attribute[3] = {types[pick(sizeof types / sizeof types[0])], (W)guarded(length), length};
        if (pick(3) == 0) {
            W class[1] = {pick(5)};
            attribute[0] = 0;
            attribute[1] = (W)memcpy(guarded(8), class, 8);
            attribute[2] = 8;
        }
        if (pick(8) == 0) {
            attribute[1] = 0;
        }
        if (pick(12) == 0) {
            attribute[1] = 0;
            attribute[2] = huge_length();
        }
        if (is_template(attribute[0]) && attribute[1] != 0) {
            depth++;
            attribute[1] = pick(6) == 0 ? (W)array : attributes(&attribute[2]);
            attribute[2] = attribute[1] == (W)array ? many * 24 : attribute[2] * 24 + (pick(6) == 0 ? pick(24) : 0);
            depth--;
        }
        memcpy(array + 24 * i, attribute, 24);
    }
    *count = many;
    return (W)array;
}

static const W mechanisms[] = {0, 1, 3, 9, 0xD, 0x40, 0x43, 0x220, 0x250, 0x270, 0x1040, 0x1041, 0x1044, 0x1050, 0x1054, 0x1082, ~0ul};

static W mechanism(void) {
    W length = pick(3) == 0 ? 24 : pick(3) == 0 ? 40 : pick(3) == 0 ? 16 : pick(50);
    W fields[3] = {mechanisms[pick(sizeof mechanisms / sizeof mechanisms[0])], pick(2) ? (W)guarded(length) : 0, length};
    if (fields[1] == 0 && pick(4) != 0) {
        fields[2] = pick(4) ? 0 : huge_length();
    }
    if (fields[1] != 0 && length == 16 && fields[0] == 0x1054) { /* RSA and AES key wrap: a pointer to OAEP's, which has one */
        W oaep[5] = {0x220, 1, pick(3), pick(2) ? (W)guarded(16) : 0, 16};
        W wrap[2] = {256, pick(3) ? (W)memcpy(guarded(40), oaep, 40) : 0};
        memcpy((void *)fields[1], wrap, 16);
    } else if (fields[1] != 0 && length == 40 && fields[0] == 0x1050) { /* so must those of ECDH1 */
        W ecdh[5] = {1, 16, pick(2) ? (W)guarded(16) : 0, 16, pick(2) ? (W)guarded(16) : 0};
        memcpy((void *)fields[1], ecdh, 40);
    } else if (fields[1] != 0 && length == 40) { /* OAEP with data: the pointer in it must be one, too */
        W oaep[5] = {0x220, 1, pick(3), pick(2) ? (W)guarded(16) : 0, 16};
        memcpy((void *)fields[1], oaep, 40);
    } else if (fields[0] == 9) {
        fields[1] = 0;
    }
    return (W)memcpy(guarded(24), fields, 24);
}

static int filled(W *to, size_t length, W said) {
    to[0] = (W)guarded(length);
    to[1] = said;
    return 2;
}

/* Room and a pointer to its length. */
static int room(W *to, size_t size) {
    W length = pick(300);
    to[0] = (W)guarded(size * length);
    to[1] = (W)memcpy(guarded(8), &length, 8);
    return 2;
}

/* What a parameter that is a pointer may be instead: null, with any length, or none. */
static int null_pointer(unsigned char kind, W *to) {
    to[0] = 0;
    to[1] = pick(2) ? pick(3) : huge_length();
    to[2] = pick(2) ? 0 : (W)guarded(8);
    switch (kind) {
        case PARAMETER_BYTES:
        case PARAMETER_PIN:
        case PARAMETER_PARAMETER:
        case PARAMETER_TEMPLATE:
        case PARAMETER_QUERY:
        case PARAMETER_FILLED: return 2;
        case PARAMETER_ROOM:
        case PARAMETER_NUMBERS:
        case PARAMETER_INTERFACES: to[1] = to[2]; return 2;
        case PARAMETER_HANDLES: return 3;
        case PARAMETER_LABEL:
        case PARAMETER_STRING:
        case PARAMETER_VERSION:
        case PARAMETER_MECHANISM:
        case PARAMETER_HANDLE:
        case PARAMETER_RESULT:
        case PARAMETER_STRUCTURE:
        case PARAMETER_FUNCTION_LIST:
        case PARAMETER_INTERFACE: return 1;
        default: return 0;
    }
}

/*
 * Fills in what the standard's table says of a parameter, as badly as it goes; returns how many parameters in C that were. A call that would end
 * what the others need gets a handle that nobody has; C_Finalize does end it, and all begins anew.
 */
static int arguments(unsigned function, unsigned char kind, W *to) {
    int nulls = pick(10) == 0 ? null_pointer(kind, to) : 0;
    W length = pick(300);
    if (nulls != 0) {
        return nulls;
    }
    switch (kind) {
        case PARAMETER_SESSION: to[0] = function == INDEX_C_CloseSession || function == INDEX_C_Logout ? huge_length() : handle(); return 1;
        case PARAMETER_SLOT: to[0] = function == INDEX_C_CloseAllSessions || pick(5) == 0 ? huge_length() : 0; return 1;
        case PARAMETER_OBJECT: to[0] = function == INDEX_C_DestroyObject ? huge_length() : object(); return 1;
        case PARAMETER_BOOLEAN: to[0] = pick(256); return 1;
        case PARAMETER_FLAGS: to[0] = function == INDEX_C_WaitForSlotEvent ? 1 : pick(8); return 1; /* CKF_DONT_BLOCK */
        case PARAMETER_USER_TYPE: to[0] = pick(8); return 1;
        case PARAMETER_MECHANISM_TYPE: to[0] = mechanisms[pick(sizeof mechanisms / sizeof mechanisms[0])]; return 1;
        case PARAMETER_NUMBER: to[0] = pick(2) ? pick(8) : huge_length(); return 1;
        case PARAMETER_BYTES:
        case PARAMETER_PIN:
        case PARAMETER_PARAMETER:
        case PARAMETER_FILLED: return filled(to, length, length);
        case PARAMETER_LABEL: to[0] = (W)guarded(32); return 1;
        case PARAMETER_STRING: to[0] = (W)memcpy(guarded(8), pick(2) ? "PKCS 11" : "C_Async", 8); return 1;
        case PARAMETER_VERSION: to[0] = (W)guarded(2); return 1;
        case PARAMETER_MECHANISM: to[0] = mechanism(); return 1;
        case PARAMETER_TEMPLATE:
        case PARAMETER_QUERY: to[0] = attributes(&to[1]); return 2;
        case PARAMETER_ROOM: return room(to, 1);
        case PARAMETER_NUMBERS: return room(to, 8);
        case PARAMETER_INTERFACES: return room(to, 24);
        case PARAMETER_HANDLES: to[2] = (W)guarded(8); return filled(to, 8 * length, length) + 1;
        case PARAMETER_HANDLE:
        case PARAMETER_RESULT:
        case PARAMETER_FUNCTION_LIST:
        case PARAMETER_INTERFACE: to[0] = (W)guarded(8); return 1;
        case PARAMETER_STRUCTURE: to[0] = (W)guarded(cryptoki_structure_bytes[function]); return 1;
        case PARAMETER_INITIALIZE_ARGS: to[0] = pick(2) ? 0 : (W)memset(guarded(48), 0, 48); return 1;
        case PARAMETER_APPLICATION:
        case PARAMETER_NOTIFY:
        case PARAMETER_RESERVED: to[0] = pick(3) == 0 ? (W)guarded(8) : 0; return 1;
        default: abort();
    }
}

/* CKR_GENERAL_ERROR is what the module answers where an exception had no other way out. */
static int is_wrong(CK_RV rv) { return rv == 5; }

static int call(void *module, unsigned function) {
    W a[16] = {0};
    int n = 0;
    for (const unsigned char *kind = cryptoki_parameters[function]; *kind != PARAMETER_NONE; kind++) {
        n += arguments(function, *kind, a + n);
    }
    CK_RV (*f)(W, W, W, W, W, W, W, W, W, W) = (CK_RV(*)(W, W, W, W, W, W, W, W, W, W))dlsym(module, functions[function]);
    if (f == NULL) {
        fprintf(stderr, "there is no %s\n", functions[function]);
        return 1;
    }
    CK_RV rv = f(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
    give_back();
    if (is_wrong(rv)) {
        fprintf(stderr, "%s answers CKR_GENERAL_ERROR\n", functions[function]);
    }
    return is_wrong(rv);
}

/* A session of the user's, and some objects to meddle with. */
static int begin(void *module, const char *pin) {
    CK_RV (*open)(W, W, W, W, W *) = (CK_RV(*)(W, W, W, W, W *))dlsym(module, "C_OpenSession");
    CK_RV (*login)(W, W, const char *, W) = (CK_RV(*)(W, W, const char *, W))dlsym(module, "C_Login");
    CK_RV (*init)(W, W, W) = (CK_RV(*)(W, W, W))dlsym(module, "C_FindObjectsInit");
    CK_RV (*find)(W, W *, W, W *) = (CK_RV(*)(W, W *, W, W *))dlsym(module, "C_FindObjects");
    CK_RV (*final)(W) = (CK_RV(*)(W))dlsym(module, "C_FindObjectsFinal");
    W found = 0;
    return open(0, 6, 0, 0, &session) != 0 || login(session, 1, pin, strlen(pin)) != 0 || init(session, 0, 0) != 0
           || find(session, objects, 4, &found) != 0 || final(session) != 0;
}

int hostile_calls(const char *path, const char *pin, long calls, long seed) {
    page = (size_t)sysconf(_SC_PAGESIZE);
    state = (uint64_t)seed;
    if (calls == -2) { /* the control of AddressSanitizer: a byte read behind a block of the heap */
        volatile char *block = malloc(8);
        return block == NULL ? -1 : block[8];
    }
    void *module = dlopen(path, RTLD_NOW);
    if (module == NULL || ((CK_RV(*)(W))dlsym(module, "C_Initialize"))(0) != 0 || begin(module, pin) != 0) {
        fprintf(stderr, "%s cannot be used\n", path);
        return -1;
    }
    if (calls < 0) { /* the control: a length that is a lie, so that the module writes where it may not */
        ((CK_RV(*)(W, void *, W))dlsym(module, "C_GenerateRandom"))(session, guarded(1), 2 * page);
        return 0;
    }
    int wrong = 0;
    for (long i = 0; i < calls; i++) {
        unsigned function = i < COUNT ? (unsigned)i : pick(COUNT);
        wrong += call(module, function);
        if (function == INDEX_C_Finalize) { /* it ended all, unless its argument was refused */
            ((CK_RV(*)(W))dlsym(module, "C_Initialize"))(0);
            begin(module, pin);
        }
    }
    return wrong;
}

#ifdef HOSTILE_MAIN
/* The same in a process without a JVM: hostile-caller LIBRARY PIN CALLS SEED. */
int main(int count, char **arguments) {
    int wrong = count == 5 ? hostile_calls(arguments[1], arguments[2], atol(arguments[3]), atol(arguments[4])) : -1;
    printf("%d calls went wrong\n", wrong);
    return 0;
}
#endif
