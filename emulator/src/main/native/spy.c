/*
 * Spies on a module of somebody else's: TOKENTWIN_SPY names it, TOKENTWIN_SPY_OUTPUT the file that the calls are appended to, each as a JSON object in a
 * line (docs/replay.md). The module gets the pointers that the program gave, and the program what the module wrote and returned.
 *
 * A line is written by the kinds of the function's parameters, in the table of cryptoki.h; there is no code for one function. What is secret is told by
 * its length, by the tables that SecretValues.java has. RequestImage.java and ResponseImage.java write the same forms from a message.
 *
 * The module is called once for each call of the program, but for one thing: whether a CKA_VALUE that was read is secret depends on the object's class,
 * which is then read too.
 */
#include "spy.h"

#ifdef _WIN32

int spy_is_asked(void) { return 0; }
const struct function_list_3_2 *spied(void) { return 0; }
void spied_version(unsigned char version[2]) { version[0] = version[1] = 0; }
void spy_begin(struct spied_call *call, unsigned function, const uint64_t *arguments) {
    (void) call, (void) function, (void) arguments;
}
CK_RV spy_end(struct spied_call *call, CK_RV result) {
    (void) call;
    return result;
}

#else

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

#include "marshal.h"
#include "platform.h"
#include "structures.h"
#include "text.h"

enum { CKA_CLASS = 0x0, CKA_VALUE = 0x11 };
enum { CKR_ATTRIBUTE_SENSITIVE = 0x11, CKR_ATTRIBUTE_TYPE_INVALID = 0x12, CKR_BUFFER_TOO_SMALL = 0x150 };
enum { MOST_ATTRIBUTES = 4096, MOST_INTERFACES = 64 };

/* Bytes of the longest recording; Recording.java has the same limit. */
static const int64_t LONGEST_RECORDING = 64 << 20;

static const CK_ULONG UNKNOWN_CLASS = (CK_ULONG) -1;

/* What the program had room for: of its one buffer, and of each attribute in the order in which they are read. */
struct spied_room {
    CK_ULONG buffer;
    size_t count;
    size_t next;
    struct {
        CK_ULONG length;
        CK_ULONG inner;
        int there;
    } attributes[];
};

enum state { NOT_ASKED_YET, NO_SPY, SPYING, FAILED };

static _Atomic(int) state;
static lock beginning = LOCK_FREE;
static struct function_list_3_2 functions;
static int recording = -1;
static _Atomic(int) ended;

/* libc before glibc 2.34 has these in a library that a program need not have; then there is no spying. */
extern void *dlopen(const char *, int) __attribute__((weak));
extern void *dlsym(void *, const char *) __attribute__((weak));

static int failed(const char *what, const char *which) {
    fprintf(stderr, "tokentwin-pkcs11: %s%s\n", what, which);
    return FAILED;
}

static void end_recording(const char *why) {
    if (!atomic_exchange(&ended, 1)) {
        failed("the recording ends before its time: ", why);
    }
}

/* A program that was started with another user's rights takes no module from the environment of the one who started it. */
static int is_privileged(void) {
#ifdef __linux__
    return getauxval(AT_SECURE) != 0;
#else
    return geteuid() != getuid() || getegid() != getgid();
#endif
}

/* Opens the recording: a file of this user's, which nobody else can read. What is in it stays. */
static int open_recording(const char *path) {
    struct stat found;
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, 0600);
    if (file < 0) {
        return failed("TOKENTWIN_SPY_OUTPUT cannot be written: ", path);
    }
    if (fstat(file, &found) != 0 || !S_ISREG(found.st_mode) || found.st_uid != geteuid() || (found.st_mode & 077) != 0) {
        close(file);
        return failed("TOKENTWIN_SPY_OUTPUT has to be a new file, or a regular one that only you can read and write: ", path);
    }
    recording = file;
    return SPYING;
}

typedef CK_RV (*list_getter)(void *);
/* A function's address; ISO C has no conversion for it. */
static list_getter getter(void *library, const char *name) {
    list_getter found;
    void *symbol = dlsym(library, name);
    memcpy(&found, &symbol, sizeof found);
    return found;
}

