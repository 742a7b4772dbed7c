package org.tokentwin.emulator.cryptoki;

/**
 * {@code CK_INFO}, PKCS#11 v2.40 section 3.1. The strings are not padded: the writer of the structure pads them with blanks
 * to 32 bytes of UTF-8.
 */
public record LibraryInfo(
        Version cryptokiVersion,
        String manufacturerId,
        long flags,
        String libraryDescription,
        Version libraryVersion) {}
