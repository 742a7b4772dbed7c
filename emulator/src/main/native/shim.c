/*
 * TokenTwin's PKCS#11 library, as an application loads it. Where a Java virtual machine in the same process has registered, every function goes
 * there, through a table of functions that org.tokentwin.emulator.module makes; one copy of the file is one module. In every other process the
 * functions go to the emulator's server (remote.c).
 *
 * It names no library that it needs, so that one binary serves glibc and musl and is rebuilt byte for byte: the few functions of libc that it calls
 * are those of the process.
 */
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include "cryptoki.h"
#include "marshal.h"
#include "remote.h"

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

enum { CKR_GENERAL_ERROR = 0x5 };

/* What the JVM registers: the functions at their index in CK_FUNCTION_LIST. The first argument says which module calls. */
#define UPCALL(n, name, ...) CK_RV (*name)(uint64_t context, PARAMETERS_##n(__VA_ARGS__));
struct upcalls {
    CRYPTOKI_FUNCTIONS(UPCALL, UPCALL)
};

static _Atomic(const struct upcalls *) registered;
static uint64_t context;

#define DECLARATION(n, name, ...) EXPORT CK_RV name(PARAMETERS_##n(__VA_ARGS__));
CRYPTOKI_FUNCTIONS(DECLARATION, DECLARATION)

#define POINTER(n, name, ...) CK_RV (*name)(PARAMETERS_##n(__VA_ARGS__));
#ifdef _WIN32
#pragma pack(push, 1)
#endif
struct function_list {
    struct {
        unsigned char major;
        unsigned char minor;
    } version;
    CRYPTOKI_FUNCTIONS(POINTER, POINTER)
};
#ifdef _WIN32
#pragma pack(pop)
#endif

#define NAME(n, name, ...) name,
static struct function_list function_list = {{2, 20}, CRYPTOKI_FUNCTIONS(NAME, NAME)};

/*
 * Connects this copy to the JVM, once. The version is what C_GetInfo reports, so that the function list agrees with it.
 * Private to org.tokentwin.emulator.module; returns CKR_GENERAL_ERROR when the copy is connected already.
 */
EXPORT CK_RV tokentwin_register(
        const struct upcalls *upcalls, uint64_t module_context, unsigned char major, unsigned char minor) {
    if (atomic_load_explicit(&registered, memory_order_acquire) != NULL) {
        return CKR_GENERAL_ERROR;
    }
    context = module_context;
    function_list.version.major = major;
    function_list.version.minor = minor;
    atomic_store_explicit(&registered, upcalls, memory_order_release);
    return CKR_OK;
}

CK_RV C_GetFunctionList(CK_VOID_PTR list) {
    if (list == NULL) {
        return CKR_ARGUMENTS_BAD;
    }
    memcpy(list, &(struct function_list *){&function_list}, sizeof(struct function_list *)); /* it need not be aligned */
    return CKR_OK;
}

#define FORWARDED(n, name, ...)                                                                       \
    CK_RV name(PARAMETERS_##n(__VA_ARGS__)) {                                                         \
        const struct upcalls *upcalls = atomic_load_explicit(&registered, memory_order_acquire);      \
        uint64_t arguments[] = {NUMBERS_##n};                                                         \
        return upcalls != NULL ? upcalls->name(context, ARGUMENTS_##n) : remote_call(INDEX_##name, arguments); \
    }
#define NOTHING(n, name, ...)
FORWARDED(1, C_Initialize, CK_VOID_PTR)
CRYPTOKI_FUNCTIONS(FORWARDED, NOTHING)
