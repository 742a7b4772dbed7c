/*
 * A client of the emulator's server, over its Unix socket.
 *
 * A process is one PKCS#11 application at the server, from C_Initialize to C_Finalize, with as many connections as calls are under way at a time, so
 * that a call that waits (C_WaitForSlotEvent) keeps nobody else waiting. The first connection makes the application, and the server returns a
 * name that nobody can guess; the others show it.
 *
 * Where there is no server, the library is one whose slot is empty. A server that comes later is found by the next C_GetSlotList, and by
 * C_WaitForSlotEvent. A child of fork has called nothing yet: it has to initialise anew, PKCS#11 v2.40 section 6.6.1.
 *
 * A call for which this process has no memory or descriptor left, or the server no connection, returns CKR_HOST_MEMORY and costs nothing else: the
 * server has not gone, and sessions and login stay.
 */
#include "remote.h"

#include <stdatomic.h>
#include <stdio.h>

#include "marshal.h"
#include "platform.h"

enum {
    CKR_SLOT_ID_INVALID = 0x3,
    CKR_NO_EVENT = 0x8,
    CKR_CANT_LOCK = 0xA,
    CKR_DEVICE_REMOVED = 0x32,
    CKR_SESSION_HANDLE_INVALID = 0xB3,
    CKR_TOKEN_NOT_PRESENT = 0xE0,
    CKR_BUFFER_TOO_SMALL = 0x150,
    CKR_CRYPTOKI_NOT_INITIALIZED = 0x190,
    CKR_CRYPTOKI_ALREADY_INITIALIZED = 0x191
};

enum { CKF_DONT_BLOCK = 0x1, CKF_OS_LOCKING_OK = 0x2, REMOVABLE_HARDWARE_SLOT = 0x6 };

enum { NAME_BYTES = 16, MOST_IDLE = 16, MOST_KEPT = 1 << 20, KEPT = 1024, LOOK_AGAIN_MILLISECONDS = 100 };

/*
 * A copy of this file can be bound to one server: the socket's path then stands behind the mark, ends with a zero, and counts whatever the environment
 * says. org.tokentwin.emulator.module.SharedLibrary writes it.
 */
#define BINDING_MARK "tokentwin-bound-to:"
enum { BINDING_MARK_BYTES = sizeof BINDING_MARK - 1, BOUND_PATH_ROOM = 108 };
static const volatile char binding[BINDING_MARK_BYTES + BOUND_PATH_ROOM] = BINDING_MARK;

/* Likewise the version of PKCS#11 of the tokens that the copy is for, two bytes behind the mark. */
#define VERSION_MARK "tokentwin-version:"
enum { VERSION_MARK_BYTES = sizeof VERSION_MARK - 1 };
#ifdef CRYPTOKI_3
static const volatile unsigned char versioning[VERSION_MARK_BYTES + 2] = VERSION_MARK "\3\2";
#else
static const volatile unsigned char versioning[VERSION_MARK_BYTES + 2] = VERSION_MARK "\2\24";
#endif

void remote_version(unsigned char version[2]) {
    version[0] = versioning[VERSION_MARK_BYTES];
    version[1] = versioning[VERSION_MARK_BYTES + 1];
}

/* What a connection begins with, from both sides: four letters, the protocol's version, and the sizes that memory depends on. */
static const unsigned char HELLO[8] = {
    'T', 'W', 'I', 'N', 2, sizeof(CK_ULONG), sizeof(void *),
#ifdef _WIN32
    1
#else
    0
#endif
};

struct connection {
    local_socket socket;
    struct message message;
    struct connection *next;
    uint64_t attachment;
};

/* Guarded by `guard`, but for `process`. */
static lock guard = LOCK_FREE;
static int initialized;
static int attached;
static uint64_t attachment; /* counts attachments, so that a connection of an earlier one is known */
static uint64_t finalized;  /* the last one that C_Finalize ended */
static unsigned char application[NAME_BYTES];
static struct message initialization; /* the arguments of C_Initialize, for a server that comes later */
static struct connection *idle;
static int idle_count;
static _Atomic(long) process;

static void debug(const char *what, const char *path) {
    if (getenv("TOKENTWIN_DEBUG") != NULL) {
        fprintf(stderr, "tokentwin-pkcs11: %s%s\n", what, path);
    }
}

static void dispose(struct connection *connection) {
    local_close(connection->socket);
    free(connection->message.bytes);
    free(connection);
}

/* Forgets the server, and what connects to it. */
static void detach(void) {
    attached = 0;
    attachment++;
    while (idle != NULL) {
        struct connection *next = idle->next;
        dispose(idle);
        idle = next;
    }
    idle_count = 0;
}

