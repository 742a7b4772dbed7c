package org.tokentwin.benchmark.token;

import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of a module's tokens is meant. What is empty matches any.
 *
 * @param slot the id of the slot that the token is in
 * @param label of the token, without the blanks that fill it
 * @param serial likewise, the serial number
 * @param manufacturer likewise
 * @param model likewise
 */
public record TokenSelection(
        Optional<Long> slot,
        Optional<String> label,
        Optional<String> serial,
        Optional<String> manufacturer,
        Optional<String> model) {
    /** Any token. */
    public static final TokenSelection ANY = new TokenSelection(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The token with a label. */
    static TokenSelection labelled(String label) {
        return new TokenSelection(
                Optional.empty(), Optional.of(label), Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean matches(long slotId, CK_TOKEN_INFO info) {
        return slot.map(wanted -> wanted == slotId).orElse(true)
                && matches(label, info.label)
                && matches(serial, info.serialNumber)
                && matches(manufacturer, info.manufacturerID)
                && matches(model, info.model);
    }

    private static boolean matches(Optional<String> wanted, char[] padded) {
        return wanted.map(new String(padded).strip()::equals).orElse(true);
    }

    /** For a message, behind "token": what is wanted of it; empty where any is meant. */
    String text() {
        List<String> wanted = new ArrayList<>();
        label.ifPresent(value -> wanted.add("the label " + value));
        serial.ifPresent(value -> wanted.add("the serial number " + value));
        manufacturer.ifPresent(value -> wanted.add("the manufacturer " + value));
        model.ifPresent(value -> wanted.add("the model " + value));
        String with = wanted.isEmpty() ? "" : " with " + String.join(", ", wanted);
        return slot.map(id -> " in slot " + id).orElse("") + with;
    }
}
