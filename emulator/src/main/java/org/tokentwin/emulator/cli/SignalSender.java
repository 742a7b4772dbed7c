package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Sends any signal to a process, by the shell's {@code kill}: {@link Process} can send but two. */
final class SignalSender {
    private SignalSender() {}

    /** @param name without {@code SIG}; nothing happens where the process has ended */
    static void send(Process process, String name) {
        ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        try {
            kill.start();
        } catch (IOException e) {
            process.destroy(); // a signal it must have; SIGTERM is what is left to send
        }
    }
}
