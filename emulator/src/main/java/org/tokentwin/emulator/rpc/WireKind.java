package org.tokentwin.emulator.rpc;

import java.util.Set;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;

/**
 * How p11-kit writes an attribute's value. Client and server each know it from the type alone, so this follows p11-kit's table and not the
 * standard: reading it as another kind would put the reader out of step.
 */
final class WireKind {
    /** Numbers and booleans that p11-kit does not know for such, and sends as they lie in memory. */
    private static final Set<Long> BYTES = Set.of(
            Cka.CKA_DESTROYABLE,
            Cka.CKA_NAME_HASH_ALGORITHM,
            Cka.CKA_ENCAPSULATE_TEMPLATE,
            Cka.CKA_DECAPSULATE_TEMPLATE);

    /** CKA_SECONDARY_AUTH, CKA_RESET_ON_INIT, CKA_HAS_RESET, CKA_COLOR: not on these tokens, but in callers' templates. */
    private static final Set<Long> BOOLEANS = Set.of(0x200L, 0x301L, 0x302L, 0x405L);

    /**
     * CKA_PRIME_BITS, CKA_SUB_PRIME_BITS, CKA_VALUE_BITS, CKA_AUTH_PIN_FLAGS, CKA_PIXEL_X, CKA_PIXEL_Y, CKA_RESOLUTION, CKA_CHAR_ROWS,
     * CKA_CHAR_COLUMNS, CKA_BITS_PER_PIXEL, CKA_MECHANISM_TYPE.
     */
    private static final Set<Long> ULONGS =
            Set.of(0x133L, 0x134L, 0x160L, 0x201L, 0x400L, 0x401L, 0x402L, 0x403L, 0x404L, 0x406L, 0x500L);

    private WireKind() {}

    static AttributeKind of(long type) {
        if (BYTES.contains(type)) {
            return AttributeKind.BYTES;
        }
        if (BOOLEANS.contains(type)) {
            return AttributeKind.BOOLEAN;
        }
        return ULONGS.contains(type) ? AttributeKind.ULONG : AttributeKind.of(type);
    }
}
