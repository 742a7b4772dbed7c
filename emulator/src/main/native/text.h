/* A line of JSON that is being written: bounded, and `broken` from the first thing on that did not fit. */
#ifndef TOKENTWIN_TEXT_H
#define TOKENTWIN_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the longest line; RecordedJson.java has the same limit. */
static const size_t LONGEST_LINE = 4u << 20;

struct spied_text {
    char *bytes;
    size_t room;
    size_t length;
    int broken;
};

/* Where so many characters go; NULL and broken where they do not fit. */
static inline char *text_room(struct spied_text *text, size_t length) {
    if (text->broken || length > LONGEST_LINE - text->length) {
        text->broken = 1;
        return NULL;
    }
    if (text->length + length > text->room) {
        size_t room = (text->length + length) * 2 + 512;
        char *bytes = realloc(text->bytes, room);
        if (bytes == NULL) {
            text->broken = 1;
            return NULL;
        }
        text->bytes = bytes;
        text->room = room;
    }
    text->length += length;
    return text->bytes + text->length - length;
}

static inline void put_chars(struct spied_text *text, const char *chars, size_t length) {
    char *place = text_room(text, length);
    if (place != NULL) {
        memcpy(place, chars, length);
    }
}

static inline void put_text(struct spied_text *text, const char *chars) { put_chars(text, chars, strlen(chars)); }

/* A number of 64 bits as one with a sign: of -1 such as CK_UNAVAILABLE_INFORMATION is known. */
static inline void put_number(struct spied_text *text, uint64_t number) {
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", (long long) number);
    put_chars(text, digits, (size_t) length);
}

static inline void put_flag(struct spied_text *text, int flag) { put_text(text, flag ? "true" : "false"); }

/* An object with one number. */
static inline void put_named(struct spied_text *text, const char *name, uint64_t number) {
    put_text(text, "{\"");
    put_text(text, name);
    put_text(text, "\":");
    put_number(text, number);
    put_text(text, "}");
}

static inline void put_hex(struct spied_text *text, const void *bytes, size_t length) {
    static const char digits[] = "0123456789abcdef";
    char *place = length > LONGEST_LINE ? NULL : text_room(text, 2 * length + 2);
    if (place == NULL) {
        text->broken = 1;
        return;
    }
    *place++ = '"';
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = ((const unsigned char *) bytes)[i];
        *place++ = digits[byte >> 4];
        *place++ = digits[byte & 15];
    }
    *place = '"';
}

#endif