#ifdef CRYPTOKI_3
typedef CK_RV (*interfaces_getter)(void *, void *);

/* What the standard's interfaces of 3.x have beyond the list of 2.x: the longest list of a known version. */
static void take_interfaces(void *library) {
    struct interface interfaces[MOST_INTERFACES];
    CK_ULONG count = MOST_INTERFACES;
    interfaces_getter get;
    list_getter symbol = getter(library, "C_GetInterfaceList");
    if (symbol == NULL) {
        return;
    }
    memcpy(&get, &symbol, sizeof get);
    if (get(interfaces, &count) != CKR_OK) {
        return;
    }
    for (CK_ULONG i = 0; i < count && i < MOST_INTERFACES; i++) {
        struct version version;
        if (interfaces[i].name == NULL || strcmp(interfaces[i].name, "PKCS 11") != 0 || interfaces[i].list == NULL) {
            continue;
        }
        memcpy(&version, interfaces[i].list, sizeof version);
        if (version.major != 3 || version.minor < functions.version.minor * (functions.version.major == 3)) {
            continue;
        }
        memcpy(&functions, interfaces[i].list, version.minor >= 2 ? sizeof functions : sizeof(struct function_list_3_0));
    }
}

#endif

static int load(const char *path) {
    struct function_list *list = NULL;
    list_getter get;
    void *library;
    if (dlopen == NULL || dlsym == NULL) {
        return failed("this program cannot load a module to spy on", "");
    }
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return failed("TOKENTWIN_SPY names no library that can be loaded here: ", path);
    }
    if (dlsym(library, "tokentwin_registration") != NULL) {
        return failed("TOKENTWIN_SPY names TokenTwin's library, which does not spy on itself ('emulator run --record' records the emulator): ", path);
    }
    get = getter(library, "C_GetFunctionList");
    if (get == NULL || get(&list) != CKR_OK || list == NULL) {
        return failed("TOKENTWIN_SPY names no PKCS#11 module: ", path);
    }
    memcpy(&functions, list, sizeof *list);
#ifdef CRYPTOKI_3
    take_interfaces(library);
#endif
    return SPYING;
}

static int begin_spying(void) {
    const char *module = getenv("TOKENTWIN_SPY");
    const char *output = getenv("TOKENTWIN_SPY_OUTPUT");
    int begun;
    if (module == NULL || *module == 0 || is_privileged()) {
        return NO_SPY;
    }
    if (*module != '/') {
        return failed("TOKENTWIN_SPY has to be an absolute path, not ", module);
    }
    if (output == NULL || *output == 0) {
        return failed("TOKENTWIN_SPY needs TOKENTWIN_SPY_OUTPUT, the file for the recording", "");
    }
    begun = open_recording(output);
    return begun == SPYING ? load(module) : begun;
}

static int current_state(void) {
    int now = atomic_load_explicit(&state, memory_order_acquire);
    if (now == NOT_ASKED_YET) {
        lock_take(&beginning);
        now = atomic_load_explicit(&state, memory_order_acquire);
        if (now == NOT_ASKED_YET) {
            now = begin_spying();
            atomic_store_explicit(&state, now, memory_order_release);
        }
        lock_give(&beginning);
    }
    return now;
}

int spy_is_asked(void) { return current_state() != NO_SPY; }

const struct function_list_3_2 *spied(void) { return current_state() == SPYING ? &functions : NULL; }

void spied_version(unsigned char version[2]) {
    version[0] = functions.version.major;
    version[1] = functions.version.minor;
}

/* The next word of a list of them; its length. */
static size_t word(const char **words) {
    size_t length = strcspn(*words, " ");
    *words += length;
    return length;
}

static void put_name(struct spied_text *text, const char **names, int first) {
    const char *name = ++*names; /* behind the blank */
    size_t length = word(names);
    put_text(text, first ? "\"" : ",\"");
    put_chars(text, name, length);
    put_text(text, "\":");
}

/* Bytes; by their length where they are secret, or more than a line takes. */
static void put_block(struct spied_text *text, const void *bytes, CK_ULONG length, int secret) {
    if (bytes == NULL) {
        put_named(text, "null", length);
    } else if (secret || length > CRYPTOKI_LONGEST_BLOCK) {
        put_named(text, "masked", length);
    } else {
        put_hex(text, bytes, length);
    }
}

