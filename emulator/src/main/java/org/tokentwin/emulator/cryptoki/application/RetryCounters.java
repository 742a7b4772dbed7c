package org.tokentwin.emulator.cryptoki.application;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.token.PinReference;

/**
 * The hardware feature object that tells the PINs' retry counters, with the numbers that SafeNet's library gives it. It is read without a
 * login, and as a hardware feature it is found only by a search that asks for its class, PKCS#11 v2.40 section 4.3. Each counter is
 * asked of the card when it is read, and is an integer of which the first byte counts.
 */
final class RetryCounters {
    private static final long TOKEN_OBJECT = 0x80005002L;
    private static final long USER_TRIES_LEFT = 0x80001110L;
    private static final long SO_TRIES_LEFT = 0x80001111L;
    private static final long USER_TRIES_AT_MOST = 0x80001112L;
    private static final long SO_TRIES_AT_MOST = 0x80001113L;
    private static final int COUNTER_LENGTH = 8;

    private final long handle;
    private final Map<Long, Supplier<Attribute>> attributes;

    RetryCounters(long handle, Token token) {
        this.handle = handle;
        this.attributes = Map.of(
                Cka.CKA_CLASS,
                () -> Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE),
                Cka.CKA_HW_FEATURE_TYPE,
                () -> Attribute.ofUlong(Cka.CKA_HW_FEATURE_TYPE, TOKEN_OBJECT),
                USER_TRIES_LEFT,
                () -> counter(
                        USER_TRIES_LEFT, token.pinStatus(PinReference.USER).triesLeft()),
                SO_TRIES_LEFT,
                () -> counter(SO_TRIES_LEFT, token.pinStatus(PinReference.SO).triesLeft()),
                USER_TRIES_AT_MOST,
                () -> counter(
                        USER_TRIES_AT_MOST, token.pinStatus(PinReference.USER).triesAtMost()),
                SO_TRIES_AT_MOST,
                () -> counter(SO_TRIES_AT_MOST, token.pinStatus(PinReference.SO).triesAtMost()));
    }

    private static Attribute counter(long type, int count) {
        byte[] value = new byte[COUNTER_LENGTH];
        value[0] = (byte) count;
        return Attribute.of(type, value);
    }

    long handle() {
        return handle;
    }

    /** Whether a search is for hardware features at all. */
    static boolean isWanted(List<Attribute> wanted) {
        return wanted.contains(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE));
    }

    boolean matches(List<Attribute> wanted) {
        return wanted.stream()
                .allMatch(attribute -> read(attribute.type()).value().equals(Optional.of(attribute)));
    }

    AttributeResult read(long type) {
        Supplier<Attribute> attribute = attributes.get(type);
        return attribute == null
                ? AttributeResult.refused(type, Ckr.CKR_ATTRIBUTE_TYPE_INVALID)
                : AttributeResult.of(attribute.get());
    }
}
