/*
 * NSS's softoken as any other PKCS#11 module: C_Initialize gets the parameters that NSS wants, from TOKENTWIN_PARAMETERS. Its
 * CK_C_INITIALIZE_ARGS have them between flags and pReserved. Its
 * interfaces of 3.x are given with the same C_Initialize in their lists.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS 68
#define FUNCTIONS_3_0 92
#define MOST_INTERFACES 8
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

struct list_3_0 {
    unsigned char version[2];
    void *functions[FUNCTIONS_3_0];
};

struct interface {
    const char *name;
    void *list;
    unsigned long flags;
};

static struct list list;
static unsigned long (*initialize)(void *);

static void *of_nss(const char *name) {
    void *library = dlopen(getenv("TOKENTWIN_MODULE_BEHIND"), RTLD_NOW);
    return library ? dlsym(library, name) : NULL;
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

/* A list with another C_Initialize in it, the same each time; others than the standard's are left as they are. */
static void *with_parameters(const struct interface *theirs) {
    static struct list_3_0 lists[MOST_INTERFACES];
    static void *known[MOST_INTERFACES];
    struct list *earlier;
    const unsigned char *version = theirs->list;
    if (strcmp(theirs->name, "PKCS 11") != 0 || C_GetFunctionList(&earlier)) {
        return theirs->list;
    }
    for (int i = 0; i < MOST_INTERFACES; i++) {
        if (!known[i]) {
            known[i] = theirs->list;
            memcpy(&lists[i], theirs->list, version[0] < 3 ? sizeof(struct list) : sizeof(struct list_3_0));
            lists[i].functions[INITIALIZE] = (void *)initialize_with_parameters;
        }
        if (known[i] == theirs->list) {
            return &lists[i];
        }
    }
    return theirs->list;
}

unsigned long C_GetInterfaceList(struct interface *interfaces, unsigned long *count) {
    unsigned long (*theirs)(struct interface *, unsigned long *) = of_nss("C_GetInterfaceList");
    unsigned long result = theirs ? theirs(interfaces, count) : CKR_GENERAL_ERROR;
    for (unsigned long i = 0; !result && interfaces && i < *count; i++) {
        interfaces[i].list = with_parameters(&interfaces[i]);
    }
    return result;
}

unsigned long C_GetInterface(const char *name, void *version, struct interface **found, unsigned long flags) {
    static struct interface given[MOST_INTERFACES];
    unsigned long (*theirs)(const char *, void *, struct interface **, unsigned long) = of_nss("C_GetInterface");
    unsigned long result = theirs ? theirs(name, version, found, flags) : CKR_GENERAL_ERROR;
    for (int i = 0; !result && i < MOST_INTERFACES; i++) {
        void *list = with_parameters(*found);
        if (!given[i].name || given[i].list == list) {
            given[i] = **found;
            given[i].list = list;
            *found = &given[i];
            return result;
        }
    }
    return result;
}