static void finalize(void) {
    initialized = 0;
    finalized = attachment;
    detach();
    free(initialization.bytes);
    memset(&initialization, 0, sizeof initialization);
}

/* In a child, the parent's state is gone, and a lock that another thread of the parent held with it. */
static void notice_fork(void) {
    long now = process_id();
    long before = atomic_load(&process);
    if (before != now && atomic_compare_exchange_strong(&process, &before, now) && before != 0) {
        static const lock free_lock = LOCK_FREE;
        memcpy(&guard, &free_lock, sizeof guard);
        finalize();
    }
}

#ifndef _WIN32
/* A program that unloads the library without C_Finalize leaves nothing of it either. One that ends waits for no call that another thread makes. */
__attribute__((destructor)) static void unload(void) {
    notice_fork();
    if (lock_try(&guard)) {
        finalize();
        lock_give(&guard);
    }
}
#endif

/* The server that this copy is bound to. 0 where it is bound to none. */
static int bound_path(char *path, size_t room) {
    size_t length = 0;
    while (length < BOUND_PATH_ROOM && length + 1 < room && binding[BINDING_MARK_BYTES + length] != 0) {
        path[length] = binding[BINDING_MARK_BYTES + length];
        length++;
    }
    path[length] = 0;
    return length > 0;
}

/* Where the server listens: TOKENTWIN_SOCKET, or where one does that was told nothing. 0 where that is too long, or there is no home. */
static int socket_path(char *path, size_t room) {
    const char *named = getenv("TOKENTWIN_SOCKET");
    const char *home = getenv("TOKENTWIN_HOME");
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    const char *data = getenv("XDG_DATA_HOME");
    int written;
    if (bound_path(path, room)) {
        return 1;
    }
    if (named != NULL && *named != 0) {
        written = snprintf(path, room, "%s", named);
    } else if (home != NULL && *home != 0) {
        written = snprintf(path, room, "%s/run/pkcs11", home);
    } else if (runtime != NULL && *runtime == '/') {
        written = snprintf(path, room, "%s/tokentwin/pkcs11", runtime);
    } else if (data != NULL && *data == '/') {
        written = snprintf(path, room, "%s/tokentwin/run/pkcs11", data);
    } else {
        home = getenv("HOME");
        written = home == NULL ? -1 : snprintf(path, room, "%s/.local/share/tokentwin/run/pkcs11", home);
    }
    return written > 0 && (size_t) written < room;
}

/* Receives exactly so many bytes. */
static int receive_all(local_socket socket, unsigned char *bytes, size_t length) {
    while (length > 0) {
        size_t received = local_receive(socket, bytes, length);
        if (received == 0) {
            return 0;
        }
        bytes += received;
        length -= received;
    }
    return 1;
}

/* What came of a request: the server has gone or says what is none, a response came, or one for which there is no memory here. */
enum exchanged { LOST, ANSWERED, NOT_HELD };

/* Receives what nobody can keep, so that the next response is found. */
static enum exchanged throw_away(struct connection *connection, size_t length) {
    struct message *message = &connection->message;
    while (length > 0) {
        size_t received = local_receive(connection->socket, message->bytes, length < message->room ? length : message->room);
        if (received == 0) {
            return LOST;
        }
        length -= received;
    }
    return NOT_HELD;
}

/* Sends the request and receives the response in its place. */
static enum exchanged exchange(struct connection *connection) {
    struct message *message = &connection->message;
    size_t received = 0;
    size_t whole = 8;
    size_t length = message->end;
    for (int i = 0; i < 8; i++) {
        message->bytes[i] = (unsigned char) ((uint64_t) length >> (8 * i));
    }
    if (!local_send(connection->socket, message->bytes, length)) {
        return LOST;
    }
    while (received < whole) {
        size_t more = local_receive(connection->socket, message->bytes + received, message->room - received);
        if (more == 0) {
            return LOST;
        }
        received += more;
        if (whole == 8 && received >= 8) {
            message->next = 0;
            message->end = received;
            whole = (size_t) take_word(message);
            if (whole < 16 || whole > MESSAGE_MOST) {
                return LOST;
            }
            if (!message_reserve(message, whole > received ? whole - received : 0)) {
                return throw_away(connection, whole - received);
            }
        }
    }
    message->next = 8;
    message->end = whole;
    return received == whole ? ANSWERED : LOST;
}

/* Begins a request: its length, which is known at the end, and the function. */
static void begin(struct message *message, uint64_t function) {
    message->end = 0;
    message->next = 0;
    message->broken = 0;
    put_word(message, 0);
    put_word(message, function);
}

