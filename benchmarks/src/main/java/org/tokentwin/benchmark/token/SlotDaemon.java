package org.tokentwin.benchmark.token;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** openCryptoki's daemon, {@code pkcsslotd}: without it, the module does not initialise. It puts itself into the background. */
final class SlotDaemon {
    private static final Path PID = Path.of("/run/pkcsslotd.pid");

    private final boolean startedHere;

    private SlotDaemon(boolean startedHere) {
        this.startedHere = startedHere;
    }

    /** The daemon that runs, or one that is started now. */
    static SlotDaemon running() throws PreparationException {
        if (process() != null) {
            return new SlotDaemon(false);
        }
        new Tool("opencryptoki", Map.of()).run("pkcsslotd");
        return new SlotDaemon(true);
    }

    private static @org.jspecify.annotations.Nullable ProcessHandle process() {
        try {
            long pid = Long.parseLong(Files.readString(PID).strip());
            return ProcessHandle.of(pid)
                    .filter(handle -> handle.info()
                            .command()
                            .map(command -> command.endsWith("pkcsslotd"))
                            .orElse(true))
                    .orElse(null);
        } catch (java.io.IOException | NumberFormatException e) {
            return null; // it does not run
        }
    }

    void stopIfStartedHere() {
        ProcessHandle process = process();
        if (startedHere && process != null) {
            process.destroy();
        }
    }
}
