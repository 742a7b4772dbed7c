/*
 * A PKCS#11 module with one token, a key and a certificate that is none, which does what the variable TOKENTWIN_HOSTILE says in one function:
 * FUNCTION:ACTION or FUNCTION:ACTION=NUMBER. The function "load" is the library's constructor. The actions:
 *   hang, crash, exit, error (returns NUMBER), null (no list of functions), count (tells NUMBER where a number of things is told, and has no
 *   more than it has room for), length (tells NUMBER as the length of what is returned), endless (there is always one more), garbage (text that is
 *   no UTF-8, numbers that are no numbers).
 * With TOKENTWIN_HOSTILE_BYTES, a file's bytes say what every function does, in turn, until there are none left.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cryptoki.h"

#define CKR_OK 0UL
#define CKR_GENERAL_ERROR 5UL
#define CKA_KEY_TYPE 0x100UL
#define CKA_ALWAYS_AUTHENTICATE 0x202UL
#define CKF_TOKEN_PRESENT 1UL
#define CKF_OF_TOKEN 0x40CUL /* login required, PIN initialised, token initialised */
#define FIRST_OBJECT 7UL
#define SIGNATURE 256

struct attribute {
    CK_ULONG type;
    void *value;
    CK_ULONG length;
};

static unsigned char drawn[4096];
static size_t left;
static size_t next;

/* One more byte of those that drive the module; 0 when there are none left, and all is well from then on. */
static unsigned draw(void) {
    return next < left ? drawn[next++] : 0;
}

static CK_ULONG strange_number(unsigned choice) {
    static const CK_ULONG numbers[] = {0, 1, 2, 255, 4096, 1UL << 20, 1UL << 31, 1UL << 32, 1UL << 33, 1UL << 61, 1UL << 63, ~0UL, ~0UL - 1};
    return numbers[choice % (sizeof numbers / sizeof *numbers)];
}

/* Whether the function does what the variable says, and with which number. */
static int does(const char *function, const char *action, CK_ULONG *number) {
    const char *order = getenv("TOKENTWIN_HOSTILE");
    size_t length = strlen(function);
    if (!order || strncmp(order, function, length) || order[length] != ':') {
        return 0;
    }
    order += length + 1;
    length = strlen(action);
    if (strncmp(order, action, length) || (order[length] && order[length] != '=')) {
        return 0;
    }
    if (number && order[length]) {
        *number = strtoul(order + length + 1, NULL, 0);
    }
    return 1;
}

/* What any function does before it answers. */
static CK_RV begin(const char *function) {
    CK_RV error = CKR_GENERAL_ERROR;
    unsigned choice;
    while (does(function, "hang", NULL)) {
        sleep(1);
    }
    if (does(function, "crash", NULL)) {
        *(volatile int *)8 = 1;
    }
    if (does(function, "exit", NULL)) {
        _exit(0);
    }
    choice = draw();
    if (choice % 16 == 15) {
        return draw() | (CK_RV)draw() << 8;
    }
    return does(function, "error", &error) ? error : CKR_OK;
}

/* The count that is told in the place of the honest one. */
static CK_ULONG count(const char *function, CK_ULONG honest) {
    CK_ULONG told = honest;
    unsigned choice = draw();
    if (choice % 8 == 7) {
        return strange_number(draw());
    }
    does(function, "count", &told);
    does(function, "length", &told);
    return told;
}

static void text(const char *function, void *place, size_t length, const char *honest) {
    size_t i;
    memset(place, does(function, "garbage", NULL) ? 0xFF : ' ', length);
    if (!does(function, "garbage", NULL)) {
        memcpy(place, honest, strlen(honest) < length ? strlen(honest) : length);
    }
    for (i = 0; draw() % 8 == 7 && i < length; i++) {
        ((unsigned char *)place)[i] = (unsigned char)draw();
    }
}

struct version {
    unsigned char major, minor;
};

struct info {
    struct version cryptoki;
    char manufacturer[32];
    CK_ULONG flags;
    char description[32];
    struct version library;
};

struct slot_info {
    char description[64], manufacturer[32];
    CK_ULONG flags;
    struct version hardware, firmware;
};

