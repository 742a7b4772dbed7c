/*
 * A PKCS#11 module (TOKENTWIN_MODULE_BEHIND) that tells one lie (TOKENTWIN_LIE), in functions that the emulator's token does not have, or to processes
 * that a JVM's token does not serve: the
 * cases about them are shown able to fail on it. Without a lie, it is the module behind.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef unsigned long word;
typedef unsigned char byte;

#define FUNCTIONS 68
#define CKR_OK 0x0UL
#define CKR_GENERAL_ERROR 0x5UL
#define CKR_ARGUMENTS_BAD 0x7UL

/* The places of functions in CK_FUNCTION_LIST, PKCS#11 v2.40. */
enum {
    INITIALIZE = 0, GET_MECHANISM_INFO = 8, DIGEST = 38, GENERATE_RANDOM = 64, ENCRYPT_INIT = 29, ENCRYPT, ENCRYPT_UPDATE, ENCRYPT_FINAL, DECRYPT_INIT, DECRYPT, DECRYPT_UPDATE,
    DECRYPT_FINAL, SIGN_INIT = 42, SIGN, SIGN_UPDATE, SIGN_FINAL, VERIFY_INIT = 48, VERIFY, VERIFY_UPDATE, VERIFY_FINAL,
    DIGEST_ENCRYPT_UPDATE = 54, DECRYPT_DIGEST_UPDATE, SIGN_ENCRYPT_UPDATE, DECRYPT_VERIFY_UPDATE, GENERATE_KEY, WRAP_KEY = 60,
    UNWRAP_KEY, DERIVE_KEY
};

struct list {
    byte version[2];
    void *functions[FUNCTIONS];
};

typedef word (*initialize)(void *);
typedef word (*init)(word, void *, word);
typedef word (*whole)(word, byte *, word, byte *, word *);
typedef word (*final)(word, byte *, word *);
typedef word (*check)(word, byte *, word, byte *, word);
typedef word (*check_final)(word, byte *, word);
typedef word (*generate)(word, void *, void *, word, word *);
typedef word (*wrap)(word, void *, word, word, byte *, word *);
typedef word (*unwrap)(word, void *, word, byte *, word, void *, word, word *);
typedef word (*derive)(word, void *, word, void *, word, word *);
typedef word (*mechanism_info)(word, word, word *);

static struct list honest, lying;

#define CALL(type, place, ...) (((type) honest.functions[place])(__VA_ARGS__))

/* ---- results with a wrong last bit, or one byte too short */

static int cut;

static word spoiled(word returned, byte *output, word *length) {
    if (returned == CKR_OK && output && length && *length) {
        if (cut) {
            --*length;
        } else {
            output[*length - 1] ^= 1;
        }
    }
    return returned;
}

#define WHOLE(name, place) \
    static word name(word session, byte *in, word size, byte *out, word *length) { \
        return spoiled(CALL(whole, place, session, in, size, out, length), out, length); \
    }
#define FINAL(name, place) \
    static word name(word session, byte *out, word *length) { \
        return spoiled(CALL(final, place, session, out, length), out, length); \
    }

WHOLE(encrypt, ENCRYPT)
WHOLE(encrypt_update, ENCRYPT_UPDATE)
FINAL(encrypt_final, ENCRYPT_FINAL)
WHOLE(decrypt, DECRYPT)
WHOLE(decrypt_update, DECRYPT_UPDATE)
FINAL(decrypt_final, DECRYPT_FINAL)
WHOLE(sign, SIGN)
FINAL(sign_final, SIGN_FINAL)

static word wrap_key(word session, void *mechanism, word with, word key, byte *out, word *length) {
    return spoiled(CALL(wrap, WRAP_KEY, session, mechanism, with, key, out, length), out, length);
}

/* ---- refusals that are CKR_OK */

static word verify(word session, byte *data, word size, byte *signature, word length) {
    CALL(check, VERIFY, session, data, size, signature, length);
    return CKR_OK;
}

static word verify_final(word session, byte *signature, word length) {
    CALL(check_final, VERIFY_FINAL, session, signature, length);
    return CKR_OK;
}

#define INIT(name, place) \
    static word name(word session, void *mechanism, word key) { \
        CALL(init, place, session, mechanism, key); \
        return CKR_OK; \
    }

INIT(encrypt_init, ENCRYPT_INIT)
INIT(decrypt_init, DECRYPT_INIT)
INIT(sign_init, SIGN_INIT)
INIT(verify_init, VERIFY_INIT)

static word any_wrap(word session, void *mechanism, word with, word key, byte *out, word *length) {
    CALL(wrap, WRAP_KEY, session, mechanism, with, key, out, length);
    return CKR_OK;
}

static word any_unwrap(
        word session, void *mechanism, word with, byte *wrapped, word size, void *template, word count, word *key) {
    if (CALL(unwrap, UNWRAP_KEY, session, mechanism, with, wrapped, size, template, count, key) && key) {
        *key = with;
    }
    return CKR_OK;
}

static word any_derive(word session, void *mechanism, word base, void *template, word count, word *key) {
    if (CALL(derive, DERIVE_KEY, session, mechanism, base, template, count, key) && key) {
        *key = base;
    }
    return CKR_OK;
}

static word any_generate(word session, void *mechanism, void *template, word count, word *key) {
    static word last;
    if (CALL(generate, GENERATE_KEY, session, mechanism, template, count, key)) {
        if (key) {
            *key = last;
        }
    } else {
        last = *key;
    }
    return CKR_OK;
}

/* ---- other keys than were asked for */

static word same_generate(word session, void *mechanism, void *template, word count, word *key) {
    static word first;
    word returned = CALL(generate, GENERATE_KEY, session, mechanism, template, count, key);
    if (returned == CKR_OK && key) {
        first = first ? first : *key;
        *key = first;
    }
    return returned;
}

