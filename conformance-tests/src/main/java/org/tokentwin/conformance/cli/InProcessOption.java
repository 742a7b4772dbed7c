package org.tokentwin.conformance.cli;

import picocli.CommandLine.Option;

/** Whether the module is loaded into this process. */
final class InProcessOption {
    @Option(
            names = "--in-process",
            description = "Load the module into this process: a crash of the module ends the run.")
    private boolean isGiven;

    boolean isGiven() {
        return isGiven;
    }
}