static int is_among(const CK_ULONG *values, size_t count, CK_ULONG value) {
    for (size_t i = 0; i < count; i++) {
        if (values[i] == value) {
            return 1;
        }
    }
    return 0;
}

static int is_secret(CK_ULONG type, CK_ULONG object_class, CK_ULONG length) {
    size_t classes = sizeof cryptoki_public_values / sizeof cryptoki_public_values[0];
    size_t attributes = sizeof cryptoki_secret_attributes / sizeof cryptoki_secret_attributes[0];
    if (type == CKA_VALUE) {
        return !is_among(cryptoki_public_values, classes, object_class);
    }
    return is_among(cryptoki_secret_attributes, attributes, type) || (type >= 0x80000000u && length > CRYPTOKI_LONGEST_VENDOR_VALUE);
}

static void take_attribute(struct attribute *attribute, const unsigned char *attributes, CK_ULONG i) {
    memcpy(attribute, attributes + i * sizeof *attribute, sizeof *attribute); /* nothing of a caller need be aligned */
}

/* The class that a template names. */
static CK_ULONG class_of(const unsigned char *attributes, CK_ULONG count) {
    for (CK_ULONG i = 0; i < count; i++) {
        struct attribute attribute;
        take_attribute(&attribute, attributes, i);
        if (attribute.type == CKA_CLASS && attribute.value != NULL && attribute.length == sizeof(CK_ULONG)) {
            CK_ULONG value;
            memcpy(&value, attribute.value, sizeof value);
            return value;
        }
    }
    return UNKNOWN_CLASS;
}

static void put_room(struct spied_text *text, const struct attribute *attribute) {
    put_text(text, ",\"room\":");
    if (attribute->value == NULL) {
        put_text(text, "null");
    } else {
        put_number(text, attribute->length);
    }
}

static void remember(struct spied_room *rooms, const struct attribute *attribute, CK_ULONG inner) {
    if (rooms != NULL && rooms->count < MOST_ATTRIBUTES) {
        rooms->attributes[rooms->count].length = attribute->length;
        rooms->attributes[rooms->count].there = attribute->value != NULL;
        rooms->attributes[rooms->count++].inner = inner;
    }
}

/* Attributes of a template, or with `rooms` those to be filled; `outer` where that is in another one. */
static void put_attributes(struct spied_text *text, const unsigned char *attributes, CK_ULONG count, struct spied_room *rooms,
                           struct nesting *outer) {
    CK_ULONG object_class = rooms == NULL ? class_of(attributes, count) : UNKNOWN_CLASS;
    put_text(text, "[");
    for (CK_ULONG i = 0; i < count && !text->broken; i++) {
        struct attribute attribute;
        struct nesting first = {0, NESTED_MOST};
        struct nesting *nesting = outer == NULL ? &first : outer;
        int is_nested;
        take_attribute(&attribute, attributes, i);
        is_nested = is_template(attribute.type);
        put_text(text, i == 0 ? "{\"type\":" : ",{\"type\":");
        put_number(text, attribute.type);
        if (rooms == NULL && !is_nested && (outer == NULL || attribute.length <= NESTED_MOST)) {
            put_text(text, ",\"value\":");
            put_block(text, attribute.value, attribute.length, is_secret(attribute.type, object_class, attribute.length));
        } else {
            CK_ULONG inner = is_nested ? followed(nesting, &attribute) : 0;
            put_room(text, &attribute);
            remember(rooms, &attribute, inner);
            if (is_nested) {
                put_text(text, ",\"template\":");
                nesting->depth++;
                put_attributes(text, attribute.value, inner, rooms, nesting);
                nesting->depth--;
            }
        }
        put_text(text, "}");
    }
    put_text(text, "]");
}

static void put_template(struct spied_text *text, const unsigned char *attributes, CK_ULONG count, struct spied_room *rooms) {
    if (attributes == NULL) {
        put_named(text, "null", count);
    } else if (count > MOST_ATTRIBUTES) {
        put_named(text, "masked", count);
    } else {
        put_attributes(text, attributes, count, rooms, NULL);
    }
}

