package org.tokentwin.emulator;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work beside a test, on a thread of its own: the common pool has one on a small machine, and who waits there keeps others waiting. */
public final class Background {
    private Background() {}

    public static <T> CompletableFuture<T> compute(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Background::start);
    }

    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, Background::start);
    }

    private static void start(Runnable work) {
        Thread.ofPlatform().daemon().name("background").start(work);
    }
}
