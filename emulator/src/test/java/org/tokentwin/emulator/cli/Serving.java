package org.tokentwin.emulator.cli;

import java.util.concurrent.CompletableFuture;
import org.tokentwin.emulator.cli.CommandRun.Result;

/** A {@code serve} of the product's own server that runs in this process until it is stopped. */
final class Serving {
    private final CommandRun emulator;
    private final CompletableFuture<Result> result;

    private Serving(CommandRun emulator, CompletableFuture<Result> result) {
        this.emulator = emulator;
        this.result = result;
    }

    /** Returns when it listens. */
    static Serving start(CommandRun emulator, String... arguments) throws InterruptedException {
        emulator.withRealServer();
        Serving serving = new Serving(emulator, new CompletableFuture<>());
        Thread.ofVirtual().start(() -> serving.run(arguments));
        emulator.signals().awaitHandler();
        return serving;
    }

    private void run(String... arguments) {
        try {
            result.complete(emulator.run(arguments));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** Stops it, and answers what came of it. A second call answers the same. */
    Result stop() throws InterruptedException {
        if (!result.isDone()) {
            emulator.signals().raise("TERM");
        }
        return result.join();
    }
}
