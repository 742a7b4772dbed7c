package org.tokentwin.emulator.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.CryptokiFunction;

/** A call in a message: bounded, and in letters that do nothing to a terminal. */
final class CallText {
    private static final int LONGEST_VALUE = 120;

    private CallText() {}

    static String of(CryptokiFunction function, ObjectNode in) {
        return in.properties().stream()
                .map(entry -> entry.getKey() + "=" + shortened(entry.getValue().toString()))
                .collect(Collectors.joining(", ", function + "(", ")"));
    }

    /** JSON of a shape that was checked has no letter outside ASCII, and no control character. */
    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, LONGEST_VALUE) + "... [" + value.length() + " characters]";
    }
}
