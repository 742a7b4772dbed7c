package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key file's password, asked for when it is first needed, and the work that deriving keys from it may cost: the file says how much, and
 * a stranger may have written the file.
 */
final class FilePassword {
    /** As many iterations as the JDK takes for one key, twice: OpenSSL's default is 2048, and careful people choose a million. */
    private static final long MOST_ITERATIONS = 10_000_000;

    private final Supplier<char[]> source;
    private Optional<char[]> known = Optional.empty();
    private long iterations;

    FilePassword(Supplier<char[]> source) {
        this.source = source;
    }

    char[] get() {
        char[] password = known.orElseGet(source);
        known = Optional.of(password);
        return password;
    }

    /**
     * Counts iterations that are about to be computed.
     *
     * @throws UnusableFileException when the file asks for too many, or for none
     */
    int charged(@Nullable BigInteger count) {
        if (count == null || count.signum() <= 0) {
            throw new UnusableFileException("its encryption has no number of iterations");
        }
        if (count.bitLength() >= Integer.SIZE || iterations + count.longValue() > MOST_ITERATIONS) {
            throw new UnusableFileException(
                    "its encryption asks for more than " + MOST_ITERATIONS + " iterations; encrypt it anew with fewer");
        }
        iterations += count.longValue();
        return count.intValue();
    }
}
