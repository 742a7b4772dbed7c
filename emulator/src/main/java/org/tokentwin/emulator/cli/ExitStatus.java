package org.tokentwin.emulator.cli;

/** What the command line returns to the shell. */
final class ExitStatus {
    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int NO_TOKEN = 3;

    /** A shell's, where a command cannot be started. */
    static final int NOT_STARTED = 127;

    private ExitStatus() {}
}
