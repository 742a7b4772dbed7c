/*
 * NSS's softoken as any other PKCS#11 module: C_Initialize gets the parameters that NSS wants, from TOKENTWIN_PARAMETERS. Its
 * CK_C_INITIALIZE_ARGS have them between flags and pReserved. Its interfaces of 3.x are given as they are.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS 68
#define INITIALIZE 0
#define CKR_GENERAL_ERROR 0x5UL
#define CKR_ARGUMENTS_BAD 0x7UL

struct list {
    unsigned char version[2];
    void *functions[FUNCTIONS];
};

struct arguments {
    void *mutexes[4];
    unsigned long flags;
    void *reserved;
};

struct nss_arguments {
    void *mutexes[4];
    unsigned long flags;
    char *parameters;
    void *reserved;
};

static struct list list;
static unsigned long (*initialize)(void *);

static void *of_nss(const char *name) {
    void *library = dlopen(getenv("TOKENTWIN_MODULE_BEHIND"), RTLD_NOW);
    return library ? dlsym(library, name) : NULL;
}

unsigned long C_GetInterfaceList(void *interfaces, unsigned long *count) {
    unsigned long (*theirs)(void *, unsigned long *) = of_nss("C_GetInterfaceList");
    return theirs ? theirs(interfaces, count) : CKR_GENERAL_ERROR;
}

unsigned long C_GetInterface(const char *name, void *version, void **found, unsigned long flags) {
    unsigned long (*theirs)(const char *, void *, void **, unsigned long) = of_nss("C_GetInterface");
    return theirs ? theirs(name, version, found, flags) : CKR_GENERAL_ERROR;
}

static unsigned long initialize_with_parameters(struct arguments *given) {
    struct nss_arguments all = {0};
    if (given) {
        if (given->reserved) {
            return CKR_ARGUMENTS_BAD;
        }
        memcpy(all.mutexes, given->mutexes, sizeof all.mutexes);
        all.flags = given->flags;
    }
    all.parameters = getenv("TOKENTWIN_PARAMETERS");
    return initialize(&all);
}

unsigned long C_GetFunctionList(struct list **place) {
    if (!place) {
        return CKR_ARGUMENTS_BAD;
    }
    if (!initialize) {
        unsigned long (*theirs)(struct list **) = of_nss("C_GetFunctionList");
        struct list *found;
        if (!theirs || theirs(&found)) {
            return CKR_GENERAL_ERROR;
        }
        list = *found;
        initialize = (unsigned long (*)(void *))found->functions[INITIALIZE];
        list.functions[INITIALIZE] = (void *)initialize_with_parameters;
    }
    *place = &list;
    return 0;
}
