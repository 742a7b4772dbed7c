package org.tokentwin.emulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Faults as a command line writes them. */
final class FaultText {
    static final String ALWAYS = "always";

    private static final Pattern FORM =
            Pattern.compile("(?<action>[a-z-]+)(=(?<value>[^@]*))?(@(?<kind>[a-z]+)(:(?<number>[0-9a-z]+))?)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Pattern SW = Pattern.compile("[0-9A-Fa-f]{4}");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

    private FaultText() {}

    static Fault parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no fault: it takes ACTION[@KIND[:NUMBER]]");
        }
        String value = form.group("value");
        Fault fault = action(form.group("action"), value == null ? "" : value);
        if (form.group("kind") == null) {
            return fault;
        }
        String number = form.group("number");
        return fault.at(kind(form.group("kind")), number == null ? unlessSaid(fault) : number(number));
    }

    /** What goes on, goes on at each command of a kind; what happens, happens at the next. */
    private static int unlessSaid(Fault fault) {
        return fault.isAtOnce() ? 1 : Math.min(fault.number(), 1);
    }

    private static Fault action(String action, String value) {
        return switch (action) {
            case "remove" -> without(value, Fault.remove());
            case "remove-after" -> without(value, Fault.removeAfter());
            case "sw" -> Fault.statusWord(statusWord(value));
            case "delay" -> Fault.delay(time(value));
            case "slow" -> Fault.slow(time(value));
            case "clock" -> Fault.clock(instant(value));
            case "memory-full" -> without(value, Fault.memoryFull());
            default ->
                throw new IllegalArgumentException(
                        "'" + action
                                + "' is no fault: there are remove, remove-after, sw=XXXX, delay=TIME, slow=TIME, memory-full, clock=TIME");
        };
    }

    private static Fault without(String value, Fault fault) {
        if (!value.isEmpty()) {
            throw new IllegalArgumentException(fault.action() + " takes no value, and was given '" + value + "'");
        }
        return fault;
    }

    private static int statusWord(String value) {
        if (!SW.matcher(value).matches()) {
            throw new IllegalArgumentException("a status word has four hexadecimal digits: '" + value + "'");
        }
        return Integer.parseInt(value, 16);
    }

    private static Duration time(String value) {
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

    private static Instant instant(String value) {
        try {
            return value.indexOf('T') < 0
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a clock is set to a day or a time, as in 2020-12-31 or 2020-12-31T23:59:59Z: '" + value + "'", e);
        }
    }

    private static CommandKind kind(String word) {
        return Arrays.stream(CommandKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no kind of command: there are "
                        + Arrays.stream(CommandKind.values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static int number(String text) {
        if (text.equals(ALWAYS)) {
            return Fault.ALWAYS;
        }
        if (!COUNT.matcher(text).matches()) {
            throw new IllegalArgumentException("commands are counted from 1, or '" + ALWAYS + "': '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
