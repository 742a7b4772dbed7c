package org.tokentwin.emulator.profile;

import java.util.Set;

/**
 * What {@code C_GetTokenInfo} reports that does not depend on the token's state, PKCS#11 v2.40 section 3.2.
 *
 * @param label of a token that nobody named, at most 32 bytes of UTF-8
 * @param labelIsSerial whether such a token has its serial number for a label
 * @param serial how its serial number is written
 * @param manufacturer at most 32 bytes of UTF-8
 * @param model at most 16 bytes of UTF-8
 * @param flags those that are always set; the others follow from the card's state
 * @param hardwareVersion of the token
 * @param firmwareVersion of the token
 * @param utcTime the field of a token without a clock; one whose {@link #flags} have {@code CKF_CLOCK_ON_TOKEN} shows the time
 * @param sessionCounts what is reported of the sessions that are open
 * @param totalMemory bytes, for public and private objects together; reported for both
 * @param freeMemoryAtMost bytes; a token with more room than that reports this
 * @param productName that the token object tells, at most 64 bytes of UTF-8; empty where it tells none
 * @param cardType likewise
 */
public record TokenIdentity(
        String label,
        boolean labelIsSerial,
        SerialForm serial,
        String manufacturer,
        String model,
        Set<TokenFlag> flags,
        MajorMinor hardwareVersion,
        MajorMinor firmwareVersion,
        UtcTime utcTime,
        SessionCounts sessionCounts,
        int totalMemory,
        int freeMemoryAtMost,
        String productName,
        CardType cardType) {
    public TokenIdentity {
        flags = Set.copyOf(flags);
    }

    /** The {@link #flags} as the bits of {@code CK_TOKEN_INFO}. */
    public long flagBits() {
        return flags.stream().mapToLong(TokenFlag::bit).reduce(0, (all, bit) -> all | bit);
    }
}
