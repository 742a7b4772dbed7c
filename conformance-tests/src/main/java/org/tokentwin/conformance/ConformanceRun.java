package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;

/** What a run does with a token besides its cases. */
public final class ConformanceRun {
    /** The key of the report entry that says why the token is not as it was before the case. */
    public static final String AFTERMATH = "tokentwin.aftermath";

    private ConformanceRun() {}

    /** Reads from a token what it says; a call that does more than was declared is not sent. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(TokenUnderTest token) throws PKCS11Exception;
    }

    /** Looks at the token in a slot of a module; {@code device} says what is tested, the emulator or a device. */
    @FunctionalInterface
    public interface Look<T> {
        T at(String device, Path module, long slotId);
    }

    /**
     * Sees that there is a token and that the PIN is right, so that what is missing is reported once and not by every case. A wrong PIN costs
     * one try, and never more.
     *
     * @param look is taken at the token
     * @throws NoTokenException when the module does not load, there is no token like the one asked for, or the token refuses the PIN
     */
    public static <T> T proven(TargetOptions options, Look<T> look) {
        try (TokenSource source = TokenSources.chosen(options);
                TokenLease lease = source.lease(PinState.Value.CHANGED)) {
            return look.at(source.device(), lease.module(), lease.slotId().orElseThrow());
        }
    }

    /**
     * Reads from the token under test, as a case with this effect would.
     *
     * @throws NoTokenException as {@link #proven}, and when the module refuses a call that the reader needs
     */
    public static <T> T reading(TargetOptions options, Effect effect, Reading<T> reading) {
        try (TokenSource source = TokenSources.chosen(options);
                TokenUnderTest token = TokenUnderTest.on(source.lease(PinState.Value.CHANGED), effect)) {
            return reading.of(token);
        } catch (PKCS11Exception e) {
            throw new NoTokenException("The module returns " + Returns.name(e.getErrorCode()), e);
        } finally {
            TokenLock.lend(options.pinRecord()); // to the processes in which cases run next
        }
    }

    /**
     * Deletes what cases left on a token. It does so itself, as one that declares to read only: what ends a case would delete it unasked.
     *
     * @param dryRun only counts
     * @return how many objects
     * @throws NoTokenException as {@link #proven}
     */
    public static int clean(TargetOptions options, boolean dryRun) {
        try (TokenSource source = TokenSources.chosen(options);
                TokenUnderTest token = TokenUnderTest.on(source.lease(PinState.Value.CHANGED), Effect.READS)) {
            return token.leftovers(dryRun);
        } catch (PKCS11Exception e) {
            throw new NoTokenException("The module returns " + Returns.name(e.getErrorCode()), e);
        }
    }
}
