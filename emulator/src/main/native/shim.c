/*
 * The emulated token's PKCS#11 module, as an application loads it: every function goes to the Java virtual machine in the same
 * process, through a table of functions that org.tokentwin.emulator.module registers. One copy of the file is one module.
 *
 * It uses no library, not even libc, so that one binary serves glibc and musl and is rebuilt byte for byte.
 *
 * Where nothing is registered (a process loaded the file on its own) there is no token and there never will be: C_Initialize
 * answers CKR_GENERAL_ERROR, and all else CKR_CRYPTOKI_NOT_INITIALIZED.
 */
#include "functions.h"

#include <stdatomic.h>
#include <stddef.h>

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

enum { CKR_OK = 0x0, CKR_GENERAL_ERROR = 0x5, CKR_ARGUMENTS_BAD = 0x7, CKR_CRYPTOKI_NOT_INITIALIZED = 0x190 };

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
    *(struct function_list **) list = &function_list;
    return CKR_OK;
}

#define FORWARDING(n, name, unregistered, ...)                                                        \
    CK_RV name(PARAMETERS_##n(__VA_ARGS__)) {                                                         \
        const struct upcalls *upcalls = atomic_load_explicit(&registered, memory_order_acquire);      \
        return upcalls == NULL ? (CK_RV) unregistered : upcalls->name(context, ARGUMENTS_##n);        \
    }
#define FORWARDED(n, name, ...) FORWARDING(n, name, CKR_CRYPTOKI_NOT_INITIALIZED, __VA_ARGS__)
#define NOTHING(n, name, ...)
FORWARDING(1, C_Initialize, CKR_GENERAL_ERROR, CK_VOID_PTR)
CRYPTOKI_FUNCTIONS(FORWARDED, NOTHING)
