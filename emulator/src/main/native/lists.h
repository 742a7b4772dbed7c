/* The function lists and interfaces of PKCS#11, as a module gives them to programs. */
#ifndef TOKENTWIN_LISTS_H
#define TOKENTWIN_LISTS_H

#include "cryptoki.h"

#define POINTER(n, name, ...) CK_RV (*name)(PARAMETERS_##n(__VA_ARGS__));
#ifdef _WIN32
#pragma pack(push, 1)
#endif
struct version {
    unsigned char major;
    unsigned char minor;
};
struct function_list {
    struct version version;
    CRYPTOKI_FUNCTIONS(POINTER, POINTER)
};
struct function_list_3_0 {
    struct version version;
    CRYPTOKI_FUNCTIONS(POINTER, POINTER)
    CRYPTOKI_3_0_FUNCTIONS(POINTER, POINTER)
};
struct function_list_3_2 {
    struct version version;
    CRYPTOKI_FUNCTIONS(POINTER, POINTER)
    CRYPTOKI_3_0_FUNCTIONS(POINTER, POINTER)
    CRYPTOKI_3_2_FUNCTIONS(POINTER, POINTER)
};
struct interface {
    const char *name;
    const void *list;
    CK_ULONG flags;
};
#ifdef _WIN32
#pragma pack(pop)
#endif

#endif