/* A structure without its addresses, and what they point to. */
static void put_structure(struct spied_text *text, const struct cryptoki_structure *known, const unsigned char *structure) {
    unsigned char copy[256];
    memcpy(copy, structure, known->bytes);
    for (int i = 0; i < known->pointers; i++) {
        memset(copy + known->at[i].pointer, 0, sizeof(void *));
    }
    put_text(text, "\"parameter\":");
    put_hex(text, copy, known->bytes);
    put_text(text, ",\"pointers\":[");
    for (int i = 0; i < known->pointers; i++) {
        const struct cryptoki_structure *inner = known->at[i].structure;
        const void *bytes;
        CK_ULONG length = 0;
        memcpy(&bytes, structure + known->at[i].pointer, sizeof bytes);
        put_text(text, i == 0 ? "" : ",");
        if (inner == NULL) {
            length = pointed_bytes(known, i, structure);
            put_block(text, bytes, length, known->at[i].secret);
        } else if (bytes == NULL) {
            put_named(text, "null", 0);
        } else {
            put_text(text, "{");
            put_structure(text, inner, bytes);
            put_text(text, "}");
        }
    }
    put_text(text, "]");
}

static void put_mechanism(struct spied_text *text, const void *place) {
    struct mechanism mechanism;
    const struct cryptoki_structure *known;
    if (place == NULL) {
        put_text(text, "null");
        return;
    }
    memcpy(&mechanism, place, sizeof mechanism);
    put_text(text, "{\"type\":");
    put_number(text, mechanism.type);
    put_text(text, ",");
    known = mechanism.parameter == NULL ? NULL : parameter_with_pointers(&mechanism);
    if (known != NULL) {
        put_structure(text, known, mechanism.parameter);
    } else {
        put_text(text, "\"parameter\":");
        put_block(text, mechanism.parameter, mechanism.length, mechanism.length > CRYPTOKI_LONGEST_UNKNOWN_PARAMETER);
    }
    put_text(text, "}");
}

static void put_initialize_args(struct spied_text *text, const void *place) {
    struct initialize_args args;
    if (place == NULL) {
        put_text(text, "null");
        return;
    }
    memcpy(&args, place, sizeof args);
    put_text(text, "{\"mutexes\":[");
    for (int i = 0; i < 4; i++) {
        put_text(text, i == 0 ? "" : ",");
        put_flag(text, args.functions[i] != NULL);
    }
    put_text(text, "],\"flags\":");
    put_number(text, args.flags);
    put_text(text, ",\"reserved\":");
    put_flag(text, args.reserved != NULL);
    put_text(text, "}");
}

/* What a function has room for where something is not as it should be. */
static void put_odd_room(struct spied_text *text, uint64_t buffer) {
    put_text(text, "{\"buffer\":");
    put_flag(text, buffer != 0);
}

static CK_ULONG ulong_at(uint64_t place) {
    CK_ULONG value = 0;
    if (place != 0) {
        memcpy(&value, (void *) (uintptr_t) place, sizeof value);
    }
    return value;
}

