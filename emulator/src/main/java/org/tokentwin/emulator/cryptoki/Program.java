package org.tokentwin.emulator.cryptoki;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program that an application is, as far as it is known: what its own library says, or nothing.
 *
 * @param pid its process
 */
public record Program(Optional<Long> pid) {
    public static final Program UNKNOWN = new Program(Optional.empty());

    /** A process by its number; 0 for one that is not known. */
    public static Program of(long pid) {
        return pid > 0 ? new Program(Optional.of(pid)) : UNKNOWN;
    }

    /** The process that this code runs in. */
    public static Program ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** The name of its file, where the operating system tells. */
    public Optional<String> name() {
        return pid.flatMap(ProcessHandle::of)
                .flatMap(its -> its.info().command())
                .flatMap(Program::fileName);
    }

    private static Optional<String> fileName(String command) {
        @Nullable Path name = Path.of(command).getFileName();
        return Optional.ofNullable(name).map(Path::toString);
    }
}