struct token_info {
    char label[32], manufacturer[32], model[16], serial[16];
    CK_ULONG flags, sessions[4], most_pin, least_pin, memory[4];
    struct version hardware, firmware;
    char time[16];
};

static CK_RV get_info(struct info *info) {
    CK_RV error = begin("C_GetInfo");
    memset(info, 0, sizeof *info);
    info->cryptoki.major = 2;
    text("C_GetInfo", info->manufacturer, sizeof info->manufacturer, "Nobody");
    text("C_GetInfo", info->description, sizeof info->description, "Hostile");
    return error;
}

static CK_RV get_slot_info(CK_ULONG slot, struct slot_info *info) {
    CK_RV error = begin("C_GetSlotInfo");
    (void)slot;
    memset(info, 0, sizeof *info);
    text("C_GetSlotInfo", info->description, sizeof info->description, "Reader");
    text("C_GetSlotInfo", info->manufacturer, sizeof info->manufacturer, "Nobody");
    info->flags = CKF_TOKEN_PRESENT;
    return error;
}

static CK_RV get_token_info(CK_ULONG slot, struct token_info *info) {
    CK_RV error = begin("C_GetTokenInfo");
    (void)slot;
    memset(info, does("C_GetTokenInfo", "garbage", NULL) ? 0xFF : 0, sizeof *info);
    text("C_GetTokenInfo", info->label, sizeof info->label, "My Token");
    text("C_GetTokenInfo", info->manufacturer, sizeof info->manufacturer, "Nobody");
    text("C_GetTokenInfo", info->model, sizeof info->model, "Hostile");
    text("C_GetTokenInfo", info->serial, sizeof info->serial, "1");
    info->flags = draw() % 8 == 7 ? strange_number(draw()) : CKF_OF_TOKEN;
    info->most_pin = count("C_GetTokenInfo", 20);
    info->least_pin = count("C_GetTokenInfo", 4);
    return error;
}

/* A list of numbers as C_GetSlotList and C_GetMechanismList return it. */
static CK_RV list(const char *function, CK_ULONG *place, CK_ULONG *length, CK_ULONG number) {
    CK_RV error = begin(function);
    if (place && *length >= 1) {
        *place = number;
    }
    *length = count(function, 1);
    return error;
}

static CK_RV get_slot_list(CK_BBOOL present, CK_ULONG *slots, CK_ULONG *length) {
    (void)present;
    return list("C_GetSlotList", slots, length, 0);
}

static CK_RV get_mechanism_list(CK_ULONG slot, CK_ULONG *types, CK_ULONG *length) {
    (void)slot;
    return list("C_GetMechanismList", types, length, 0x40);
}

static CK_RV get_mechanism_info(CK_ULONG slot, CK_ULONG type, CK_ULONG *info) {
    CK_RV error = begin("C_GetMechanismInfo");
    (void)slot, (void)type;
    info[0] = count("C_GetMechanismInfo", 1024);
    info[1] = count("C_GetMechanismInfo", 4096);
    info[2] = count("C_GetMechanismInfo", 0x2800);
    return error;
}

static CK_RV open_session(CK_ULONG slot, CK_ULONG flags, void *application, void *notify, CK_ULONG *session) {
    CK_RV error = begin("C_OpenSession");
    (void)slot, (void)flags, (void)application, (void)notify;
    *session = 1;
    return error;
}

static int found;

static CK_RV find_objects_init(CK_ULONG session, void *query, CK_ULONG length) {
    (void)session, (void)query, (void)length;
    found = 0;
    return begin("C_FindObjectsInit");
}

static CK_RV find_objects(CK_ULONG session, CK_ULONG *objects, CK_ULONG most, CK_ULONG *length) {
    CK_RV error = begin("C_FindObjects");
    int endless = does("C_FindObjects", "endless", NULL);
    (void)session;
    if ((!found || endless) && most) {
        *objects = FIRST_OBJECT + (CK_ULONG)found;
        *length = 1;
    } else {
        *length = 0;
    }
    found++;
    *length = count("C_FindObjects", *length);
    return error;
}

