/*
 * A PKCS#11 module that is another one with a fault in one function. The environment says which module (TOKENTWIN_MODULE_BEHIND), the function's
 * place in the list (TOKENTWIN_FAULT_INDEX), what happens there (TOKENTWIN_FAULT: crash, crash-after, hang, or count, which is no fault
 * but adds what the function returns to the file TOKENTWIN_FAULT_LOG, in hexadecimal digits), and a file (TOKENTWIN_FAULT_ONCE): the fault happens to whoever deletes it, and so once.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long (*function)(long, long, long, long, long, long, long, long);

/* CK_FUNCTION_LIST of version 2, as Unix aligns it. */
struct list {
    unsigned char version[2];
    function functions[68];
};

static struct list faulty;
static function honest;

static int is_my_turn(void) {
    const char *once = getenv("TOKENTWIN_FAULT_ONCE");
    return once == NULL || unlink(once) == 0;
}

static void crash(void) {
    *(volatile int *)8 = 1;
}

static void count(unsigned long result) {
    FILE *log = fopen(getenv("TOKENTWIN_FAULT_LOG"), "a");
    fprintf(log, "%lx\n", result);
    fclose(log);
}

static unsigned long fault(long a, long b, long c, long d, long e, long f, long g, long h) {
    const char *kind = getenv("TOKENTWIN_FAULT");
    unsigned long result;
    if (!is_my_turn()) {
        return honest(a, b, c, d, e, f, g, h);
    }
    if (strcmp(kind, "crash") == 0) {
        crash();
    }
    while (strcmp(kind, "hang") == 0) {
        sleep(1);
    }
    result = honest(a, b, c, d, e, f, g, h);
    if (strcmp(kind, "count") == 0) {
        count(result);
        return result;
    }
    crash();
    return result;
}

unsigned long C_GetFunctionList(struct list **place) {
    struct list *real;
    void *library = dlopen(getenv("TOKENTWIN_MODULE_BEHIND"), RTLD_NOW);
    unsigned long (*get)(struct list **) = (unsigned long (*)(struct list **))dlsym(library, "C_GetFunctionList");
    unsigned long result = get(&real);
    int index = atoi(getenv("TOKENTWIN_FAULT_INDEX"));
    if (result != 0) {
        return result;
    }
    if (honest == NULL) {
        faulty = *real;
        honest = faulty.functions[index];
        faulty.functions[index] = fault;
    }
    *place = &faulty;
    return 0;
}
