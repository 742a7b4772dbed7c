package org.tokentwin.emulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A card's faults as a command line writes them. */
final class FaultText {
    static final String ALWAYS = FaultForm.ALWAYS_WORD;

    private static final Pattern SW = Pattern.compile("[0-9A-Fa-f]{4}");

    private FaultText() {}

    static Fault parse(String text) {
        FaultForm form = FaultForm.parse(text);
        Fault fault = action(form);
        return form.kind().isEmpty() ? fault : fault.at(kind(form.kind().get()), form.number(unlessSaid(fault)));
    }

    /** What goes on, goes on at each command of a kind; what happens, happens at the next. */
    private static int unlessSaid(Fault fault) {
        return fault.isAtOnce() ? 1 : Math.min(fault.number(), 1);
    }

    private static Fault action(FaultForm form) {
        return switch (form.action()) {
            case "remove" -> without(form, Fault.remove());
            case "remove-after" -> without(form, Fault.removeAfter());
            case "sw" -> Fault.statusWord(statusWord(form.value()));
            case "delay" -> Fault.delay(form.time());
            case "slow" -> Fault.slow(form.time());
            case "clock" -> Fault.clock(form.instant());
            case "memory-full" -> without(form, Fault.memoryFull());
            default ->
                throw new IllegalArgumentException(
                        "'" + form.action()
                                + "' is no fault: there are remove, remove-after, sw=XXXX, delay=TIME, slow=TIME, memory-full, clock=TIME");
        };
    }

    private static Fault without(FaultForm form, Fault fault) {
        form.requireNoValue();
        return fault;
    }

    private static int statusWord(String value) {
        if (!SW.matcher(value).matches()) {
            throw new IllegalArgumentException("a status word has four hexadecimal digits: '" + value + "'");
        }
        return Integer.parseInt(value, 16);
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
}