static struct connection *new_connection(void) {
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection != NULL && !message_reserve(&connection->message, KEPT)) {
        free(connection);
        return NULL;
    }
    return connection;
}

/*
 * A connection that has said what application it is of; NULL where no server takes it, and `none_left` where that is since something has run short,
 * here or at a server that listens.
 */
static struct connection *connect_to_server(
        const unsigned char name[NAME_BYTES], unsigned char assigned[NAME_BYTES], int *none_left) {
    char path[256];
    unsigned char greeting[sizeof HELLO + NAME_BYTES];
    struct connection *connection;
    *none_left = 0;
    if (!socket_path(path, sizeof path)) {
        debug("there is no place for a socket: set TOKENTWIN_SOCKET", "");
        return NULL;
    }
    connection = new_connection();
    if (connection == NULL) {
        *none_left = 1;
        return NULL;
    }
    connection->socket = local_open(path, none_left);
    if (connection->socket == NO_SOCKET) {
        debug(*none_left ? "there is no descriptor for a connection to " : "no server of this user listens on ", path);
        free(connection->message.bytes);
        free(connection);
        return NULL;
    }
    memcpy(greeting, HELLO, sizeof HELLO);
    memcpy(greeting + sizeof HELLO, name, NAME_BYTES);
    *none_left = !local_send(connection->socket, greeting, sizeof greeting)
            || !receive_all(connection->socket, greeting, sizeof greeting);
    if (*none_left) {
        debug("a server turned this connection away, on ", path);
        dispose(connection);
        return NULL;
    }
    if (memcmp(greeting, HELLO, sizeof HELLO) != 0) {
        debug("what listens is no server of this version, on ", path);
        dispose(connection);
        return NULL;
    }
    memcpy(assigned, greeting + sizeof HELLO, NAME_BYTES);
    return connection;
}

static void give_back(struct connection *connection) {
    if (connection->message.room > MOST_KEPT) {
        unsigned char *shorter = realloc(connection->message.bytes, KEPT);
        if (shorter != NULL) {
            connection->message.bytes = shorter;
            connection->message.room = KEPT;
        }
    }
    if (!attached || connection->attachment != attachment || idle_count >= MOST_IDLE) {
        dispose(connection);
    } else {
        connection->next = idle;
        idle = connection;
        idle_count++;
    }
}

/* Makes this process an application at the server, with the arguments that C_Initialize got. CKR_TOKEN_NOT_PRESENT: there is no server. */
static CK_RV attach(void) {
    unsigned char unnamed[NAME_BYTES] = {0}; /* zeros, and whom the server may name to the user who is asked for a PIN */
    struct connection *connection;
    CK_RV result;
    int none_left;
    for (int i = 0; i < 8; i++) {
        unnamed[8 + i] = (unsigned char) ((uint64_t) process_id() >> (8 * i));
    }
    connection = connect_to_server(unnamed, application, &none_left);
    if (connection == NULL) {
        return CKR_TOKEN_NOT_PRESENT;
    }
    begin(&connection->message, INDEX_C_Initialize);
    put_bytes(&connection->message, initialization.bytes, initialization.end);
    if (connection->message.broken || exchange(connection) != ANSWERED) {
        dispose(connection);
        return CKR_TOKEN_NOT_PRESENT;
    }
    result = (CK_RV) take_word(&connection->message);
    if (result == CKR_OK) {
        attached = 1;
        connection->attachment = ++attachment;
        give_back(connection);
    } else {
        dispose(connection);
    }
    return result;
}

/* What the server would say of the arguments. */
static CK_RV check_initialization(void) {
    CK_RV result = CKR_OK;
    initialization.next = 0;
    if (take_word(&initialization) != 0) {
        uint64_t functions = 0;
        uint64_t flags;
        for (int i = 0; i < 4; i++) {
            functions += take_word(&initialization);
        }
        flags = take_word(&initialization);
        if (take_word(&initialization) != 0 || (functions != 0 && functions != 4)) {
            result = CKR_ARGUMENTS_BAD;
        } else if (functions != 0 && (flags & CKF_OS_LOCKING_OK) == 0) {
            result = CKR_CANT_LOCK;
        }
    }
    return result;
}

