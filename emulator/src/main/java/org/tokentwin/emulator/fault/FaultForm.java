package org.tokentwin.emulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which faults are written, whatever they happen to: {@code ACTION[=VALUE][@KIND[:NUMBER]]}. What the words mean is for the
 * reader to know.
 *
 * @param action lower case
 * @param value empty if there is none
 * @param counted the number as it is written
 */
public record FaultForm(String action, String value, Optional<String> kind, Optional<String> counted) {
    /** The number of what happens each time. */
    public static final int ALWAYS = 0;

    static final String ALWAYS_WORD = "always";

    private static final Pattern FORM =
            Pattern.compile("(?<action>[a-z-]+)(=(?<value>[^@]*))?(@(?<kind>[a-z]+)(:(?<number>[0-9a-z]+))?)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

    /** @throws IllegalArgumentException when it has another form */
    public static FaultForm parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no fault: it takes ACTION[@KIND[:NUMBER]]");
        }
        return new FaultForm(
                form.group("action"),
                Optional.ofNullable(form.group("value")).orElse(""),
                Optional.ofNullable(form.group("kind")),
                Optional.ofNullable(form.group("number")));
    }

    /** The same of another action. */
    public FaultForm withAction(String other) {
        return new FaultForm(other, value, kind, counted);
    }

    /** @throws IllegalArgumentException when there is a value */
    public void requireNoValue() {
        if (!value.isEmpty()) {
            throw new IllegalArgumentException(action + " takes no value, and was given '" + value + "'");
        }
    }

    /** The value as a whole number. */
    public int wholeNumber() {
        if (!COUNT.matcher(value).matches()) {
            throw new IllegalArgumentException(action + " takes a whole number: '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    /** The value as a time. */
    public Duration time() {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalArgumentException("a time is a number with ms, s or m, as in 250ms: '" + value + "'");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /** The value as a day, at its beginning in UTC, or an instant. */
    public Instant instant() {
        try {
            return value.indexOf('T') < 0
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a clock is set to a day or a time, as in 2020-12-31 or 2020-12-31T23:59:59Z: '" + value + "'", e);
        }
    }

    /** The number: from 1, or {@link #ALWAYS}. */
    public int number(int unlessSaid) {
        if (counted.isEmpty()) {
            return unlessSaid;
        }
        String text = counted.get();
        if (text.equals(ALWAYS_WORD)) {
            return ALWAYS;
        }
        if (!COUNT.matcher(text).matches()) {
            throw new IllegalArgumentException("commands are counted from 1, or '" + ALWAYS_WORD + "': '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
