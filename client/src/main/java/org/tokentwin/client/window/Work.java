package org.tokentwin.client.window;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what takes time on one thread, one thing after the other, and hands the result to the event thread. */
final class Work implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("token-work").factory());
    private final Consumer<Boolean> busy;
    private int running;

    /** @param busy called on the event thread when work begins and when all is done */
    Work(Consumer<Boolean> busy) {
        this.busy = busy;
    }

    /**
     * Starts a task. For the event thread.
     *
     * @param done takes the result, on the event thread
     * @param failed takes what the task threw, on the event thread
     */
    <T> void start(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
        begin();
        try {
            thread.execute(() -> finish(task, done, failed));
        } catch (RejectedExecutionException e) {
            LOG.debug("The window is closed", e);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, the window goes on and says so
    private <T> void finish(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
        Runnable outcome;
        try {
            T result = task.call();
            outcome = () -> done.accept(result);
        } catch (Exception e) {
            outcome = () -> failed.accept(e);
        }
        Runnable report = outcome;
        SwingUtilities.invokeLater(() -> {
            end();
            report.run();
        });
    }

    private void begin() {
        running++;
        if (running == 1) {
            busy.accept(true);
        }
    }

    private void end() {
        running--;
        if (running == 0) {
            busy.accept(false);
        }
    }

    /** Lets the last task be one that closes things, and takes no more. */
    void closeAfter(Runnable last) {
        thread.execute(last);
        thread.shutdown();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
