/*
 * A program that has no JVM in it and loads the PKCS#11 library: remote-caller LIBRARY WHAT [PIN]. It prints what it sees, a line for each
 * thing, and ends with 0 when all was as it has to be.
 */
#define _GNU_SOURCE
#include "cryptoki.h"

#include <dirent.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OK = 0, DONT_BLOCK = 1, SERIAL = 4, USER = 1, SHA256_RSA_PKCS = 0x40, PRIVATE_KEY = 3 };
enum { HOST_MEMORY = 0x2, ARGUMENTS_BAD = 0x7, OPERATION_NOT_INITIALIZED = 0x91 };
enum { PIN_INCORRECT = 0xA0, READ_WRITE = 2, MEBIBYTE = 1 << 20 };
enum { DEVICE_REMOVED = 0x32, SESSION_HANDLE_INVALID = 0xB3, NOT_INITIALIZED = 0x190 };

#define POINTER(n, name, ...) CK_RV (*name)(PARAMETERS_##n(__VA_ARGS__));
struct functions {
    unsigned char version[8];
    CRYPTOKI_FUNCTIONS(POINTER, POINTER)
};

static const char *path;
static const char *pin;
static void *library;
static struct functions *f;

static void need(const char *what, CK_RV seen, CK_RV right) {
    if (seen != right) {
        printf("%s: 0x%lx, not 0x%lx\n", what, seen, right);
        exit(1);
    }
}

static void load(void) {
    CK_RV (*list)(void *);
    library = dlopen(path, RTLD_NOW);
    if (library == NULL) {
        puts(dlerror());
        exit(1);
    }
    *(void **) &list = dlsym(library, "C_GetFunctionList");
    need("C_GetFunctionList", list(&f), OK);
}

static CK_ULONG slots(int with_token) {
    CK_ULONG count = 0;
    need("C_GetSlotList", f->C_GetSlotList((CK_BBOOL) with_token, NULL, &count), OK);
    return count;
}

static CK_ULONG open_session(void) {
    CK_ULONG session = 0;
    need("C_OpenSession", f->C_OpenSession(0, SERIAL, NULL, NULL, &session), OK);
    return session;
}

static CK_RV sign(CK_ULONG session) {
    struct {
        CK_ULONG type;
        void *value;
        CK_ULONG length;
    } attribute, mechanism = {SHA256_RSA_PKCS, NULL, 0};
    CK_ULONG class = PRIVATE_KEY;
    CK_ULONG key = 0;
    CK_ULONG count = 0;
    unsigned char signature[512];
    CK_ULONG length = sizeof signature;
    CK_RV result;
    attribute.type = 0; /* CKA_CLASS */
    attribute.value = &class;
    attribute.length = sizeof class;
    need("C_FindObjectsInit", f->C_FindObjectsInit(session, &attribute, 1), OK);
    need("C_FindObjects", f->C_FindObjects(session, &key, 1, &count), OK);
    need("keys found", count, 1);
    need("C_FindObjectsFinal", f->C_FindObjectsFinal(session), OK);
    result = f->C_SignInit(session, &mechanism, key);
    return result != OK ? result : f->C_Sign(session, "data", 4, signature, &length);
}

static CK_ULONG logged_in(void) {
    CK_ULONG session = open_session();
    need("C_Login", f->C_Login(session, USER, (void *) (uintptr_t) pin, strlen(pin)), OK);
    return session;
}

static int entries(const char *name) {
    int count = 0;
    DIR *directory = opendir(name);
    while (readdir(directory) != NULL) {
        count++;
    }
    closedir(directory);
    return count;
}

static long lines(const char *name) {
    long count = 0;
    int c;
    FILE *file = fopen(name, "r");
    while ((c = fgetc(file)) != EOF) {
        count += c == '\n';
    }
    fclose(file);
    return count;
}

static long resident_pages(void) {
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (fscanf(file, "%*d %ld", &pages) != 1) {
        exit(1);
    }
    fclose(file);
    return pages;
}

