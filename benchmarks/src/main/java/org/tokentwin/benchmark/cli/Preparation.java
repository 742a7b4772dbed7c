package org.tokentwin.benchmark.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.benchmark.token.PreparationException;
import org.tokentwin.benchmark.token.PreparedTarget;
import org.tokentwin.benchmark.token.TargetChoice;
import org.tokentwin.benchmark.token.Workshop;

/** Everything that was made or started for a run. It is put away when the run ends, and when the user ends it too. */
final class Preparation implements AutoCloseable {
    private final Workshop workshop;

    @GuardedBy("this")
    private final List<PreparedTarget> prepared = new ArrayList<>();

    private final Thread hook = new Thread(this::putAway, "put away");

    @GuardedBy("this")
    private boolean closed;

    private Preparation(Workshop workshop) {
        this.workshop = workshop;
    }

    static Preparation open() throws IOException {
        Preparation preparation = new Preparation(Workshop.open());
        Runtime.getRuntime().addShutdownHook(preparation.hook);
        return preparation;
    }

    Path directory() {
        return workshop.directory();
    }

    /** Makes the targets ready, in this order. */
    synchronized List<PreparedTarget> prepare(List<TargetChoice> choices) throws PreparationException {
        for (TargetChoice choice : choices) {
            prepared.add(choice.prepare(workshop));
        }
        return List.copyOf(prepared);
    }

    private synchronized void putAway() {
        if (!closed) {
            closed = true;
            prepared.forEach(PreparedTarget::close);
            workshop.close();
        }
    }

    @Override
    public void close() {
        putAway();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
