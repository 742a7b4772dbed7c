package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;

/**
 * What a case has to do before it can look at what it is about. Where the module refuses that, the case does not apply: the refusal is
 * another case's business, and says nothing of this one's.
 */
public final class Preparation {
    /** A call that gives what the case needs. */
    @FunctionalInterface
    public interface Step<T> {
        T run() throws PKCS11Exception;
    }

    private Preparation() {}

    /**
     * Returns what the call gives.
     *
     * @param lacking what the token does not do if it refuses, as {@code the token takes no public key}
     * @throws NotApplicable where the call is refused
     */
    public static <T> T of(String lacking, Step<T> step) {
        try {
            return step.run();
        } catch (PKCS11Exception e) {
            throw new NotApplicable(lacking + ": " + Returns.name(e.getErrorCode()));
        }
    }

    /** Makes the call; the case does not apply where it is refused. */
    public static void run(String lacking, Returns.Call call) {
        of(lacking, () -> {
            call.run();
            return lacking;
        });
    }
}
