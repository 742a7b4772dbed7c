package org.tokentwin.emulator.cryptoki.application;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.tokentwin.emulator.cryptoki.Attribute;

/**
 * The numbers of SafeNet's hardware features and their attributes, as its header has them, and the form of their values: an integer is 8 bytes, the
 * least significant first, as a program on such a machine reads it.
 */
final class VendorNumbers {
    static final long TOKEN_OBJECT = 0x80005002L;
    static final long POLICY_OBJECT = 0x80005003L;

    static final long PRODUCT_NAME = 0x80001101L;
    static final long CARD_ID = 0x8000110AL;
    static final long CARD_TYPE = 0x8000110BL;
    static final long USER_TRIES_LEFT = 0x80001110L;
    static final long SO_TRIES_LEFT = 0x80001111L;
    static final long USER_TRIES_AT_MOST = 0x80001112L;
    static final long SO_TRIES_AT_MOST = 0x80001113L;
    static final long HAS_SO = 0x8000111DL;
    static final long USER_PIN_AGE = 0x8000112BL;
    static final long FREE_MEMORY = 0x8000113EL;

    static final long POLICY_TYPE = 0x80001201L;
    static final long MIN_LENGTH = 0x80001202L;
    static final long MIX_CHARACTERS = 0x80001203L;
    static final long MAX_AGE = 0x80001204L;
    static final long MIN_AGE = 0x80001205L;
    static final long WARNING_PERIOD = 0x80001206L;
    static final long HISTORY = 0x80001207L;
    static final long MAX_REPETITIONS = 0x80001209L;
    static final long DIGITS = 0x8000120AL;
    static final long UPPER_CASE = 0x8000120BL;
    static final long LOWER_CASE = 0x8000120CL;
    static final long SPECIAL = 0x8000120DL;
    static final long MAX_LENGTH = 0x8000120FL;

    private VendorNumbers() {}

    static Attribute number(long type, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return Attribute.of(type, bytes.putLong(value).array());
    }

    /** The number in an attribute of 4 or 8 bytes; empty for another length, and for one that is no positive {@code int}. */
    static OptionalLong number(Attribute attribute) {
        ByteBuffer bytes = ByteBuffer.wrap(attribute.value()).order(ByteOrder.LITTLE_ENDIAN);
        long value = switch (bytes.remaining()) {
            case Integer.BYTES -> bytes.getInt();
            case Long.BYTES -> bytes.getLong();
            default -> -1;
        };
        return value < 0 || value > Integer.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
