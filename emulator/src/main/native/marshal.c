/*
 * Every function is written and read by the kinds of its parameters, in the table of cryptoki.h; there is no code for one function.
 *
 * The server lays a copy of the caller's memory out in its own and calls there what a JVM calls in the caller's process. So null pointers, lengths and
 * room are the server's to judge: here only what would be read or written is checked.
 */
#include "marshal.h"

#include "structures.h"

/* No array in Java is longer, so that the server refuses more. */
static const CK_ULONG LONGEST = 0x7FFFFFFF;

static void *pointer(uint64_t argument) { return (void *) (uintptr_t) argument; }

/* Whether there is something, its length, and the bytes. */
static CK_RV put_block(struct message *request, const void *bytes, CK_ULONG length) {
    put_word(request, bytes != NULL);
    put_word(request, length);
    if (bytes == NULL) {
        return CKR_OK;
    }
    if (length > LONGEST) {
        return CKR_ARGUMENTS_BAD;
    }
    put_bytes(request, bytes, length);
    return CKR_OK;
}

/* What a structure's pointers point to; the table has none that comes back to itself. */
static CK_RV put_pointers(struct message *request, const struct cryptoki_structure *known, const unsigned char *structure) {
    CK_RV result = CKR_OK;
    for (int i = 0; i < known->pointers && result == CKR_OK; i++) {
        const struct cryptoki_structure *inner = known->at[i].structure;
        const void *bytes;
        CK_ULONG length;
        memcpy(&bytes, structure + known->at[i].pointer, sizeof bytes);
        if (inner == NULL) {
            length = pointed_bytes(known, i, structure);
        } else {
            length = bytes == NULL ? 0 : inner->bytes;
        }
        result = put_block(request, bytes, length);
        if (result == CKR_OK && inner != NULL && bytes != NULL) {
            result = put_pointers(request, inner, bytes);
        }
    }
    return result;
}

/* The parameter as it lies, and behind it what its pointers point to. One that is not known has none that anybody follows. */
static CK_RV put_mechanism(struct message *request, const void *place) {
    struct mechanism mechanism;
    const struct cryptoki_structure *known;
    CK_RV result;
    put_word(request, place != NULL);
    if (place == NULL) {
        return CKR_OK;
    }
    memcpy(&mechanism, place, sizeof mechanism); /* nothing of a caller need be aligned */
    put_word(request, mechanism.type);
    result = put_block(request, mechanism.parameter, mechanism.length);
    known = mechanism.parameter == NULL ? NULL : parameter_with_pointers(&mechanism);
    put_word(request, known == NULL ? 0 : known->pointers);
    return result == CKR_OK && known != NULL ? put_pointers(request, known, mechanism.parameter) : result;
}

/* The attributes of a template; `outer` where that is in another one. */
static CK_RV put_attributes(
        struct message *request, const unsigned char *attributes, CK_ULONG count, int with_values, struct nesting *outer) {
    CK_RV result = CKR_OK;
    for (CK_ULONG i = 0; i < count && result == CKR_OK && !request->broken; i++) {
        struct attribute attribute;
        struct nesting first = {0, NESTED_MOST};
        struct nesting *nesting = outer == NULL ? &first : outer;
        memcpy(&attribute, attributes + i * sizeof attribute, sizeof attribute);
        put_word(request, attribute.type);
        if (with_values && !is_template(attribute.type) && (outer == NULL || attribute.length <= NESTED_MOST)) {
            result = put_block(request, attribute.value, attribute.length);
            continue;
        }
        put_word(request, attribute.value != NULL);
        put_word(request, attribute.length);
        if (is_template(attribute.type)) {
            CK_ULONG inner = followed(nesting, &attribute);
            nesting->depth++;
            result = put_attributes(request, attribute.value, inner, with_values, nesting);
            nesting->depth--;
        }
    }
    return result;
}

static CK_RV put_template(struct message *request, const unsigned char *attributes, CK_ULONG count, int with_values) {
    put_word(request, attributes != NULL);
    put_word(request, count);
    if (attributes == NULL) {
        return CKR_OK;
    }
    if (count > LONGEST / sizeof(struct attribute)) {
        return CKR_ARGUMENTS_BAD;
    }
    return put_attributes(request, attributes, count, with_values, NULL);
}

