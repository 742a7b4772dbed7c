package org.tokentwin.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiSession;

/**
 * SafeNet's hardware feature object of the rules for a new user PIN, wherever a module has one. An object of that class whose attributes cannot be such rules
 * is somebody else's, and left alone.
 */
final class PolicyObject {
    private final CryptokiSession session;
    private final long handle;
    private final PinPolicy policy;

    private PolicyObject(CryptokiSession session, long handle) {
        this.session = session;
        this.handle = handle;
        this.policy = read(session, handle);
    }

    /** Finds it, before a login too. */
    static Optional<PolicyObject> find(CryptokiSession session) {
        return HardwareFeatures.findWhereKnown(session, HardwareFeatures.POLICY_OBJECT)
                .mapToObj(handle -> new PolicyObject(session, handle))
                .filter(object -> object.policy.isSound())
                .findFirst();
    }

    /** The rules as they were when the object was found. */
    PinPolicy policy() {
        return policy;
    }

    /** Changes rules, all of them in one call. The SO has to be logged in. */
    void write(Map<PolicyRule, Integer> changes) {
        session.setAttributes(
                handle,
                changes.entrySet().stream()
                        .map(change -> attribute(change.getKey(), change.getValue()))
                        .toArray(CkAttribute[]::new));
    }

    /** In as many bytes as the module has for it. */
    private CkAttribute attribute(PolicyRule rule, int value) {
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return new CkAttribute(rule.attribute(), Arrays.copyOf(number, session.bytes(handle, rule.attribute()).length));
    }

    private static PinPolicy read(CryptokiSession session, long handle) {
        Map<PolicyRule, Integer> values = new EnumMap<>(PolicyRule.class);
        for (PolicyRule rule : List.of(PolicyRule.values())) {
            number(session.bytes(handle, rule.attribute()))
                    .filter(value -> !rule.isOfCharacters() || value <= rule.most())
                    .ifPresent(value -> values.put(rule, value));
        }
        return new PinPolicy(values);
    }

    /** The number in 4 or 8 bytes, the least significant first; empty for another length, and for what is no positive {@code int}. */
    private static Optional<Integer> number(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long number = switch (value.length) {
            case Integer.BYTES -> bytes.getInt();
            case Long.BYTES -> bytes.getLong();
            default -> -1;
        };
        return number < 0 || number > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) number);
    }
}