static CK_RV get_attribute_value(CK_ULONG session, CK_ULONG object, struct attribute *attributes, CK_ULONG number) {
    CK_RV error = begin("C_GetAttributeValue");
    (void)session, (void)object;
    for (CK_ULONG i = 0; i < number; i++) {
        int is_number = attributes[i].type == CKA_KEY_TYPE; /* RSA is 0 */
        int is_boolean = attributes[i].type == CKA_ALWAYS_AUTHENTICATE;
        CK_ULONG honest = is_number ? sizeof(CK_ULONG) : is_boolean ? 1 : 16;
        if (attributes[i].value && attributes[i].length >= honest) {
            memset(attributes[i].value, does("C_GetAttributeValue", "garbage", NULL) ? 0xFF : !is_number && !is_boolean, honest);
        }
        attributes[i].length = count("C_GetAttributeValue", honest);
    }
    return error;
}

static CK_RV bytes(const char *function, unsigned char *place, CK_ULONG *length) {
    CK_RV error = begin(function);
    if (place && *length >= SIGNATURE) {
        memset(place, 1, SIGNATURE);
    }
    *length = count(function, SIGNATURE);
    return error;
}

static CK_RV sign(CK_ULONG session, void *data, CK_ULONG data_length, unsigned char *signature, CK_ULONG *length) {
    (void)session, (void)data, (void)data_length;
    return bytes("C_Sign", signature, length);
}

static CK_RV sign_final(CK_ULONG session, unsigned char *signature, CK_ULONG *length) {
    (void)session;
    return bytes("C_SignFinal", signature, length);
}

/* Everything else does nothing, and succeeds. */
#define B CK_BBOOL
#define U CK_ULONG
#define P CK_VOID_PTR
#define UNUSED_1 (void)a;
#define UNUSED_2 UNUSED_1(void) b;
#define UNUSED_3 UNUSED_2(void) c;
#define UNUSED_4 UNUSED_3(void) d;
#define UNUSED_5 UNUSED_4(void) e;
#define UNUSED_6 UNUSED_5(void) f;
#define UNUSED_7 UNUSED_6(void) g;
#define UNUSED_8 UNUSED_7(void) h;
#define FUNCTION(n, name, ...)                            \
    static CK_RV idle_##name(PARAMETERS_##n(__VA_ARGS__)) { \
        UNUSED_##n                                        \
        return begin(#name);                              \
    }
CRYPTOKI_FUNCTIONS(FUNCTION, FUNCTION)

#define NAME(n, name, ...) PLACE_##name,
enum { CRYPTOKI_FUNCTIONS(NAME, NAME) FUNCTIONS };
#define IDLE(n, name, ...) (void *)idle_##name,

struct list {
    struct version version;
    void *functions[FUNCTIONS];
};

static struct list functions = {{2, 20}, {CRYPTOKI_FUNCTIONS(IDLE, IDLE)}};

__attribute__((constructor)) static void load(void) {
    const char *path = getenv("TOKENTWIN_HOSTILE_BYTES");
    FILE *file = path ? fopen(path, "rb") : NULL;
    if (file) {
        left = fread(drawn, 1, sizeof drawn, file);
        fclose(file);
    }
    begin("load");
}

CK_RV C_GetFunctionList(struct list **place) {
    CK_RV error = begin("C_GetFunctionList");
    functions.functions[PLACE_C_GetInfo] = (void *)get_info;
    functions.functions[PLACE_C_GetSlotList] = (void *)get_slot_list;
    functions.functions[PLACE_C_GetSlotInfo] = (void *)get_slot_info;
    functions.functions[PLACE_C_GetTokenInfo] = (void *)get_token_info;
    functions.functions[PLACE_C_GetMechanismList] = (void *)get_mechanism_list;
    functions.functions[PLACE_C_GetMechanismInfo] = (void *)get_mechanism_info;
    functions.functions[PLACE_C_OpenSession] = (void *)open_session;
    functions.functions[PLACE_C_FindObjectsInit] = (void *)find_objects_init;
    functions.functions[PLACE_C_FindObjects] = (void *)find_objects;
    functions.functions[PLACE_C_GetAttributeValue] = (void *)get_attribute_value;
    functions.functions[PLACE_C_Sign] = (void *)sign;
    functions.functions[PLACE_C_SignFinal] = (void *)sign_final;
    *place = does("C_GetFunctionList", "null", NULL) ? NULL : &functions;
    return error;
}