static void put_initialize_args(struct message *request, const void *place) {
    struct initialize_args args;
    put_word(request, place != NULL);
    if (place != NULL) {
        memcpy(&args, place, sizeof args);
        for (int i = 0; i < 4; i++) {
            put_word(request, args.functions[i] != NULL);
        }
        put_word(request, args.flags);
        put_word(request, args.reserved != NULL);
    }
}

static uint64_t ulong_at(const void *place) {
    CK_ULONG value = 0;
    if (place != NULL) {
        memcpy(&value, place, sizeof value);
    }
    return value;
}

static void set_ulong(void *place, uint64_t value) {
    CK_ULONG narrow = (CK_ULONG) value;
    if (place != NULL) {
        memcpy(place, &narrow, sizeof narrow);
    }
}

CK_RV marshal_request(struct message *request, unsigned function, const uint64_t *a) {
    CK_RV result = CKR_OK;
    for (const unsigned char *kind = cryptoki_parameters[function]; *kind != PARAMETER_NONE && result == CKR_OK; kind++) {
        switch (*kind) {
            case PARAMETER_SESSION:
            case PARAMETER_SLOT:
            case PARAMETER_OBJECT:
            case PARAMETER_BOOLEAN:
            case PARAMETER_FLAGS:
            case PARAMETER_MECHANISM_TYPE:
            case PARAMETER_USER_TYPE:
            case PARAMETER_NUMBER:
                put_word(request, a[0]);
                a += 1;
                break;
            case PARAMETER_BYTES:
            case PARAMETER_PIN:
            case PARAMETER_PARAMETER:
                result = put_block(request, pointer(a[0]), (CK_ULONG) a[1]);
                a += 2;
                break;
            case PARAMETER_LABEL:
                result = put_block(request, pointer(a[0]), LABEL_BYTES);
                a += 1;
                break;
            case PARAMETER_STRING:
                result = put_block(request, pointer(a[0]), a[0] == 0 ? 0 : strlen(pointer(a[0])));
                a += 1;
                break;
            case PARAMETER_MECHANISM:
                result = put_mechanism(request, pointer(a[0]));
                a += 1;
                break;
            case PARAMETER_TEMPLATE:
            case PARAMETER_QUERY:
                result = put_template(request, pointer(a[0]), (CK_ULONG) a[1], *kind == PARAMETER_TEMPLATE);
                a += 2;
                break;
            case PARAMETER_ROOM:
            case PARAMETER_NUMBERS:
                put_word(request, a[0] != 0);
                put_word(request, a[1] != 0);
                put_word(request, ulong_at(pointer(a[1])));
                a += 2;
                break;
            case PARAMETER_FILLED:
                put_word(request, a[0] != 0);
                put_word(request, a[1]);
                a += 2;
                break;
            case PARAMETER_HANDLES:
                put_word(request, a[0] != 0);
                put_word(request, a[1]);
                put_word(request, a[2] != 0);
                a += 3;
                break;
            case PARAMETER_HANDLE:
            case PARAMETER_RESULT:
            case PARAMETER_STRUCTURE:
            case PARAMETER_APPLICATION:
            case PARAMETER_NOTIFY:
            case PARAMETER_RESERVED:
                put_word(request, a[0] != 0);
                a += 1;
                break;
            case PARAMETER_INITIALIZE_ARGS:
                put_initialize_args(request, pointer(a[0]));
                a += 1;
                break;
            default:
                return CKR_FUNCTION_NOT_SUPPORTED;
        }
    }
    return result == CKR_OK && request->broken ? CKR_HOST_MEMORY : result;
}

/* A block that was written: its length, and the bytes, no more than there is room for. */
static void take_block(struct message *response, void *room, uint64_t most) {
    uint64_t length = take_word(response);
    if (length > most || (room == NULL && length > 0)) {
        response->broken = 1;
    } else if (length > 0) {
        take_bytes(response, room, (size_t) length);
    }
}

