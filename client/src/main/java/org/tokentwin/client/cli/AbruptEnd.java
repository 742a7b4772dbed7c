package org.tokentwin.client.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Ends this process in the face of a library that hangs while it is being loaded. Java's own ways to end wait for the loader's lock, which that holds;
 * C's _exit does not. Made before the library is loaded, since what Java links for the first time takes that lock too.
 */
@SuppressWarnings("restricted")
final class AbruptEnd {
    private static final Linker LINKER = Linker.nativeLinker();

    private final MethodHandle call = LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_INT));
    private final Optional<MemorySegment> exit = LINKER.defaultLookup().find("_exit");

    private AbruptEnd() {}

    /** Has everything linked that it takes to say something on standard error and to end. */
    static AbruptEnd prepare() {
        AbruptEnd end = new AbruptEnd();
        try {
            new FileOutputStream(FileDescriptor.err).write(new byte[0]); // not closed, for it is the process's
            LINKER.defaultLookup().find("isatty").ifPresent(harmless -> end.call(harmless, 0));
        } catch (IOException e) {
            return end; // nobody reads what would be said
        }
        return end;
    }

    private void call(MemorySegment function, int argument) {
        try {
            call.invokeExact(function, argument);
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("the call did not come about", e);
        }
    }

    /** Does not return. */
    void now(int status) {
        exit.ifPresent(function -> call(function, status));
        Runtime.getRuntime().halt(status); // where C has no such function
    }
}
