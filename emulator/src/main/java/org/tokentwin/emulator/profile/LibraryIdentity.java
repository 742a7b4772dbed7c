package org.tokentwin.emulator.profile;

/**
 * What {@code C_GetInfo} reports, PKCS#11 v2.40 section 3.1; the flags are always 0.
 *
 * @param cryptokiVersion the version of the interface
 * @param manufacturer at most 32 bytes of UTF-8
 * @param description at most 32 bytes of UTF-8
 * @param version the version of the library
 */
public record LibraryIdentity(
        MajorMinor cryptokiVersion, String manufacturer, String description, MajorMinor version) {}