static void put_argument(struct spied_call *call, unsigned kind, const uint64_t *a) {
    struct spied_text *text = call->text;
    const void *pointer = (const void *) (uintptr_t) a[0];
    switch (kind) {
        case PARAMETER_BOOLEAN:
            put_number(text, (unsigned char) a[0]);
            break;
        case PARAMETER_BYTES:
            put_block(text, pointer, (CK_ULONG) a[1], call->function == INDEX_C_SeedRandom);
            break;
        case PARAMETER_PIN:
            put_block(text, pointer, (CK_ULONG) a[1], 1);
            break;
        case PARAMETER_PARAMETER:
            put_block(text, pointer, (CK_ULONG) a[1], a[1] > CRYPTOKI_LONGEST_UNKNOWN_PARAMETER);
            break;
        case PARAMETER_LABEL:
            put_block(text, pointer, LABEL_BYTES, 0);
            break;
        case PARAMETER_STRING:
            put_block(text, pointer, pointer == NULL ? 0 : strlen(pointer), 0);
            break;
        case PARAMETER_MECHANISM:
            put_mechanism(text, pointer);
            break;
        case PARAMETER_TEMPLATE:
            put_template(text, pointer, (CK_ULONG) a[1], NULL);
            break;
        case PARAMETER_QUERY:
            put_template(text, pointer, (CK_ULONG) a[1], call->rooms);
            break;
        case PARAMETER_ROOM:
        case PARAMETER_NUMBERS:
            call->rooms->buffer = ulong_at(a[1]);
            if (a[1] == 0) {
                put_odd_room(text, a[0]);
                put_text(text, "}");
            } else if (a[0] == 0) {
                put_text(text, "null");
            } else {
                put_number(text, call->rooms->buffer);
            }
            break;
        case PARAMETER_FILLED:
        case PARAMETER_HANDLES:
            if (a[0] != 0 && (kind == PARAMETER_FILLED || a[2] != 0)) {
                put_number(text, a[1]);
                break;
            }
            put_odd_room(text, a[0]);
            put_text(text, ",\"room\":");
            put_number(text, a[1]);
            if (kind == PARAMETER_HANDLES) {
                put_text(text, ",\"count\":");
                put_flag(text, a[2] != 0);
            }
            put_text(text, "}");
            break;
        case PARAMETER_HANDLE:
        case PARAMETER_RESULT:
        case PARAMETER_STRUCTURE:
        case PARAMETER_APPLICATION:
        case PARAMETER_NOTIFY:
        case PARAMETER_RESERVED:
            put_flag(text, a[0] != 0);
            break;
        case PARAMETER_INITIALIZE_ARGS:
            put_initialize_args(text, pointer);
            break;
        default:
            put_number(text, a[0]);
            break;
    }
}

/* How many of the function's arguments in C a kind is. */
static int arguments_of(unsigned kind) {
    switch (kind) {
        case PARAMETER_HANDLES:
            return 3;
        case PARAMETER_BYTES:
        case PARAMETER_PIN:
        case PARAMETER_PARAMETER:
        case PARAMETER_TEMPLATE:
        case PARAMETER_QUERY:
        case PARAMETER_ROOM:
        case PARAMETER_NUMBERS:
        case PARAMETER_FILLED:
            return 2;
        default:
            return 1;
    }
}

static int64_t microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void put_instant(struct spied_text *text) {
    char instant[40];
    struct timespec time;
    struct tm parts;
    size_t length;
    clock_gettime(CLOCK_REALTIME, &time);
    length = gmtime_r(&time.tv_sec, &parts) == NULL ? 0 : strftime(instant, sizeof instant, "%Y-%m-%dT%H:%M:%S", &parts);
    put_chars(text, instant, length);
    snprintf(instant, sizeof instant, ".%06ldZ", time.tv_nsec / 1000);
    put_text(text, instant);
}

static void forget(struct spied_call *call) {
    if (call->text != NULL) {
        free(call->text->bytes);
    }
    free(call->text);
    free(call->rooms);
    call->text = NULL;
    call->rooms = NULL;
}

void spy_begin(struct spied_call *call, unsigned function, const uint64_t *arguments) {
    const char *names = cryptoki_names[function];
    const char *name = names;
    int first = 1;
    call->function = function;
    call->arguments = arguments;
    call->text = atomic_load(&ended) ? NULL : calloc(1, sizeof *call->text);
    call->rooms = call->text == NULL
            ? NULL
            : calloc(1, sizeof *call->rooms
                            + (function == INDEX_C_GetAttributeValue ? MOST_ATTRIBUTES * sizeof call->rooms->attributes[0] : 0));
    if (call->rooms == NULL) {
        forget(call);
        end_recording("there is no memory");
        return;
    }
    put_text(call->text, "{\"at\":\"");
    put_instant(call->text);
    put_text(call->text, "\",\"application\":");
    put_number(call->text, (uint64_t) process_id());
    put_text(call->text, ",\"function\":\"");
    put_chars(call->text, name, word(&names));
    put_text(call->text, "\",\"in\":{");
    for (const unsigned char *kind = cryptoki_parameters[function]; *kind != PARAMETER_NONE; kind++) {
        put_name(call->text, &names, first);
        put_argument(call, *kind, arguments);
        arguments += arguments_of(*kind);
        first = 0;
    }
    put_text(call->text, "}");
    call->began = microseconds();
}

