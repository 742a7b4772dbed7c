/*
 * Both sides of the spy. As a module (SPIED_MODULE) it remembers what each function was called with, and returns a value of its own for each. As a program it
 * loads the library and that module, calls every function with arguments that are all different, and says which did not arrive as they were, or which
 * result did not; then it calls one from many threads at a time.
 *
 *   spied LIBRARY MODULE
 *
 * With SPIED_OBLIGING the module's functions return CKR_OK where hostile-caller.c needs that to begin.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lists.h"

enum { MOST_ARGUMENTS = 10 };
struct seen {
    int function;
    uint64_t arguments[MOST_ARGUMENTS];
};

#define RESULT_OF(function) (0x80000000u + (function))

#ifdef SPIED_MODULE

__attribute__((visibility("default"))) struct seen seen;

static CK_RV see(int function, const uint64_t *arguments, size_t bytes) {
    if (function != INDEX_C_GetFunctionStatus) { /* which is called by many threads */
        seen.function = function;
        memset(seen.arguments, 0, sizeof seen.arguments);
        memcpy(seen.arguments, arguments, bytes);
    }
#ifdef SPIED_OBLIGING
    if (function == INDEX_C_Initialize || function == INDEX_C_OpenSession || function == INDEX_C_Login
            || (function >= INDEX_C_FindObjectsInit && function <= INDEX_C_FindObjectsFinal)) {
        return 0;
    }
#endif
    return RESULT_OF(function);
}

