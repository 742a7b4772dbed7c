/*
 * TokenTwin's PKCS#11 library, as an application loads it. Where a Java virtual machine in the same process has registered, every function goes
 * there, through the one function that org.tokentwin.emulator.module makes; one copy of the file is one module. In every other process the
 * functions go to the emulator's server (remote.c), or, where TOKENTWIN_SPY names a module, to that one, and into a recording (spy.c).
 *
 * It names no library that it needs, so that one binary serves glibc and musl and is rebuilt byte for byte: the few functions of libc that it calls
 * are those of the process.
 *
 * A library of PKCS#11 2.x does not export the functions that came later, and programs look whether they are there. So there are two files of this
 * source: CRYPTOKI_3 makes the one for tokens whose library is of 3.x.
 */
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include "cryptoki.h"
#include "lists.h"
#include "marshal.h"
#include "remote.h"
#include "spy.h"

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

enum { CKR_GENERAL_ERROR = 0x5, CKR_BUFFER_TOO_SMALL = 0x150 };

/* What the JVM registers: which module calls, a function's place in the standard's list, and its arguments, 64 bits for each. The JVM reads them all. */
enum { MOST_ARGUMENTS = 10 };
typedef uint64_t upcall(uint64_t context, uint64_t index, const uint64_t *arguments);

/*
 * Written by the JVM, org.tokentwin.emulator.module.Registration, the function last; a copy is registered once. The version is what C_GetInfo reports, so that
 * the function list agrees with it. A JVM writes memory in microseconds, and takes milliseconds to get ready for its first call of a function in C.
 */
EXPORT struct {
    _Atomic(upcall *) jvm;
    uint64_t context;
    unsigned char major;
    unsigned char minor;
} tokentwin_registration;

static upcall *registered(void) {
    return atomic_load_explicit(&tokentwin_registration.jvm, memory_order_acquire);
}

#define DECLARATION(n, name, ...) EXPORT CK_RV name(PARAMETERS_##n(__VA_ARGS__));
CRYPTOKI_FUNCTIONS(DECLARATION, DECLARATION)

#ifdef CRYPTOKI_3
CRYPTOKI_3_0_FUNCTIONS(DECLARATION, DECLARATION)
CRYPTOKI_3_2_FUNCTIONS(DECLARATION, DECLARATION)
#endif

#define NAME(n, name, ...) name,
static struct function_list function_list = {{2, 40}, CRYPTOKI_FUNCTIONS(NAME, NAME)};

/* What C_GetInfo reports. */
static struct version library_version(void) {
    unsigned char version[2];
    if (registered() != NULL) {
        return (struct version){tokentwin_registration.major, tokentwin_registration.minor};
    }
    if (spy_is_asked()) {
        spied_version(version);
        return (struct version){version[0], version[1]};
    }
    remote_version(version);
    return (struct version){version[0], version[1]};
}

CK_RV C_GetFunctionList(CK_VOID_PTR list) {
    if (list == NULL) {
        return CKR_ARGUMENTS_BAD;
    }
    if (registered() == NULL && spy_is_asked() && spied() == NULL) {
        return CKR_GENERAL_ERROR;
    }
#ifndef CRYPTOKI_3 /* a library of 3.x gives a list of 2.40 here */
    function_list.version = library_version();
#endif
    memcpy(list, &(struct function_list *){&function_list}, sizeof(struct function_list *)); /* it need not be aligned */
    return CKR_OK;
}

#ifdef CRYPTOKI_3
static struct function_list_3_0 function_list_3_0 = {{3, 0}, CRYPTOKI_FUNCTIONS(NAME, NAME) CRYPTOKI_3_0_FUNCTIONS(NAME, NAME)};
static const struct function_list_3_2 function_list_3_2 = {
    {3, 2}, CRYPTOKI_FUNCTIONS(NAME, NAME) CRYPTOKI_3_0_FUNCTIONS(NAME, NAME) CRYPTOKI_3_2_FUNCTIONS(NAME, NAME)};

/* The interfaces that there are, the default one first; the first is there from 3.2 on. A module of 2.x that is spied on has the last only. */
enum { INTERFACES = 3 };
static const struct interface interfaces[INTERFACES] = {
    {"PKCS 11", &function_list_3_2, 0}, {"PKCS 11", &function_list_3_0, 0}, {"PKCS 11", &function_list, 0}};

static int first_interface(void) {
    struct version version = library_version();
    int later = version.major > 3 || (version.major == 3 && version.minor >= 2);
    function_list_3_0.version.minor = version.minor == 1 && !later ? 1 : 0;
    return later ? 0 : version.major == 3 ? 1 : INTERFACES - 1;
}

CK_RV C_GetInterfaceList(CK_VOID_PTR list, CK_VOID_PTR count) {
    int first = first_interface();
    CK_ULONG listed = (CK_ULONG) (INTERFACES - first);
    CK_ULONG room;
    if (count == NULL) {
        return CKR_ARGUMENTS_BAD;
    }
    memcpy(&room, count, sizeof room);
    memcpy(count, &listed, sizeof listed);
    if (list == NULL) {
        return CKR_OK;
    }
    if (room < listed) {
        return CKR_BUFFER_TOO_SMALL;
    }
    memcpy(list, interfaces + first, listed * sizeof interfaces[0]);
    return CKR_OK;
}

CK_RV C_GetInterface(CK_VOID_PTR name, CK_VOID_PTR version, CK_VOID_PTR found, CK_ULONG flags) {
    for (int i = first_interface(); found != NULL && i < INTERFACES; i++) {
        const struct interface *interface = &interfaces[i];
        if ((name == NULL || strcmp(name, interface->name) == 0)
                && (version == NULL || memcmp(version, interface->list, sizeof(struct version)) == 0)
                && (flags & ~interface->flags) == 0) {
            memcpy(found, &interface, sizeof interface);
            return CKR_OK;
        }
    }
    return CKR_ARGUMENTS_BAD;
}
#endif

#define FORWARDED(n, name, ...)                                                                                    \
    CK_RV name(PARAMETERS_##n(__VA_ARGS__)) {                                                                      \
        upcall *jvm = registered();                                                                               \
        uint64_t arguments[MOST_ARGUMENTS] = {NUMBERS_##n};                                                       \
        if (jvm == NULL && spy_is_asked()) {                                                                      \
            const struct function_list_3_2 *real = spied();                                                       \
            struct spied_call call;                                                                               \
            if (real == NULL || real->name == NULL) {                                                             \
                return real == NULL ? CKR_GENERAL_ERROR : CKR_FUNCTION_NOT_SUPPORTED;                             \
            }                                                                                                     \
            spy_begin(&call, INDEX_##name, arguments);                                                            \
            return spy_end(&call, real->name(ARGUMENTS_##n));                                                     \
        }                                                                                                         \
        return jvm == NULL ? remote_call(INDEX_##name, arguments)                                                 \
                           : (CK_RV) jvm(tokentwin_registration.context, INDEX_##name, arguments);                \
    }
#define NOTHING(n, name, ...)
FORWARDED(1, C_Initialize, CK_VOID_PTR)
CRYPTOKI_FUNCTIONS(FORWARDED, NOTHING)
#ifdef CRYPTOKI_3
CRYPTOKI_3_0_FUNCTIONS(FORWARDED, NOTHING)
CRYPTOKI_3_2_FUNCTIONS(FORWARDED, NOTHING)
#endif
