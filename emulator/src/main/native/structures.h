/* A caller's structures as they lie in memory, and how far they are followed; for what writes them into a message (marshal.c) and a recording (spy.c). */
#ifndef TOKENTWIN_STRUCTURES_H
#define TOKENTWIN_STRUCTURES_H

#include <string.h>

#include "cryptoki.h"

#ifdef _WIN32
#pragma pack(push, 1)
#endif
struct attribute {
    CK_ULONG type;
    void *value;
    CK_ULONG length;
};
struct mechanism {
    CK_ULONG type;
    void *parameter;
    CK_ULONG length;
};
struct initialize_args {
    void *functions[4];
    CK_ULONG flags;
    void *reserved;
};
#ifdef _WIN32
#pragma pack(pop)
#endif

enum { LABEL_BYTES = 32 };

static inline const struct cryptoki_structure *parameter_with_pointers(const struct mechanism *mechanism) {
    size_t count = sizeof cryptoki_parameters_with_pointers / sizeof cryptoki_parameters_with_pointers[0];
    for (size_t i = 0; i < count; i++) {
        const struct cryptoki_parameter *known = &cryptoki_parameters_with_pointers[i];
        if (known->mechanism == mechanism->type && known->structure->bytes == mechanism->length) {
            return known->structure;
        }
    }
    return NULL;
}

/* How many bytes a pointer of a structure points to, as the structure says. Field.java has the same rule of bits. */
static inline CK_ULONG pointed_bytes(const struct cryptoki_structure *known, int pointer, const unsigned char *structure) {
    CK_ULONG told;
    memcpy(&told, structure + known->at[pointer].length, sizeof told);
    return known->at[pointer].bits && told >= 64 ? told / 8 : told;
}

static inline int is_template(CK_ULONG type) {
    size_t count = sizeof cryptoki_templates / sizeof cryptoki_templates[0];
    for (size_t i = 0; i < count; i++) {
        if (cryptoki_templates[i] == type) {
            return 1;
        }
    }
    return 0;
}

/* How far templates in templates are followed, so that none that contains itself is followed for ever. TemplateNesting.java has the same rule. */
enum { DEEPEST_TEMPLATE = 4, NESTED_MOST = 0x7000 };

struct nesting {
    int depth;
    CK_ULONG left;
};

/* How many attributes of a template in a template are followed. */
static inline CK_ULONG followed(struct nesting *nesting, const struct attribute *attribute) {
    if (attribute->value == NULL || nesting->depth >= DEEPEST_TEMPLATE || attribute->length > nesting->left) {
        return 0;
    }
    nesting->left -= attribute->length;
    return attribute->length / sizeof(struct attribute);
}

#endif