/* A child has to initialise anew, and neither disturbs the other. */
static void child_of_fork(void) {
    CK_ULONG session = logged_in();
    CK_ULONG count = 0;
    int status;
    pid_t child = fork();
    if (child == 0) {
        need("in the child", f->C_GetSlotList(1, NULL, &count), NOT_INITIALIZED);
        need("C_Initialize in the child", f->C_Initialize(NULL), OK);
        need("the parent's session in the child", f->C_CloseSession(session), SESSION_HANDLE_INVALID);
        need("C_Sign in the child", sign(logged_in()), OK);
        need("C_Finalize in the child", f->C_Finalize(NULL), OK);
        exit(0);
    }
    waitpid(child, &status, 0);
    need("the child", (CK_RV) status, 0);
    need("C_Sign in the parent", sign(session), OK);
}

static void *wait_for_event(void *result) {
    CK_ULONG slot = 0;
    *(CK_RV *) result = f->C_WaitForSlotEvent(0, &slot, NULL);
    return NULL;
}

/* C_Finalize ends a call that waits, whether it came first or not. */
static void finalize_beside_a_wait(void) {
    for (int i = 0; i < 50; i++) {
        pthread_t waiting;
        CK_RV result = OK;
        pthread_create(&waiting, NULL, wait_for_event, &result);
        if (i % 2 == 0) {
            usleep(1000);
        }
        slots(0);
        need("C_Finalize", f->C_Finalize(NULL), OK);
        pthread_join(waiting, NULL);
        need("C_WaitForSlotEvent", result, NOT_INITIALIZED);
        need("C_Initialize", f->C_Initialize(NULL), OK);
    }
}

/* A library that musl loaded stays loaded, so that C_Finalize is owed there. */
#ifdef __GLIBC__
enum { UNLOADS = 1 };
#else
enum { UNLOADS = 0 };
#endif

/* What is loaded and unloaded leaves nothing, with C_Finalize and without: no descriptor, thread or mapping, and no memory beyond the first rounds'. */
static void load_again_and_again(int rounds) {
    int descriptors = 0;
    int threads = 0;
    long mappings = 0;
    long pages = 0;
    need("C_Finalize", f->C_Finalize(NULL), OK);
    dlclose(library);
    for (int i = 0; i < rounds; i++) {
        load();
        need("C_Initialize", f->C_Initialize(NULL), OK);
        need("C_Sign", sign(logged_in()), OK);
        if (i % 2 == 0 || !UNLOADS) {
            need("C_Finalize", f->C_Finalize(NULL), OK);
        }
        dlclose(library);
        if (i == rounds / 10) {
            descriptors = entries("/proc/self/fd");
            threads = entries("/proc/self/task");
            mappings = lines("/proc/self/maps");
            pages = resident_pages();
        }
    }
    need("descriptors", (CK_RV) entries("/proc/self/fd"), (CK_RV) descriptors);
    need("threads", (CK_RV) entries("/proc/self/task"), (CK_RV) threads);
    need("mappings", (CK_RV) lines("/proc/self/maps"), (CK_RV) mappings);
    if (resident_pages() > pages + 64) {
        printf("%ld pages more\n", resident_pages() - pages);
        exit(1);
    }
    load();
    need("C_Initialize", f->C_Initialize(NULL), OK);
}

static void *sign_often(void *wrong) {
    for (int i = 0; i < 50; i++) {
        CK_ULONG session = open_session();
        if (sign(session) != OK || f->C_CloseSession(session) != OK) {
            *(int *) wrong = 1;
        }
    }
    return NULL;
}

/* Threads share the login, and each call has a connection. */
static void threads(void) {
    pthread_t all[8];
    int wrong = 0;
    logged_in();
    for (int i = 0; i < 8; i++) {
        pthread_create(&all[i], NULL, sign_often, &wrong);
    }
    for (int i = 0; i < 8; i++) {
        pthread_join(all[i], NULL);
    }
    need("threads that went wrong", (CK_RV) wrong, 0);
}

static void nothing(int signal) { (void) signal; }

/* A signal in the middle of a call is none of its business. */
static void signals(void) {
    struct sigaction action = {.sa_handler = nothing};
    struct itimerval often = {{0, 200}, {0, 200}};
    CK_ULONG session = logged_in();
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 0; i < 200; i++) {
        need("C_Sign under signals", sign(session), OK);
    }
}

/* Whether the server comes while somebody waits for it, or just before. */
enum late { WAIT_FIRST, SERVER_FIRST };

