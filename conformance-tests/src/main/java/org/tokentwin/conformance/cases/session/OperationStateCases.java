package org.tokentwin.conformance.cases.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DONT_BLOCK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SAVED_STATE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_STATE_UNSAVEABLE;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Insertion;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Operations that are saved and restored, seeds, and a wait for a slot that ends. */
@ExtendWith(ConformanceExtension.class)
class OperationStateCases {
    /** A call that is seen so many times in a row waits; one that does not wait is over before the second. */
    private static final int LOOKS = 20;
    /** What came before the wait is told first, an event a call; no module has more to tell than this. */
    private static final int EVENTS = 100;

    @ConformanceCase(
            id = "STATE-010",
            section = "5.6 C_GetOperationState",
            requirement = "Without an operation C_GetOperationState returns CKR_OPERATION_NOT_INITIALIZED")
    void noOperation_isNotSaved(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturnsOneOf(
                () -> token.p11().C_GetOperationState(session), CKR_OPERATION_NOT_INITIALIZED, CKR_STATE_UNSAVEABLE);
    }

    @ConformanceCase(
            id = "STATE-011",
            section = "5.6 C_SetOperationState",
            requirement = "What was never saved is not restored: CKR_SAVED_STATE_INVALID")
    void stateNeverSaved_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturnsOneOf(
                () -> token.p11().C_SetOperationState(session, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 0, 0),
                CKR_SAVED_STATE_INVALID);
    }

    @ConformanceCase(
            id = "RANDOM-004",
            section = "5.15 C_SeedRandom",
            requirement = "The same seed twice does not give the same random bytes twice")
    void sameSeed_doesNotRepeat(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        byte[] seed = {1, 2, 3, 4, 5, 6, 7, 8};
        long seen = Returns.of(() -> token.p11().C_SeedRandom(session, seed.clone()));
        NotApplicable.unless(seen == CKR_OK, "the token takes no seed: " + Returns.name(seen));
        byte[] first = new byte[32];
        token.p11().C_GenerateRandom(session, first);
        token.p11().C_SeedRandom(session, seed.clone());
        byte[] second = new byte[32];
        token.p11().C_GenerateRandom(session, second);

        assertThat(second).isNotEqualTo(first);
    }

    @ConformanceCase(
            id = "THREAD-005",
            section = "5.5 C_WaitForSlotEvent",
            requirement = "A wait for a slot ends with C_Finalize: CKR_CRYPTOKI_NOT_INITIALIZED")
    void wait_endsWithTheLibrary(TokenUnderTest token) throws Exception {
        CompletableFuture<Long> waiting = waiting(token);
        token.p11().C_Finalize(null);

        assertThat(Returns.name(waiting.get())).isEqualTo("CKR_CRYPTOKI_NOT_INITIALIZED");
    }

    @ConformanceCase(
            id = "REMOVAL-013",
            section = "5.5 C_WaitForSlotEvent",
            requirement = "A wait for a slot ends with the token's removal")
    void wait_endsWithRemoval(TokenUnderTest token) throws Exception {
        Insertion insertion = token.insertion();
        CompletableFuture<Long> waiting = waiting(token);
        insertion.remove();

        assertThat(Returns.name(waiting.get())).isEqualTo("CKR_OK");
    }

    /**
     * What C_WaitForSlotEvent returns to a thread that is in the call now; not applicable where the module returns at once. A module that
     * never returns is ended by the limit of the run.
     */
    private static CompletableFuture<Long> waiting(TokenUnderTest token) throws InterruptedException {
        takeEvents(token);
        CompletableFuture<Long> returned = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform()
                .daemon()
                .start(() -> returned.complete(Returns.of(() -> token.p11().C_WaitForSlotEvent(0, null))));
        int seen = 0;
        while (!returned.isDone() && seen < LOOKS) {
            Thread.sleep(1);
            seen = isInTheModule(waiting) ? seen + 1 : 0;
        }
        NotApplicable.unless(!returned.isDone(), "the module does not wait");
        return returned;
    }

    private static void takeEvents(TokenUnderTest token) {
        int taken = 0;
        while (taken < EVENTS && Returns.of(() -> token.p11().C_WaitForSlotEvent(CKF_DONT_BLOCK, null)) == CKR_OK) {
            taken++;
        }
    }

    private static boolean isInTheModule(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.isNativeMethod()
                        && frame.getMethodName().startsWith(CryptokiFunction.C_WaitForSlotEvent.name()));
    }
}
