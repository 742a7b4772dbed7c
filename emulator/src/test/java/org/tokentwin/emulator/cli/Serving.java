package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tokentwin.emulator.cli.CommandRun.Result;

/** A {@code serve} of the product's own server that runs in this process until it is stopped. */
final class Serving {
    private static final Pattern AUTHORITY = Pattern.compile("export TOKENTWIN_AUTHORITY_URL='(.*)'\n");

    private final CommandRun emulator;
    private final CompletableFuture<Result> result;

    private Serving(CommandRun emulator, CompletableFuture<Result> result) {
        this.emulator = emulator;
        this.result = result;
    }

    /** Returns when it listens. */
    static Serving start(CommandRun emulator, String... arguments) throws InterruptedException {
        emulator.withRealServer();
        emulator.withUnlessSaid(AuthorityOption.URL_VARIABLE, "http://127.0.0.1:0"); // others serve at the default port
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

    /** Where the authority answers, once it does. */
    String authority() throws InterruptedException {
        Matcher url = AUTHORITY.matcher(emulator.outputSoFar());
        while (!url.find()) {
            assertThat(result).isNotDone();
            Thread.sleep(1);
            url = AUTHORITY.matcher(emulator.outputSoFar());
        }
        return url.group(1);
    }

    /** Stops it, and answers what came of it. A second call answers the same. */
    Result stop() throws InterruptedException {
        if (!result.isDone()) {
            emulator.signals().raise("TERM");
        }
        return result.join();
    }
}
