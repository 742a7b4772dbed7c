package org.tokentwin.client.window;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.tokentwin.client.launcher.StartedToken;

/** The emulated token that was started for this window, and ends with it. For the event thread, but for {@link #end}. */
final class Emulation {
    private final Work work;
    private final Optional<Path> launcher;
    private volatile Optional<StartedToken> running = Optional.empty();

    /** @param launcher empty where no emulator is installed */
    Emulation(Work work, Optional<Path> launcher) {
        this.work = work;
        this.launcher = launcher;
    }

    /** Whether one can be started: an emulator is installed, and none runs yet. */
    boolean isOffered() {
        return launcher.isPresent() && running.isEmpty();
    }

    /** Starts one. */
    void start(Consumer<StartedToken> done, Consumer<Exception> failed) {
        work.start(
                () -> {
                    StartedToken its = running.orElseGet(() -> StartedToken.start(launcher.orElseThrow()));
                    running = Optional.of(its);
                    return its;
                },
                done,
                failed);
    }

    /** Ends it. For any thread, when nothing is started any more. */
    void end() {
        running.ifPresent(StartedToken::close);
    }
}