#define FUNCTION(n, name, ...)                                     \
    static CK_RV name(PARAMETERS_##n(__VA_ARGS__)) {               \
        uint64_t arguments[] = {NUMBERS_##n};                      \
        return see(INDEX_##name, arguments, sizeof arguments);     \
    }
#define NOTHING(n, name, ...)
FUNCTION(1, C_Initialize, P)
CRYPTOKI_FUNCTIONS(FUNCTION, NOTHING)
CRYPTOKI_3_0_FUNCTIONS(FUNCTION, NOTHING)
CRYPTOKI_3_2_FUNCTIONS(FUNCTION, NOTHING)

#define EXPORTED __attribute__((visibility("default")))
EXPORTED CK_RV C_GetFunctionList(CK_VOID_PTR found);
EXPORTED CK_RV C_GetInterfaceList(CK_VOID_PTR found, CK_VOID_PTR count);
static CK_RV C_GetInterface(CK_VOID_PTR name, CK_VOID_PTR version, CK_VOID_PTR found, CK_ULONG flags);

#define NAME(n, name, ...) name,
static struct function_list_3_2 list = {
    {3, 2}, CRYPTOKI_FUNCTIONS(NAME, NAME) CRYPTOKI_3_0_FUNCTIONS(NAME, NAME) CRYPTOKI_3_2_FUNCTIONS(NAME, NAME)};
static struct function_list list_2_40 = {{2, 40}, CRYPTOKI_FUNCTIONS(NAME, NAME)};

CK_RV C_GetFunctionList(CK_VOID_PTR found) {
    *(const void **) found = &list_2_40;
    return 0;
}

CK_RV C_GetInterfaceList(CK_VOID_PTR found, CK_VOID_PTR count) {
    static const struct interface all[] = {{"Vendor X", &list, 0}, {"PKCS 11", &list, 0}, {"PKCS 11", &list_2_40, 0}};
    memcpy(found, all, sizeof all);
    *(CK_ULONG *) count = 3;
    return 0;
}

static CK_RV C_GetInterface(CK_VOID_PTR name, CK_VOID_PTR version, CK_VOID_PTR found, CK_ULONG flags) {
    (void) name, (void) version, (void) found, (void) flags;
    return RESULT_OF(INDEX_C_GetInterface);
}

#else

#include <dlfcn.h>
#include <pthread.h>

enum { THREADS = 8, CALLS = 500 };

static struct seen *seen;
static unsigned char memory[1 << 16];
static int wrong;

/* Distinct numbers, small enough to be lengths of what is in `memory`, and distinct places there. */
#define B_OF(i) (CK_BBOOL) (1 + (i))
#define U_OF(i) (CK_ULONG) (1 + (i))
#define P_OF(i) (CK_VOID_PTR) (memory + 1024 * (1 + (i)))
static uint64_t expected[MOST_ARGUMENTS];

static void compare(const char *name, int function, const char *types, CK_RV result) {
    int count = 0;
    for (const char *type = types; *type != 0; type++) {
        if (*type == 'B' || *type == 'U' || *type == 'P') {
            expected[count] = *type == 'P' ? (uint64_t) (uintptr_t) P_OF(count) : (uint64_t) U_OF(count);
            count++;
        }
    }
    if (result != RESULT_OF(function) || (function != INDEX_C_GetFunctionStatus && (seen->function != function
            || memcmp(seen->arguments, expected, (size_t) count * sizeof expected[0]) != 0))) {
        printf("%s did not pass through: 0x%lx\n", name, result);
        wrong++;
    }
}

#undef B
#undef U
#undef P
#define EACH_1(A) A##_OF(0)
#define EACH_2(A, C) A##_OF(0), C##_OF(1)
#define EACH_3(A, C, D) EACH_2(A, C), D##_OF(2)
#define EACH_4(A, C, D, E) EACH_3(A, C, D), E##_OF(3)
#define EACH_5(A, C, D, E, F) EACH_4(A, C, D, E), F##_OF(4)
#define EACH_6(A, C, D, E, F, G) EACH_5(A, C, D, E, F), G##_OF(5)
#define EACH_7(A, C, D, E, F, G, H) EACH_6(A, C, D, E, F, G), H##_OF(6)
#define EACH_8(A, C, D, E, F, G, H, I) EACH_7(A, C, D, E, F, G, H), I##_OF(7)
#define EACH_9(A, C, D, E, F, G, H, I, J) EACH_8(A, C, D, E, F, G, H, I), J##_OF(8)
#define EACH_10(A, C, D, E, F, G, H, I, J, K) EACH_9(A, C, D, E, F, G, H, I, J), K##_OF(9)
#define OWN(n, name, ...)
#define CALL(n, name, ...) compare(#name, INDEX_##name, #__VA_ARGS__, list->name(EACH_##n(__VA_ARGS__)));

static const struct function_list_3_2 *list;

static void *call_often(void *unused) {
    for (int i = 0; i < CALLS; i++) {
        if (list->C_GetFunctionStatus((CK_ULONG) i) != RESULT_OF(INDEX_C_GetFunctionStatus)) {
            abort();
        }
    }
    return unused;
}

int main(int count, char **arguments) {
    void *library = count == 3 ? dlopen(arguments[1], RTLD_NOW) : NULL;
    void *module = count == 3 ? dlopen(arguments[2], RTLD_NOW) : NULL;
    CK_RV (*get)(const void *, void *, const struct interface **, CK_ULONG);
    CK_RV (*get_old)(const struct function_list_3_2 **);
    const struct interface *interface;
    pthread_t threads[THREADS];
    if (library == NULL || module == NULL) {
        printf("%s\n", dlerror());
        return 2;
    }
    seen = dlsym(module, "seen");
    *(void **) &get = dlsym(library, "C_GetInterface");
    *(void **) &get_old = dlsym(library, "C_GetFunctionList");
    if (get != NULL && get("PKCS 11", NULL, &interface, 0) == 0) {
        list = interface->list;
        printf("%d.%d\n", list->version.major, list->version.minor);
    } else if (get_old(&list) == 0) {
        printf("%d.%d\n", list->version.major, list->version.minor);
    } else {
        printf("no function list\n");
        return 1;
    }
    CALL(1, C_Initialize, P)
    CRYPTOKI_FUNCTIONS(CALL, OWN)
    if (list->version.major == 3) {
        CRYPTOKI_3_0_FUNCTIONS(CALL, OWN)
        CRYPTOKI_3_2_FUNCTIONS(CALL, OWN)
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_create(&threads[i], NULL, call_often, NULL);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    printf("%d wrong\n", wrong);
    return wrong != 0;
}

#endif
