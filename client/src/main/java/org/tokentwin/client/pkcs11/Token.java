package org.tokentwin.client.pkcs11;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What C_GetTokenInfo says of a token. PIN lengths and memory are in bytes; an amount that the token does not tell is empty.
 *
 * @param flags the flags' value; {@link #flagSet()} gives their names
 * @param utcTime 16 digits of the token's clock, or empty where it has none
 */
public record Token(
        long slotId,
        String label,
        String manufacturer,
        String model,
        String serial,
        String hardwareVersion,
        String firmwareVersion,
        long flags,
        long minPinLength,
        long maxPinLength,
        OptionalLong totalPublicMemory,
        OptionalLong freePublicMemory,
        OptionalLong totalPrivateMemory,
        OptionalLong freePrivateMemory,
        String utcTime) {

    public Set<TokenFlag> flagSet() {
        return TokenFlag.of(flags);
    }

    public boolean has(TokenFlag flag) {
        return (flags & flag.mask()) != 0;
    }
}
