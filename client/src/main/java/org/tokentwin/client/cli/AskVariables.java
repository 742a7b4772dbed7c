package org.tokentwin.client.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.PinRequest;
import org.tokentwin.client.window.model.PinRequest.Program;
import org.tokentwin.client.window.model.PinRequest.Purpose;
import org.tokentwin.client.window.model.PinRules;

/** What a server of tokens tells, in its environment, the program that asks for a PIN. */
record AskVariables(Function<String, Optional<String>> environment) {
    private static final String BEGINNING = "TOKENTWIN_ASK_";
    private static final List<String> FOUR_CLASSES = List.of("upper", "lower", "digit", "special");

    /** @throws IllegalArgumentException when it is not there, or cannot be */
    PinRequest request() {
        return new PinRequest(
                Purpose.valueOf(text("FOR").toUpperCase(Locale.ROOT).replace('-', '_')),
                text("PIN_OF").equals("so"),
                new Program(text("PROGRAM"), text("PID")),
                text("TOKEN"),
                text("SERIAL"),
                status(number("TRIES_LEFT"), number("TRIES_AT_MOST")),
                new PinRules(
                        number("MIN_LENGTH"),
                        number("MAX_LENGTH"),
                        Arrays.asList(text("CHARACTERS").split(" ")).containsAll(FOUR_CLASSES)));
    }

    private static PinStatus status(int left, int most) {
        return new PinStatus(
                true, left < most, left == 1, left == 0, false, OptionalInt.of(left), OptionalInt.of(most));
    }

    private String text(String name) {
        return HarmlessText.of(environment.apply(BEGINNING + name).orElse(""));
    }

    private int number(String name) {
        int number = Integer.parseInt(text(name));
        if (number < 0) {
            throw new IllegalArgumentException(name + " is negative");
        }
        return number;
    }
}
