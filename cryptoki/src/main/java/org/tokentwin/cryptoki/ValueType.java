package org.tokentwin.cryptoki;

/** How a value is passed in C, and how it lies in a structure, PKCS#11 v3.2 section 2.1. */
public enum ValueType {
    /** {@code CK_BBOOL}, {@code CK_BYTE}, {@code CK_CHAR} and {@code CK_UTF8CHAR}: one byte. */
    BYTE,
    /** {@code CK_ULONG} and everything that is one: 8 bytes, or 4 on Windows and on 32 bits. */
    ULONG,
    /** A pointer. */
    POINTER,
    /** {@code CK_VERSION}: two bytes. */
    VERSION
}
