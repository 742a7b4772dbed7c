/* A module of somebody else's, called with what the program gave, and each call in a recording. */
#ifndef TOKENTWIN_SPY_H
#define TOKENTWIN_SPY_H

#include <stdint.h>

#include "lists.h"

struct spied_text;
struct spied_room;

/* A call between its beginning and its end. Nothing in it needs to be freed after spy_end. */
struct spied_call {
    unsigned function;
    const uint64_t *arguments;
    struct spied_text *text; /* NULL where it is not recorded */
    struct spied_room *rooms; /* what the program had room for, before the module wrote there */
    int64_t began;
};

/* Whether the environment names a module to spy on, or did when this was first asked. */
int spy_is_asked(void);

/* The module's functions, NULL for one that it does not have. NULL, and said on standard error, where it cannot be spied on. */
const struct function_list_3_2 *spied(void);

/* The highest version of its interfaces. */
void spied_version(unsigned char version[2]);

/* Takes the arguments down, before the module can change what they point to. */
void spy_begin(struct spied_call *call, unsigned function, const uint64_t *arguments);

/* Takes the results down; returns the result. */
CK_RV spy_end(struct spied_call *call, CK_RV result);

#endif
