package org.tokentwin.emulator.cryptoki;

/**
 * {@code CK_SLOT_INFO}, PKCS#11 v2.40 section 3.2. The strings are not padded (64 and 32 bytes of UTF-8 in the structure).
 */
public record SlotInfo(
        String slotDescription, String manufacturerId, long flags, Version hardwareVersion, Version firmwareVersion) {}