static word other_unwrap(
        word session, void *mechanism, word with, byte *wrapped, word size, void *template, word count, word *key) {
    word returned = CALL(unwrap, UNWRAP_KEY, session, mechanism, with, wrapped, size, template, count, key);
    if (returned == CKR_OK && key) {
        *key = with;
    }
    return returned;
}

static word other_derive(word session, void *mechanism, word base, void *template, word count, word *key) {
    word returned = CALL(derive, DERIVE_KEY, session, mechanism, base, template, count, key);
    if (returned == CKR_OK && key) {
        *key = base;
    }
    return returned;
}

/* ---- a mechanism's key sizes the other way round, and no flags */

static word wrong_info(word slot, word mechanism, word *info) {
    word returned = CALL(mechanism_info, GET_MECHANISM_INFO, slot, mechanism, info);
    if (returned == CKR_OK && info) {
        word least = info[0];
        info[0] = info[1] + 1;
        info[1] = least;
        info[2] = 0;
    }
    return returned;
}

struct lie {
    const char *name;
    int place;
    void *function;
};

#define IN(name, place, function) {name, place, (void *) function}

/* ---- what a process does beside its calls */

/* The environment outlives the module, and says of which process it is. */
static word once_loaded(void *arguments) {
    static int here;
    char process[24];
    const char *loaded = getenv("TOKENTWIN_LOADED");
    snprintf(process, sizeof process, "%ld", (long) getpid());
    if (!here && loaded && !strcmp(loaded, process)) {
        return CKR_GENERAL_ERROR;
    }
    here = 1;
    setenv("TOKENTWIN_LOADED", process, 1);
    return CALL(initialize, INITIALIZE, arguments);
}

static word interrupted(word session, byte *in, word size, byte *out, word *length) {
    struct timespec while_signals_come = {0, 1000000};
    return nanosleep(&while_signals_come, NULL) ? CKR_GENERAL_ERROR : CALL(whole, DIGEST, session, in, size, out, length);
}

static word of_32_bits(word session, byte *in, word size, byte *out, word *length) {
    if (length) {
        *length &= 0xFFFFFFFFUL;
    }
    return CALL(whole, DIGEST, session, in, size, out, length);
}

static word drawn_before(word session, byte *out, word size) {
    static unsigned seed = 1;
    (void) session;
    for (word i = 0; i < size; i++) {
        out[i] = (byte) (rand_r(&seed) >> 8);
    }
    return CKR_OK;
}


static const struct lie LIES[] = {
    IN("ciphertext-wrong", ENCRYPT, encrypt),
    IN("ciphertext-wrong", ENCRYPT_UPDATE, encrypt_update),
    IN("ciphertext-wrong", ENCRYPT_FINAL, encrypt_final),
    IN("ciphertext-cut", ENCRYPT, encrypt),
    IN("ciphertext-cut", ENCRYPT_FINAL, encrypt_final),
    IN("plaintext-wrong", DECRYPT, decrypt),
    IN("plaintext-wrong", DECRYPT_UPDATE, decrypt_update),
    IN("plaintext-wrong", DECRYPT_FINAL, decrypt_final),
    IN("mac-wrong", SIGN, sign),
    IN("mac-wrong", SIGN_FINAL, sign_final),
    IN("mac-cut", SIGN, sign),
    IN("mac-cut", SIGN_FINAL, sign_final),
    IN("any-mac", VERIFY, verify),
    IN("any-mac", VERIFY_FINAL, verify_final),
    IN("any-init", ENCRYPT_INIT, encrypt_init),
    IN("any-init", DECRYPT_INIT, decrypt_init),
    IN("any-init", SIGN_INIT, sign_init),
    IN("any-init", VERIFY_INIT, verify_init),
    IN("wrapped-wrong", WRAP_KEY, wrap_key),
    IN("any-wrap", WRAP_KEY, any_wrap),
    IN("any-unwrap", UNWRAP_KEY, any_unwrap),
    IN("unwraps-another", UNWRAP_KEY, other_unwrap),
    IN("any-derive", DERIVE_KEY, any_derive),
    IN("derives-another", DERIVE_KEY, other_derive),
    IN("any-generate", GENERATE_KEY, any_generate),
    IN("generates-the-same", GENERATE_KEY, same_generate),
    IN("mechanism-info-wrong", GET_MECHANISM_INFO, wrong_info),
    IN("loaded-once", INITIALIZE, once_loaded),
    IN("signal-harms", DIGEST, interrupted),
    IN("room-of-32-bits", DIGEST, of_32_bits),
    IN("child-draws-the-same", GENERATE_RANDOM, drawn_before),
};

static word load(void) {
    const char *path = getenv("TOKENTWIN_MODULE_BEHIND");
    const char *lie = getenv("TOKENTWIN_LIE");
    void *library = path ? dlopen(path, RTLD_NOW) : NULL;
    word (*theirs)(struct list **) = library ? dlsym(library, "C_GetFunctionList") : NULL;
    struct list *found;
    if (!theirs || theirs(&found)) {
        return CKR_GENERAL_ERROR;
    }
    honest = *found;
    lying = *found;
    cut = lie && strstr(lie, "-cut");
    for (size_t i = 0; lie && i < sizeof LIES / sizeof *LIES; i++) {
        if (!strcmp(LIES[i].name, lie)) {
            lying.functions[LIES[i].place] = LIES[i].function;
        }
    }
    return CKR_OK;
}

word C_GetFunctionList(struct list **place) {
    if (!place) {
        return CKR_ARGUMENTS_BAD;
    }
    if (!honest.functions[0] && load()) {
        return CKR_GENERAL_ERROR;
    }
    *place = &lying;
    return CKR_OK;
}
