package org.tokentwin.emulator.cryptoki;

/**
 * {@code CK_TOKEN_INFO}, PKCS#11 v2.40 section 3.2. The strings are not padded (32, 32, 16 and 16 bytes in the structure);
 * {@code utcTime} is its 16 bytes as they stand. {@code -1} is {@code CK_UNAVAILABLE_INFORMATION}.
 */
@SuppressWarnings("ArrayRecordComponent") // a value that is made for one call and read once
public record TokenInfo(
        String label,
        String manufacturerId,
        String model,
        String serialNumber,
        long flags,
        long maxSessionCount,
        long sessionCount,
        long maxRwSessionCount,
        long rwSessionCount,
        long maxPinLen,
        long minPinLen,
        long totalPublicMemory,
        long freePublicMemory,
        long totalPrivateMemory,
        long freePrivateMemory,
        Version hardwareVersion,
        Version firmwareVersion,
        byte[] utcTime) {}
