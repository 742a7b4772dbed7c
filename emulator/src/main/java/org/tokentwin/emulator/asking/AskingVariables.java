package org.tokentwin.emulator.asking;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tokentwin.emulator.cryptoki.PinQuestion;

/**
 * What a program that asks for a PIN finds in its environment, and the question in one line. What a token or a program says of itself is cut,
 * and rid of whatever could steer a terminal.
 */
record AskingVariables(PinQuestion question, String program, String label, String serial) {
    private static final String BEGINNING = "TOKENTWIN_ASK_";
    private static final int LONGEST_NAME = 64;

    static AskingVariables of(PinQuestion question) {
        return new AskingVariables(
                question,
                question.program().name().map(AskingVariables::harmless).orElse(""),
                harmless(question.label()),
                harmless(question.serial()));
    }

    Map<String, String> variables(Duration patience) {
        Map<String, String> told = new TreeMap<>();
        told.put(BEGINNING + "FOR", purpose());
        told.put(BEGINNING + "PIN_OF", holder());
        told.put(BEGINNING + "PROGRAM", program);
        told.put(
                BEGINNING + "PID", question.program().pid().map(String::valueOf).orElse(""));
        told.put(BEGINNING + "TOKEN", label);
        told.put(BEGINNING + "SERIAL", serial);
        told.put(BEGINNING + "TRIES_LEFT", String.valueOf(question.triesLeft()));
        told.put(BEGINNING + "TRIES_AT_MOST", String.valueOf(question.triesAtMost()));
        told.put(BEGINNING + "MIN_LENGTH", String.valueOf(question.minLength()));
        told.put(BEGINNING + "MAX_LENGTH", String.valueOf(question.maxLength()));
        told.put(BEGINNING + "CHARACTERS", String.join(" ", question.characters()));
        told.put(BEGINNING + "SECONDS", String.valueOf(patience.toSeconds()));
        return told;
    }

    /** What the PIN is for: {@code login}, {@code use-key}, {@code change} or {@code set}. */
    String purpose() {
        return question.purpose().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whose PIN it is: {@code user} or {@code so}. */
    String holder() {
        return question.holder().name().toLowerCase(Locale.ROOT);
    }

    /** For example {@code PIN of the token My Token, serial edcc7853, for pkcs11-tool (process 4711), 15 of 15 tries left}. */
    String sentence() {
        return "%s of the token %s, serial %s, for %s%s"
                .formatted(
                        pin(),
                        label,
                        serial,
                        asking(),
                        switch (question.purpose()) {
                            case SET -> "";
                            case LOGIN, USE_KEY, CHANGE ->
                                ", %d of %d tries left".formatted(question.triesLeft(), question.triesAtMost());
                        });
    }

    private String pin() {
        String whose = switch (question.holder()) {
            case USER -> "PIN";
            case SO -> "SO PIN";
            case SIGNATURE -> "Signature PIN";
        };
        return switch (question.purpose()) {
            case LOGIN -> whose;
            case USE_KEY -> whose + ", to use a key,";
            case CHANGE -> "Current and new " + whose;
            case SET -> "New " + whose;
        };
    }

    private String asking() {
        String process = question.program().pid().map(pid -> "process " + pid).orElse("");
        if (program.isEmpty()) {
            return process.isEmpty() ? "a program that is not known" : process;
        }
        return program + " (" + process + ")";
    }

    private static String harmless(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST_NAME).map(c -> isHarmless(c) ? c : '?').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