/* There is no server at first; one comes, goes, and comes again. The test starts and stops it at each line that is printed. */
static void late_server(enum late begin) {
    CK_ULONG slot = 9;
    CK_ULONG session;
    CK_RV result;
    need("slots without a server", slots(0), 1);
    need("tokens without a server", slots(1), 0);
    need("an event that is not there", f->C_WaitForSlotEvent(DONT_BLOCK, &slot, NULL), 8);
    puts("start");
    fflush(stdout);
    if (begin == SERVER_FIRST) {
        getchar();
    }
    need("C_WaitForSlotEvent", f->C_WaitForSlotEvent(0, &slot, NULL), OK);
    need("the slot of the event", slot, 0);
    need("tokens of the server", slots(1), 1);
    session = logged_in();
    need("C_Sign", sign(session), OK);
    puts("stop");
    fflush(stdout);
    getchar();
    result = f->C_CloseSession(session);
    need("a call when the server has gone", result, DEVICE_REMOVED);
    need("the call after it", f->C_CloseSession(session), SESSION_HANDLE_INVALID);
    need("tokens when the server has gone", slots(1), 0);
    puts("start");
    fflush(stdout);
    getchar();
    need("tokens of the new server", slots(1), 1);
    need("a session of the old one", f->C_CloseSession(session), SESSION_HANDLE_INVALID);
    need("C_Sign", sign(logged_in()), OK);
}

/* A call that no message can carry: its operation is over, as after every refusal, and the session goes on. */
static void more_than_a_message(void) {
    struct {
        CK_ULONG type;
        void *value;
        CK_ULONG length;
    } attribute, mechanism = {SHA256_RSA_PKCS, NULL, 0};
    CK_ULONG class = PRIVATE_KEY;
    CK_ULONG lengths[] = {65ul << 20, 1ul << 40};
    CK_RV results[] = {HOST_MEMORY, ARGUMENTS_BAD};
    CK_ULONG session = logged_in();
    unsigned char *bytes = calloc(1, lengths[0]);
    attribute.type = 0; /* CKA_CLASS */
    attribute.value = &class;
    attribute.length = sizeof class;
    for (int i = 0; i < 2; i++) {
        CK_ULONG key = 0;
        CK_ULONG count = 0;
        need("C_FindObjectsInit", f->C_FindObjectsInit(session, &attribute, 1), OK);
        need("C_FindObjects", f->C_FindObjects(session, &key, 1, &count), OK);
        need("C_FindObjectsFinal", f->C_FindObjectsFinal(session), OK);
        need("C_SignInit", f->C_SignInit(session, &mechanism, key), OK);
        need("C_SignUpdate", f->C_SignUpdate(session, bytes, 4), OK);
        need("C_SignUpdate of too much", f->C_SignUpdate(session, bytes, lengths[i]), results[i]);
        need("C_SignUpdate after it", f->C_SignUpdate(session, bytes, 4), OPERATION_NOT_INITIALIZED);
        need("C_Sign", sign(session), OK);
    }
    free(bytes);
}

struct attribute {
    CK_ULONG type;
    void *value;
    CK_ULONG length;
};

/* A key with a template that is an attribute's value, given and read; not every client can read one. */
static void template_in_a_template(CK_RV reading) {
    enum { CLASS = 0, VALUE = 0x11, KEY_TYPE = 0x100, LABEL = 3, SENSITIVE = 0x103, UNWRAP = 0x107, UNWRAP_TEMPLATE = 0x40000212 };
    CK_ULONG secret_key = 4;
    CK_ULONG aes = 0x1F;
    CK_BBOOL yes = 1;
    CK_BBOOL seen = 7;
    char label[8] = "unread!";
    struct attribute demanded[] = {{SENSITIVE, &yes, 1}, {LABEL, "by it", 5}};
    struct attribute rooms[] = {{SENSITIVE, &seen, 1}, {LABEL, label, sizeof label}};
    struct attribute given[] = {
        {CLASS, &secret_key, sizeof secret_key}, {KEY_TYPE, &aes, sizeof aes},  {VALUE, "0123456789abcdef", 16},
        {UNWRAP, &yes, 1},                       {UNWRAP_TEMPLATE, demanded, sizeof demanded},
    };
    struct attribute asked = {UNWRAP_TEMPLATE, NULL, 0};
    CK_ULONG key = 0;
    CK_ULONG session = logged_in();
    need("C_CreateObject", f->C_CreateObject(session, given, 5, &key), OK);
    need("the length", f->C_GetAttributeValue(session, key, &asked, 1), reading);
    if (reading != OK) {
        return;
    }
    need("what it is", asked.length, sizeof demanded);
    asked.value = rooms;
    need("the template", f->C_GetAttributeValue(session, key, &asked, 1), OK);
    need("CKA_SENSITIVE", seen, 1);
    need("the label's length", rooms[1].length, 5);
    need("the label", (CK_RV) memcmp(label, "by itd!", 8), 0);
    rooms[1].length = 4;
    need("a room that is too small", f->C_GetAttributeValue(session, key, &asked, 1), 0x150);
    need("its length", rooms[1].length, ~0ul);
    need("the label then", (CK_RV) memcmp(label, "by itd!", 8), 0);
}

