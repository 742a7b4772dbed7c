package org.tokentwin.emulator.authority;

import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.issuer.Register;
import org.tokentwin.emulator.issuer.TestAuthority;

/**
 * The revocation lists of an authority. One is issued when a certificate's state has changed since the last, when that is an hour old, or
 * when the clock was set back; so each has a number of its own, and asking costs nothing.
 */
final class RevocationLists {
    private static final Duration REISSUE = Duration.ofHours(1);
    private static final Duration LONG_AGO = Duration.ofDays(30);

    private record Issued(Object certificates, X509CRL list) {}

    private final TestAuthority authority;
    private @Nullable Issued last;

    RevocationLists(TestAuthority authority) {
        this.authority = authority;
    }

    /** The issuing CA's, DER. */
    byte[] issuing(Instant now, Set<Trouble> troubles) {
        boolean stale = troubles.contains(Trouble.Plain.STALE);
        boolean future = troubles.contains(Trouble.Plain.FUTURE);
        X509CRL list = stale || future ? dated(stale ? now.minus(LONG_AGO) : now.plus(LONG_AGO)) : current(now);
        return encoded(list, troubles);
    }

    /** The root's. */
    byte[] root(Instant now) {
        return encoded(authority.withClock(() -> now).rootCrl(), Set.of());
    }

    private synchronized X509CRL current(Instant now) {
        Register register = authority.register();
        Issued known = last;
        if (known != null && known.certificates().equals(register.certificates()) && isRecent(known.list(), now)) {
            return known.list();
        }
        X509CRL list = dated(now);
        last = new Issued(register.certificates(), list);
        return list;
    }

    private static boolean isRecent(X509CRL list, Instant now) {
        Instant issued = list.getThisUpdate().toInstant();
        return !now.isBefore(issued) && now.isBefore(issued.plus(REISSUE));
    }

    private X509CRL dated(Instant now) {
        return authority.withClock(() -> now).crl();
    }

    private static byte[] encoded(X509CRL list, Set<Trouble> troubles) {
        try {
            if (troubles.contains(Trouble.Plain.WRONG_ISSUER) || troubles.contains(Trouble.Plain.STRANGER)) {
                return byStranger(list, troubles.contains(Trouble.Plain.WRONG_ISSUER));
            }
            return list.getEncoded();
        } catch (CRLException | IOException e) {
            throw new IllegalStateException("The list cannot be encoded", e);
        }
    }

    /** The same list, but signed by somebody else, in whose name or in the CA's. */
    private static byte[] byStranger(X509CRL list, boolean inHisName) throws CRLException, IOException {
        X509CRLHolder right = new X509CRLHolder(list.getEncoded());
        X500Name name = inHisName ? Stranger.certificate().getSubject() : right.getIssuer();
        X509v2CRLBuilder builder =
                new X509v2CRLBuilder(name, Date.from(list.getThisUpdate().toInstant()));
        builder.setNextUpdate(Date.from(list.getNextUpdate().toInstant()));
        builder.addCRL(right);
        return builder.build(Stranger.contentSigner()).getEncoded();
    }
}