static CK_RV initialize(const uint64_t *arguments) {
    CK_RV result;
    lock_take(&guard);
    if (initialized) {
        result = CKR_CRYPTOKI_ALREADY_INITIALIZED;
    } else {
        initialization.end = 0;
        initialization.broken = 0;
        result = marshal_request(&initialization, INDEX_C_Initialize, arguments);
        if (result == CKR_OK) {
            result = check_initialization();
        }
        if (result == CKR_OK) {
            result = attach();
            initialized = result == CKR_OK || result == CKR_TOKEN_NOT_PRESENT;
            result = initialized ? CKR_OK : result;
        }
    }
    if (!initialized) {
        finalize();
    }
    lock_give(&guard);
    return result;
}

static void text(unsigned char *field, size_t length, const char *value) {
    memset(field, ' ', length);
    memcpy(field, value, strlen(value));
}

/* CK_INFO and CK_SLOT_INFO as far as they are bytes; the flags stand where the layout has them. */
static void describe_library(unsigned char *info) {
    memset(info, 0, cryptoki_structure_bytes[INDEX_C_GetInfo]);
    remote_version(info);
    text(info + 2, 32, "TokenTwin");
    text(info + cryptoki_structure_bytes[INDEX_C_GetInfo] - (sizeof(CK_ULONG) == 8 ? 8 : 2) - 32, 32, "no TokenTwin server is running");
}

static void describe_slot(unsigned char *info) {
    CK_ULONG flags = REMOVABLE_HARDWARE_SLOT;
    memset(info, 0, cryptoki_structure_bytes[INDEX_C_GetSlotInfo]);
    text(info, 64 + 32, "");
    memcpy(info + 64 + 32, &flags, sizeof flags);
}

/* The one slot, which is empty. */
static CK_RV list_slots(int with_token, void *slots, void *count) {
    CK_ULONG room;
    CK_ULONG listed = with_token ? 0 : 1;
    CK_ULONG slot = 0;
    if (count == NULL) {
        return CKR_ARGUMENTS_BAD;
    }
    memcpy(&room, count, sizeof room);
    memcpy(count, &listed, sizeof listed);
    if (slots != NULL && room < listed) {
        return CKR_BUFFER_TOO_SMALL;
    }
    if (slots != NULL && listed > 0) {
        memcpy(slots, &slot, sizeof slot);
    }
    return CKR_OK;
}

/* What a library says that has no token. */
static CK_RV without_server(unsigned function, const uint64_t *a) {
    unsigned char *info;
    switch (function) {
        case INDEX_C_GetInfo:
            if (a[0] == 0) {
                return CKR_ARGUMENTS_BAD;
            }
            describe_library((unsigned char *) (uintptr_t) a[0]);
            return CKR_OK;
        case INDEX_C_GetSlotList:
            return list_slots((unsigned char) a[0] != 0, (void *) (uintptr_t) a[1], (void *) (uintptr_t) a[2]);
        case INDEX_C_GetSlotInfo:
            info = (unsigned char *) (uintptr_t) a[1];
            if (a[0] != 0 || info == NULL) {
                return a[0] != 0 ? CKR_SLOT_ID_INVALID : CKR_ARGUMENTS_BAD;
            }
            describe_slot(info);
            return CKR_OK;
        case INDEX_C_WaitForSlotEvent:
            return CKR_NO_EVENT;
        default:
            if (cryptoki_parameters[function][0] == PARAMETER_SLOT) {
                return a[0] == 0 ? CKR_TOKEN_NOT_PRESENT : CKR_SLOT_ID_INVALID;
            }
            return CKR_SESSION_HANDLE_INVALID;
    }
}

static CK_RV finalize_without_server(const uint64_t *arguments) {
    if (arguments[0] != 0) {
        return CKR_ARGUMENTS_BAD;
    }
    finalize();
    return CKR_OK;
}

/* What a call returns whose connection ended: another thread called C_Finalize, or the server has gone. */
static CK_RV ended(uint64_t of_attachment) {
    return of_attachment <= finalized ? CKR_CRYPTOKI_NOT_INITIALIZED : CKR_DEVICE_REMOVED;
}