/* Three things that a token has to remember once they are answered: an object, a change of the PIN, and that a wrong one was tried. */
static void keep(const char *label, char *new_pin) {
    CK_ULONG session = 0;
    CK_ULONG object = 0;
    CK_ULONG data = 0;
    CK_BBOOL yes = 1;
    struct attribute given[] = {
        {0 /* CKA_CLASS */, &data, sizeof data},
        {1 /* CKA_TOKEN */, &yes, 1},
        {3 /* CKA_LABEL */, (void *) (uintptr_t) label, strlen(label)},
        {0x11 /* CKA_VALUE */, "kept", 4},
    };
    need("C_OpenSession", f->C_OpenSession(0, SERIAL | READ_WRITE, NULL, NULL, &session), OK);
    need("C_Login", f->C_Login(session, USER, (void *) (uintptr_t) pin, strlen(pin)), OK);
    need("C_Sign", sign(session), OK);
    need("C_CreateObject", f->C_CreateObject(session, given, 4, &object), OK);
    need("C_SetPIN", f->C_SetPIN(session, (void *) (uintptr_t) pin, strlen(pin), (void *) new_pin, strlen(new_pin)), OK);
    need("C_Logout", f->C_Logout(session), OK);
    need("C_Login with a wrong PIN", f->C_Login(session, USER, "Wrong1!pin", 10), PIN_INCORRECT);
}

/* Connects as a client does, again and again, and keeps what it gets until somebody says that it is enough. */
static void crowd(int wanted) {
    const char *socket_path = getenv("TOKENTWIN_SOCKET");
    unsigned char greeting[24] = {'T', 'W', 'I', 'N', 2, 8, 8, 0};
    unsigned char answer[24];
    int served = 0;
    for (int i = 0; i < wanted; i++) {
        struct sockaddr_un address = {.sun_family = AF_UNIX};
        int connection = socket(AF_UNIX, SOCK_STREAM, 0);
        snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path);
        if (connect(connection, (struct sockaddr *) &address, sizeof address) == 0
                && send(connection, greeting, sizeof greeting, MSG_NOSIGNAL) == sizeof greeting
                && recv(connection, answer, sizeof answer, MSG_WAITALL) == sizeof answer) {
            served++;
        } else {
            close(connection);
        }
    }
    printf("%d served\n", served);
    fflush(stdout);
    getchar();
}

static void limit(int what, rlim_t value) {
    struct rlimit both;
    getrlimit(what, &both);
    both.rlim_cur = value < both.rlim_max ? value : both.rlim_max;
    if (setrlimit(what, &both) != 0) {
        perror("setrlimit");
        exit(1);
    }
}

static rlim_t limited(int what) {
    struct rlimit both;
    getrlimit(what, &both);
    return both.rlim_cur;
}

/* Waits as soon as there is a connection for it. */
static void *wait_stubbornly(void *result) {
    CK_RV seen = HOST_MEMORY;
    CK_ULONG slot = 0;
    while (seen == HOST_MEMORY) {
        seen = f->C_WaitForSlotEvent(0, &slot, NULL);
    }
    *(CK_RV *) result = seen;
    return NULL;
}

