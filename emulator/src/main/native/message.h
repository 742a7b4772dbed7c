/*
 * A message to or from the server: words of 8 bytes, low byte first, and bytes padded to whole words. A message that could not be written or read
 * whole is `broken`, and stays so; nothing is read from beyond its end.
 */
#ifndef TOKENTWIN_MESSAGE_H
#define TOKENTWIN_MESSAGE_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct message {
    unsigned char *bytes;
    size_t room;
    size_t end;  /* where the content ends */
    size_t next; /* where reading goes on */
    int broken;
};

/* The longest message, in bytes; the server has the same limit. */
static const size_t MESSAGE_MOST = (64u << 20) + (64u << 10);

static inline size_t whole_words(size_t length) { return (length + 7) & ~(size_t) 7; }

/* Makes room for so many bytes behind the content; 0 and broken where that is too much. */
static inline int message_reserve(struct message *message, size_t length) {
    size_t needed;
    size_t room = message->room == 0 ? 1024 : message->room;
    unsigned char *bytes;
    if (message->broken || length > MESSAGE_MOST || message->end + length > MESSAGE_MOST) {
        message->broken = 1;
        return 0;
    }
    needed = message->end + length;
    if (needed <= message->room) {
        return 1;
    }
    while (room < needed) {
        room *= 2;
    }
    bytes = realloc(message->bytes, room);
    if (bytes == NULL) {
        message->broken = 1;
        return 0;
    }
    message->bytes = bytes;
    message->room = room;
    return 1;
}

static inline void put_word(struct message *message, uint64_t word) {
    if (message_reserve(message, 8)) {
        for (int i = 0; i < 8; i++) {
            message->bytes[message->end++] = (unsigned char) (word >> (8 * i));
        }
    }
}

static inline void put_bytes(struct message *message, const void *bytes, size_t length) {
    if (length > MESSAGE_MOST || !message_reserve(message, whole_words(length))) {
        message->broken = 1;
        return;
    }
    memcpy(message->bytes + message->end, bytes, length);
    memset(message->bytes + message->end + length, 0, whole_words(length) - length);
    message->end += whole_words(length);
}

static inline uint64_t take_word(struct message *message) {
    uint64_t word = 0;
    if (message->broken || message->end - message->next < 8) {
        message->broken = 1;
        return 0;
    }
    for (int i = 0; i < 8; i++) {
        word |= (uint64_t) message->bytes[message->next++] << (8 * i);
    }
    return word;
}

/* Copies bytes out of the message; nothing is written where there are not so many. */
static inline void take_bytes(struct message *message, void *bytes, size_t length) {
    if (message->broken || length > MESSAGE_MOST || whole_words(length) > message->end - message->next) {
        message->broken = 1;
        return;
    }
    memcpy(bytes, message->bytes + message->next, length);
    message->next += whole_words(length);
}

/* Overwrites what may have been a PIN. */
static inline void message_wipe(struct message *message) {
    volatile unsigned char *bytes = message->bytes;
    for (size_t i = 0; i < message->end; i++) {
        bytes[i] = 0;
    }
}

#endif
