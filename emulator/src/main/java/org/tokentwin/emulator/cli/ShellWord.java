package org.tokentwin.emulator.cli;

import java.util.Map;
import java.util.stream.Collectors;

/** Values as a POSIX shell takes them for one word each. */
final class ShellWord {
    private ShellWord() {}

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** Lines that give variables to what the shell starts, each with its end: to be written at once, so that who finds one finds all. */
    static String exports(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
                .collect(Collectors.joining());
    }
}
