package org.tokentwin.emulator.cli;

/** A value as a POSIX shell takes it for one word. */
final class ShellWord {
    private ShellWord() {}

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