/* A second connection takes a descriptor. Where there is none the call says so, and the login stays. */
static void without_descriptors(void) {
    rlim_t before = limited(RLIMIT_NOFILE);
    CK_ULONG info[4];
    CK_RV waited = OK;
    CK_RV result = OK;
    pthread_t waiting;
    CK_ULONG session = logged_in();
    limit(RLIMIT_NOFILE, 3);
    pthread_create(&waiting, NULL, wait_stubbornly, &waited);
    while (result == OK) {
        result = f->C_GetSessionInfo(session, info);
    }
    need("a call without a descriptor", result, HOST_MEMORY);
    limit(RLIMIT_NOFILE, before);
    need("C_GetSessionInfo", f->C_GetSessionInfo(session, info), OK);
    need("the state", info[1], 1 /* CKS_RO_USER_FUNCTIONS */);
    need("C_Sign", sign(session), OK);
    need("C_Finalize", f->C_Finalize(NULL), OK);
    pthread_join(waiting, NULL);
    need("C_WaitForSlotEvent", waited, NOT_INITIALIZED);
    need("C_Initialize", f->C_Initialize(NULL), OK);
}

/* A response, and then a request, that this process has no memory for; the connection and the login stay. */
static void without_memory(void) {
    rlim_t before = limited(RLIMIT_AS);
    CK_ULONG session = logged_in();
    unsigned char *bytes = calloc(32, MEBIBYTE);
    long pages = 0;
    struct attribute sha256 = {0x250, NULL, 0};
    FILE *file;
    CK_ULONG length = 32;
    unsigned char digest[32];
    need("C_GenerateRandom", f->C_GenerateRandom(session, bytes, 32), OK);
    file = fopen("/proc/self/statm", "r");
    if (bytes == NULL || fscanf(file, "%ld", &pages) != 1) {
        exit(1);
    }
    fclose(file);
    limit(RLIMIT_AS, (rlim_t) pages * (rlim_t) getpagesize() + 4 * MEBIBYTE);
    need("a response that is too long", f->C_GenerateRandom(session, bytes, 32 * MEBIBYTE), HOST_MEMORY);
    need("C_DigestInit", f->C_DigestInit(session, &sha256), OK);
    need("a request that is too long", f->C_Digest(session, bytes, 32 * MEBIBYTE, digest, &length), HOST_MEMORY);
    need("C_Sign", sign(session), OK);
    limit(RLIMIT_AS, before);
    need("C_GenerateRandom", f->C_GenerateRandom(session, bytes, 32 * MEBIBYTE), OK);
    need("C_Sign", sign(session), OK);
    free(bytes);
}

int main(int count, char **arguments) {
    const char *what = count > 2 ? arguments[2] : "";
    path = arguments[1];
    pin = count > 3 ? arguments[3] : "";
    load();
    need("before C_Initialize", f->C_Finalize(NULL), NOT_INITIALIZED);
    need("C_Initialize", f->C_Initialize(NULL), OK);
    if (strcmp(what, "fork") == 0) {
        child_of_fork();
    } else if (strcmp(what, "finalize") == 0) {
        finalize_beside_a_wait();
    } else if (strcmp(what, "reload") == 0) {
        load_again_and_again(count > 4 ? atoi(arguments[4]) : 100);
    } else if (strcmp(what, "threads") == 0) {
        threads();
    } else if (strcmp(what, "signals") == 0) {
        signals();
    } else if (strcmp(what, "large") == 0) {
        more_than_a_message();
    } else if (strcmp(what, "template") == 0) {
        template_in_a_template(count > 4 ? strtoul(arguments[4], NULL, 16) : OK);
    } else if (strcmp(what, "descriptors") == 0) {
        without_descriptors();
    } else if (strcmp(what, "memory") == 0) {
        without_memory();
    } else if (strcmp(what, "keep") == 0) {
        keep(arguments[4], arguments[5]);
    } else if (strcmp(what, "crowd") == 0) {
        crowd(atoi(arguments[4]));
    } else if (strcmp(what, "late") == 0) {
        late_server(WAIT_FIRST);
    } else if (strcmp(what, "just-before") == 0) {
        late_server(SERVER_FIRST);
    } else {
        printf("there is no %s\n", what);
        return 2;
    }
    need("C_Finalize", f->C_Finalize(NULL), OK);
    puts("done");
    return 0;
}
