package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokentwin.emulator.issuer.StateChange.Kind;

/**
 * A certificate that an authority issued, and what happened to it since.
 *
 * @param history the oldest first, at least its issue
 */
public record RegisteredCertificate(X509Certificate certificate, List<StateChange> history) {
    public RegisteredCertificate {
        history = List.copyOf(history);
        if (history.isEmpty()) {
            throw new IllegalArgumentException("a certificate that is registered was issued");
        }
    }

    static RegisteredCertificate issued(X509Certificate certificate) {
        return new RegisteredCertificate(
                certificate,
                List.of(StateChange.of(Kind.ISSUED, certificate.getNotBefore().toInstant())));
    }

    public BigInteger serial() {
        return certificate.getSerialNumber();
    }

    public CertificateState state() {
        return history.getLast().state();
    }

    /** Since when it is on hold or revoked, and why; empty for a good one. */
    public Optional<StateChange> revocation() {
        return Optional.of(history.getLast()).filter(last -> last.state() != CertificateState.GOOD);
    }

    /** @throws IllegalStateException when it is on hold or revoked already */
    RegisteredCertificate held(Instant now) {
        require(CertificateState.GOOD);
        return with(StateChange.of(Kind.HELD, now));
    }

    /** @throws IllegalStateException when it is not on hold */
    RegisteredCertificate released(Instant now) {
        require(CertificateState.ON_HOLD);
        return with(StateChange.of(Kind.RELEASED, now));
    }

    /** Revoked for good; one that is revoked stays as it is. */
    RegisteredCertificate revoked(Instant now, CRLReason reason) {
        return state() == CertificateState.REVOKED
                ? this
                : with(new StateChange(now, Kind.REVOKED, Optional.of(reason)));
    }

    private void require(CertificateState needed) {
        if (state() != needed) {
            throw new IllegalStateException(
                    "the certificate " + serial().toString(16) + " is " + state().words() + ", not " + needed.words());
        }
    }

    private RegisteredCertificate with(StateChange change) {
        return new RegisteredCertificate(
                certificate, Stream.concat(history.stream(), Stream.of(change)).toList());
    }
}