static void take_numbers(struct message *response, unsigned char *room, uint64_t most) {
    uint64_t count = take_word(response);
    if (count > most || (room == NULL && count > 0)) {
        response->broken = 1;
    }
    for (uint64_t i = 0; i < count && !response->broken; i++) {
        uint64_t number = take_word(response);
        if (!response->broken) {
            set_ulong(room + i * sizeof(CK_ULONG), number);
        }
    }
}

/* A number that was written, or was not. */
static void take_number(struct message *response, void *place) {
    uint64_t written = take_word(response);
    uint64_t number = take_word(response);
    if (written != 0 && !response->broken) {
        set_ulong(place, number);
    }
}

static void take_attributes(struct message *response, unsigned char *attributes, CK_ULONG count, int depth);

/* The attributes of a template in a template, no more than there is room for. */
static void take_template(struct message *response, const struct attribute *attribute, int depth) {
    uint64_t count = take_word(response);
    if (count != 0 && (attribute->value == NULL || depth > DEEPEST_TEMPLATE || count > attribute->length / sizeof *attribute)) {
        response->broken = 1;
    } else {
        take_attributes(response, attribute->value, (CK_ULONG) count, depth);
    }
}

/* Lengths and values; in a template in a template the types, too. */
static void take_attributes(struct message *response, unsigned char *attributes, CK_ULONG count, int depth) {
    for (CK_ULONG i = 0; i < count && !response->broken; i++) {
        struct attribute attribute;
        uint64_t length;
        memcpy(&attribute, attributes + i * sizeof attribute, sizeof attribute);
        if (depth > 0) {
            attribute.type = (CK_ULONG) take_word(response);
        }
        length = take_word(response);
        if (is_template(attribute.type)) {
            take_template(response, &attribute, depth + 1);
        } else {
            take_block(response, attribute.value, attribute.length);
        }
        if (!response->broken) {
            attribute.length = (CK_ULONG) length;
            memcpy(attributes + i * sizeof attribute, &attribute, sizeof attribute);
        }
    }
}

static void take_query(struct message *response, unsigned char *attributes, CK_ULONG count) {
    uint64_t answered = take_word(response);
    if (answered != 0 && (answered != count || attributes == NULL)) {
        response->broken = 1;
    } else {
        take_attributes(response, attributes, (CK_ULONG) answered, 0);
    }
}

int marshal_response(struct message *response, unsigned function, const uint64_t *a) {
    for (const unsigned char *kind = cryptoki_parameters[function]; *kind != PARAMETER_NONE; kind++) {
        uint64_t most;
        switch (*kind) {
            case PARAMETER_BYTES:
            case PARAMETER_PIN:
            case PARAMETER_PARAMETER:
            case PARAMETER_TEMPLATE:
                a += 2;
                break;
            case PARAMETER_QUERY:
                take_query(response, pointer(a[0]), (CK_ULONG) a[1]);
                a += 2;
                break;
            case PARAMETER_ROOM:
                most = ulong_at(pointer(a[1]));
                take_number(response, pointer(a[1]));
                take_block(response, pointer(a[0]), most);
                a += 2;
                break;
            case PARAMETER_NUMBERS:
                most = ulong_at(pointer(a[1]));
                take_number(response, pointer(a[1]));
                take_numbers(response, pointer(a[0]), most);
                a += 2;
                break;
            case PARAMETER_FILLED:
                take_block(response, pointer(a[0]), a[1]);
                a += 2;
                break;
            case PARAMETER_HANDLES:
                take_number(response, pointer(a[2]));
                take_numbers(response, pointer(a[0]), a[1]);
                a += 3;
                break;
            case PARAMETER_HANDLE:
            case PARAMETER_RESULT:
                take_number(response, pointer(a[0]));
                a += 1;
                break;
            case PARAMETER_STRUCTURE:
                take_block(response, pointer(a[0]), cryptoki_structure_bytes[function]);
                a += 1;
                break;
            default:
                a += 1;
                break;
        }
    }
    return !response->broken && response->next == response->end;
}

int takes_pin(unsigned function) {
    return memchr(cryptoki_parameters[function], PARAMETER_PIN, sizeof cryptoki_parameters[function]) != NULL;
}