/* The attributes that were filled, of which `shown` are there. */
static void put_filled(struct spied_call *call, const unsigned char *attributes, CK_ULONG count, CK_ULONG shown, CK_ULONG object_class,
                       int with_types) {
    struct spied_text *text = call->text;
    put_text(text, "[");
    for (CK_ULONG i = 0; i < count && call->rooms->next < call->rooms->count; i++) {
        struct attribute attribute;
        size_t room = call->rooms->next++;
        CK_ULONG inner = call->rooms->attributes[room].inner;
        CK_ULONG filled;
        if (i >= shown) {
            continue;
        }
        take_attribute(&attribute, attributes, i);
        put_text(text, i == 0 ? "{" : ",{");
        if (with_types) {
            put_text(text, "\"type\":");
            put_number(text, attribute.type);
            put_text(text, ",");
        }
        put_text(text, "\"length\":");
        put_number(text, attribute.length);
        filled = attribute.length / sizeof attribute;
        if (is_template(attribute.type)) {
            if (inner > 0) {
                put_text(text, ",\"template\":");
                put_filled(call, attribute.value, inner, filled <= inner ? filled : 0, UNKNOWN_CLASS, 1);
            }
        } else if (call->rooms->attributes[room].there && attribute.length <= call->rooms->attributes[room].length) {
            put_text(text, ",\"value\":");
            put_block(text, attribute.value, attribute.length, is_secret(attribute.type, object_class, attribute.length));
        }
        put_text(text, "}");
    }
    put_text(text, "]");
}

/* The class of the object that was read, which decides whether its value is secret. */
static CK_ULONG class_of_object(const struct spied_call *call, const unsigned char *attributes, CK_ULONG count) {
    CK_ULONG told = UNKNOWN_CLASS;
    struct attribute question = {CKA_CLASS, &told, sizeof told};
    for (CK_ULONG i = 0; i < count; i++) {
        struct attribute attribute;
        take_attribute(&attribute, attributes, i);
        if (attribute.type == CKA_CLASS && call->rooms->attributes[i].there && attribute.length == sizeof told) {
            memcpy(&told, attribute.value, sizeof told);
            return told;
        }
    }
    for (CK_ULONG i = 0; i < count; i++) {
        struct attribute attribute;
        take_attribute(&attribute, attributes, i);
        if (attribute.type == CKA_VALUE && call->rooms->attributes[i].there && attribute.length + 1 > 1) {
            CK_RV result = functions.C_GetAttributeValue(
                    (CK_ULONG) call->arguments[0], (CK_ULONG) call->arguments[1], &question, 1);
            return result == CKR_OK ? told : UNKNOWN_CLASS;
        }
    }
    return UNKNOWN_CLASS;
}

static void put_query(struct spied_call *call, const uint64_t *a) {
    CK_ULONG count = (CK_ULONG) a[1];
    const unsigned char *attributes = (const unsigned char *) (uintptr_t) a[0];
    put_filled(call, attributes, count, count, class_of_object(call, attributes, count), 0);
}

static void put_numbers(struct spied_text *text, uint64_t place, CK_ULONG count) {
    put_text(text, "[");
    for (CK_ULONG i = 0; i < count && !text->broken; i++) {
        put_text(text, i == 0 ? "" : ",");
        put_number(text, ulong_at(place + i * sizeof(CK_ULONG)));
    }
    put_text(text, "]");
}

static void put_buffer(struct spied_call *call, unsigned kind, const uint64_t *a, CK_RV result) {
    CK_ULONG length = ulong_at(a[1]);
    int written = result == CKR_OK && a[0] != 0 && length > 0 && length <= call->rooms->buffer;
    put_text(call->text, "{\"length\":");
    put_number(call->text, length);
    if (written && kind == PARAMETER_ROOM) {
        put_text(call->text, ",\"bytes\":");
        put_hex(call->text, (const void *) (uintptr_t) a[0], length);
    } else if (written) {
        put_text(call->text, ",\"numbers\":");
        put_numbers(call->text, a[0], length);
    }
    put_text(call->text, "}");
}

