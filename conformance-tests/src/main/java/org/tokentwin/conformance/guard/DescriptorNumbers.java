package org.tokentwin.conformance.guard;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * Keeps the numbers of the file descriptors that a module closed when it was finalised. There are modules that close them again the next time: this process would
 * lose whatever it had opened since under such a number, a lock or a library of its own. Where the system does not tell of descriptors, nothing is kept.
 */
public final class DescriptorNumbers implements AutoCloseable {
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final String NOTHING = "/dev/null";

    /** A module that closed more than that frees its memory, too. */
    private static final int MOST = 64;

    /** Never closed, and never forgotten: a stream that is forgotten closes its number, which may be given again by then. */
    @GuardedBy("DescriptorNumbers.class")
    private static final List<Closeable> KEPT = new ArrayList<>();

    private volatile Set<String> before = Set.of();

    /** Returns the step that keeps the numbers after each {@code C_Finalize}. */
    public static CallStep step() {
        return DescriptorNumbers::pass;
    }

    private static @Nullable Object pass(String function, @Nullable Object[] arguments, CallStep.Next next)
            throws PKCS11Exception {
        if (!function.equals(CryptokiFunction.C_Finalize.name())) {
            return next.call(arguments);
        }
        try (DescriptorNumbers numbers = new DescriptorNumbers()) {
            numbers.note();
            return next.call(arguments);
        }
    }

    /** Notes which are open, before a module is finalised. */
    public void note() {
        before = open();
    }

    /** Takes those that are open no more. */
    @Override
    public void close() {
        keep(before);
    }

    private static synchronized void keep(Set<String> numbers) {
        for (int i = 0; i < MOST && !open().containsAll(numbers); i++) {
            try {
                KEPT.add(new FileInputStream(NOTHING)); // the system gives the lowest number that is free
            } catch (IOException e) {
                return;
            }
        }
    }

    private static Set<String> open() {
        Set<String> numbers = new HashSet<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(OPEN)) {
            for (Path link : links) {
                if (isOpen(link)) {
                    numbers.add(link.getFileName().toString());
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        return numbers;
    }

    /** The one that the listing itself was read from is closed by now. */
    private static boolean isOpen(Path link) {
        try {
            return !Files.readSymbolicLink(link).startsWith("/proc");
        } catch (IOException e) {
            return false;
        }
    }
}
