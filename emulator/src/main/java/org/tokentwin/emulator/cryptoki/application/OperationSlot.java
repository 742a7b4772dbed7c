package org.tokentwin.emulator.cryptoki.application;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.mechanism.Operation;

/**
 * Room for one operation of a kind. Operations of different kinds are active side by side, PKCS#11 v2.40 section 5.1, {@code
 * CKR_OPERATION_ACTIVE}.
 */
final class OperationSlot<T extends Operation> {
    private final LongSupplier numbers;
    private @Nullable T operation;
    private long begunAs;

    /** @param numbers rise with each operation of the session */
    OperationSlot(LongSupplier numbers) {
        this.numbers = numbers;
    }

    /**
     * Begins an operation.
     *
     * @param alwaysAuthenticate whether the PIN has to be given for this operation, {@code CKA_ALWAYS_AUTHENTICATE}
     * @throws CryptokiException {@code CKR_OPERATION_ACTIVE}
     */
    void begin(Supplier<T> begun, boolean alwaysAuthenticate) {
        requireFree();
        T fresh = begun.get();
        if (alwaysAuthenticate) {
            fresh.awaitPin();
        }
        operation = fresh;
        begunAs = numbers.getAsLong();
    }

    void requireFree() {
        if (operation != null && operation.isActive()) {
            throw new CryptokiException(Ckr.CKR_OPERATION_ACTIVE, "another one is active");
        }
    }

    /** @throws CryptokiException {@code CKR_OPERATION_NOT_INITIALIZED} */
    T active() {
        if (operation == null || !operation.isActive()) {
            throw new CryptokiException(Ckr.CKR_OPERATION_NOT_INITIALIZED, "no operation is active");
        }
        return operation;
    }

    /** Does something with the operation where one is active. */
    void ifActive(Consumer<T> use) {
        if (operation != null && operation.isActive()) {
            use.accept(operation);
        }
    }

    /** Whether an active operation waits for the PIN. */
    boolean awaitsPin() {
        return operation != null && operation.awaitsPin();
    }

    /** The number that the operation began with. */
    long begunAs() {
        return begunAs;
    }

    /** The PIN was given. */
    void authenticated() {
        if (operation != null) {
            operation.authenticated();
        }
    }

    void end() {
        operation = null;
    }
}