/* A connection for one call. NULL: none is to be had, and `result` says what the call returns. */
static struct connection *take(unsigned function, const uint64_t *arguments, CK_RV *result) {
    struct connection *connection = NULL;
    unsigned char name[NAME_BYTES];
    unsigned char assigned[NAME_BYTES];
    uint64_t number;
    int none_left;
    lock_take(&guard);
    if (!initialized) {
        *result = CKR_CRYPTOKI_NOT_INITIALIZED;
        lock_give(&guard);
        return NULL;
    }
    if (!attached && function == INDEX_C_GetSlotList) {
        attach();
    }
    if (!attached) {
        *result = function == INDEX_C_Finalize ? finalize_without_server(arguments) : without_server(function, arguments);
        lock_give(&guard);
        return NULL;
    }
    if (idle != NULL) {
        connection = idle;
        idle = connection->next;
        idle_count--;
        lock_give(&guard);
        return connection;
    }
    memcpy(name, application, NAME_BYTES);
    number = attachment;
    lock_give(&guard);
    connection = connect_to_server(name, assigned, &none_left);
    if (connection == NULL && none_left) {
        *result = CKR_HOST_MEMORY;
        return NULL;
    }
    if (connection == NULL || memcmp(name, assigned, NAME_BYTES) != 0) {
        if (connection != NULL) {
            dispose(connection);
        }
        lock_take(&guard);
        *result = ended(number);
        lock_give(&guard);
        return NULL;
    }
    connection->attachment = number;
    return connection;
}

/*
 * Tells the server of a call that no message carries, so that it ends the operation that every refusal ends: the function with the result above it,
 * and the session. 0 when the server has gone.
 */
static int tell_refusal(struct connection *connection, unsigned function, uint64_t session, CK_RV result) {
    struct message *message = &connection->message;
    begin(message, function | (uint64_t) result << 32);
    put_word(message, session);
    return !message->broken && exchange(connection) == ANSWERED && take_word(message) == result;
}

/* One call. `lost` says that the server has gone. */
static CK_RV call(struct connection *connection, unsigned function, const uint64_t *arguments, int *lost) {
    struct message *message = &connection->message;
    CK_RV result;
    *lost = 0;
    begin(message, function);
    result = marshal_request(message, function, arguments);
    if (result == CKR_OK) {
        switch (exchange(connection)) {
            case LOST:
                *lost = 1;
                break;
            case NOT_HELD:
                result = CKR_HOST_MEMORY;
                break;
            case ANSWERED:
                result = (CK_RV) take_word(message);
                *lost = !marshal_response(message, function, arguments);
                break;
        }
    } else if (cryptoki_parameters[function][0] == PARAMETER_SESSION) {
        message_wipe(message);
        *lost = !tell_refusal(connection, function, arguments[0], result);
    }
    if (takes_pin(function)) {
        message_wipe(message);
    }
    return result;
}

/* Waits for a server: that it has come is the event. Once it is there, it does the waiting. */
static CK_RV wait_for_server(const uint64_t *arguments) {
    CK_RV result = CKR_NO_EVENT;
    for (;;) {
        lock_take(&guard);
        if (!initialized) {
            result = CKR_CRYPTOKI_NOT_INITIALIZED;
        } else if (attached || attach() == CKR_OK) {
            result = CKR_OK;
        }
        lock_give(&guard);
        if (result != CKR_NO_EVENT || (arguments[0] & CKF_DONT_BLOCK) != 0) {
            break;
        }
        pause_milliseconds(LOOK_AGAIN_MILLISECONDS);
    }
    if (result == CKR_OK) {
        CK_ULONG slot = 0;
        if (arguments[1] == 0) {
            return CKR_ARGUMENTS_BAD;
        }
        memcpy((void *) (uintptr_t) arguments[1], &slot, sizeof slot);
    }
    return result;
}

/* Ends a call, and returns its result. */
static CK_RV settle(struct connection *connection, unsigned function, CK_RV result, int lost) {
    lock_take(&guard);
    if (lost) {
        result = function == INDEX_C_Finalize ? CKR_OK /* nobody is left to say otherwise */ : ended(connection->attachment);
    }
    if (function == INDEX_C_Finalize && result == CKR_OK && connection->attachment == attachment) {
        finalize();
    } else if (lost && connection->attachment == attachment) {
        debug("the server has gone", "");
        detach();
    }
    if (lost) {
        dispose(connection);
    } else {
        give_back(connection);
    }
    lock_give(&guard);
    return result;
}

CK_RV remote_call(unsigned function, const uint64_t *arguments) {
    struct connection *connection;
    CK_RV result = CKR_OK;
    int lost;
    notice_fork();
    if (function == INDEX_C_Initialize) {
        return initialize(arguments);
    }
    for (int attempt = 0; attempt < 2; attempt++) {
        connection = take(function, arguments, &result);
        if (connection == NULL) {
            break;
        }
        result = call(connection, function, arguments, &lost);
        result = settle(connection, function, result, lost);
        if (!lost || (function != INDEX_C_GetSlotList && function != INDEX_C_WaitForSlotEvent)) {
            return result;
        }
    }
    return function == INDEX_C_WaitForSlotEvent && result == CKR_NO_EVENT ? wait_for_server(arguments) : result;
}