/* Whether a function that returned this has written anything through a parameter. */
static int is_written(const struct spied_call *call, unsigned kind, const uint64_t *a, CK_RV result) {
    switch (kind) {
        case PARAMETER_QUERY:
            return a[0] != 0 && a[1] > 0 && a[1] <= MOST_ATTRIBUTES
                    && (result == CKR_OK || result == CKR_ATTRIBUTE_SENSITIVE || result == CKR_ATTRIBUTE_TYPE_INVALID
                            || result == CKR_BUFFER_TOO_SMALL);
        case PARAMETER_ROOM:
        case PARAMETER_NUMBERS:
            return a[1] != 0 && (result == CKR_OK || result == CKR_BUFFER_TOO_SMALL);
        case PARAMETER_FILLED:
            return a[0] != 0 && a[1] > 0 && result == CKR_OK;
        case PARAMETER_STRUCTURE:
            return a[0] != 0 && result == CKR_OK && cryptoki_structure_bytes[call->function] > 0;
        case PARAMETER_HANDLES:
            return a[0] != 0 && a[2] != 0 && result == CKR_OK && ulong_at(a[2]) <= a[1];
        case PARAMETER_HANDLE:
        case PARAMETER_RESULT:
            return a[0] != 0 && result == CKR_OK;
        default:
            return 0;
    }
}

static void put_result(struct spied_call *call, unsigned kind, const uint64_t *a, CK_RV result) {
    switch (kind) {
        case PARAMETER_QUERY:
            put_query(call, a);
            break;
        case PARAMETER_ROOM:
        case PARAMETER_NUMBERS:
            put_buffer(call, kind, a, result);
            break;
        case PARAMETER_FILLED:
            put_hex(call->text, (const void *) (uintptr_t) a[0], (size_t) a[1]);
            break;
        case PARAMETER_STRUCTURE:
            put_hex(call->text, (const void *) (uintptr_t) a[0], cryptoki_structure_bytes[call->function]);
            break;
        case PARAMETER_HANDLES:
            put_numbers(call->text, a[0], ulong_at(a[2]));
            break;
        default:
            put_number(call->text, ulong_at(a[0]));
            break;
    }
}

static void put_return_value(struct spied_text *text, CK_RV result) {
    char number[32];
    for (size_t i = 0; i < sizeof cryptoki_results / sizeof cryptoki_results[0]; i++) {
        if (cryptoki_results[i].code == result) {
            put_text(text, cryptoki_results[i].name);
            return;
        }
    }
    snprintf(number, sizeof number, "CKR_0x%lX", (unsigned long) result);
    put_text(text, number);
}

/* In one piece, so that the lines of two processes or threads stay apart. */
static void write_line(const struct spied_text *text) {
    struct stat file;
    ssize_t written;
    if (text->broken) {
        end_recording("a call is longer than a line can be");
        return;
    }
    if (fstat(recording, &file) != 0 || file.st_size + (int64_t) text->length > LONGEST_RECORDING) {
        end_recording("it is full");
        return;
    }
    do {
        written = write(recording, text->bytes, text->length);
    } while (written < 0 && errno == EINTR);
    if (written != (ssize_t) text->length) {
        end_recording("it cannot be written");
    }
}

CK_RV spy_end(struct spied_call *call, CK_RV result) {
    const uint64_t *a = call->arguments;
    const char *names = cryptoki_names[call->function];
    int64_t took = microseconds() - call->began;
    int first = 1;
    if (call->text == NULL) {
        return result;
    }
    put_text(call->text, ",\"result\":\"");
    put_return_value(call->text, result);
    put_text(call->text, "\",\"out\":{");
    word(&names);
    for (const unsigned char *kind = cryptoki_parameters[call->function]; *kind != PARAMETER_NONE; kind++) {
        if (is_written(call, *kind, a, result)) {
            put_name(call->text, &names, first);
            put_result(call, *kind, a, result);
            first = 0;
        } else {
            names++;
            word(&names);
        }
        a += arguments_of(*kind);
    }
    put_text(call->text, "},\"micros\":");
    put_number(call->text, (uint64_t) took);
    put_text(call->text, "}\n");
    if (!atomic_load(&ended)) {
        write_line(call->text);
    }
    forget(call);
    return result;
}

#endif
