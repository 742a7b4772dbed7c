package org.tokentwin.emulator.issuer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * What an authority knows of the certificates that it issued. It never changes: each step makes another one.
 *
 * @param crlNumber of the revocation list that was issued last; 0 before the first
 * @param certificates by serial number, in the order of their issue; the same object for as long as nothing happens to a certificate
 */
public record Register(BigInteger crlNumber, SequencedMap<BigInteger, RegisteredCertificate> certificates) {
    /** Of an authority that issued none yet. */
    public static final Register EMPTY = new Register(BigInteger.ZERO, new LinkedHashMap<>());

    /** Who keeps the register of an authority. Safe for use by many threads. */
    public interface Keeper {
        Register current();

        /**
         * Changes it, one change at a time, and keeps what came of it before it returns.
         *
         * @param change may throw, and nothing is changed then
         */
        Register update(UnaryOperator<Register> change);
    }

    /** Keeps a register for as long as the process lives. */
    public static Keeper inMemory() {
        return new InMemory();
    }

    public Optional<RegisteredCertificate> find(BigInteger serial) {
        return Optional.ofNullable(certificates.get(serial));
    }

    Register with(RegisteredCertificate certificate) {
        SequencedMap<BigInteger, RegisteredCertificate> changed = new LinkedHashMap<>(certificates);
        changed.put(certificate.serial(), certificate);
        return new Register(crlNumber, changed);
    }

    Register withNextCrlNumber() {
        return new Register(crlNumber.add(BigInteger.ONE), certificates);
    }

    private static final class InMemory implements Keeper {
        @GuardedBy("this")
        private Register register = EMPTY;

        @Override
        public synchronized Register current() {
            return register;
        }

        @Override
        public synchronized Register update(UnaryOperator<Register> change) {
            register = change.apply(register);
            return register;
        }
    }
}
