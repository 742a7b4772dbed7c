package org.tokentwin.emulator.authority;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.security.cert.CRLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.issuer.Register;
import org.tokentwin.emulator.issuer.TestAuthority;

/**
 * The revocation lists of an authority. One is issued when a certificate's state has changed since the last, when that is an hour old, or
 * when the clock was set back; so each has its own number, and asking costs nothing.
 */
final class RevocationLists {
    private static final Duration REISSUE = Duration.ofHours(1);
    private static final Duration LONG_AGO = Duration.ofDays(30);

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    private record Issued(Object certificates, int others, Instant at, byte[] list) {}

    private final TestAuthority authority;

    @GuardedBy("this")
    private @Nullable Issued last;

    RevocationLists(TestAuthority authority) {
        this.authority = authority;
    }

    /** The issuing CA's, DER. */
    byte[] issuing(Instant now, Set<Trouble> troubles) {
        boolean stale = troubles.contains(Trouble.Plain.STALE);
        boolean future = troubles.contains(Trouble.Plain.FUTURE);
        int others = troubles.stream()
                .mapToInt(each -> each instanceof Trouble.Entries(int count) ? count : 0)
                .max()
                .orElse(0);
        byte[] list = stale || future
                ? dated(stale ? now.minus(LONG_AGO) : now.plus(LONG_AGO), others)
                : current(now, others);
        boolean strangersName = troubles.contains(Trouble.Plain.WRONG_ISSUER);
        return strangersName || troubles.contains(Trouble.Plain.STRANGER) ? byStranger(list, strangersName) : list;
    }

    /** The root's. */
    byte[] root(Instant now) {
        try {
            return authority.withClock(() -> now).rootCrl().getEncoded();
        } catch (CRLException e) {
            throw new IllegalStateException("The list cannot be encoded", e);
        }
    }

    private synchronized byte[] current(Instant now, int others) {
        Register register = authority.register();
        Issued known = last;
        if (known != null
                && known.others() == others
                && known.certificates().equals(register.certificates())
                && isRecent(known.at(), now)) {
            return known.list();
        }
        last = null; // a long one is not to be there twice
        byte[] list = dated(now, others);
        last = new Issued(register.certificates(), others, now, list);
        return list;
    }

    private static boolean isRecent(Instant issued, Instant now) {
        return !now.isBefore(issued) && now.isBefore(issued.plus(REISSUE));
    }

    private byte[] dated(Instant now, int others) {
        return authority.withClock(() -> now).crlWith(others);
    }

    /** The same list, but signed by somebody else, in whose name or in the CA's. */
    private static byte[] byStranger(byte[] list, boolean inHisName) {
        try {
            X509CRLHolder right = new X509CRLHolder(list);
            X500Name name = inHisName ? Stranger.certificate().getSubject() : right.getIssuer();
            X509v2CRLBuilder builder = new X509v2CRLBuilder(name, right.getThisUpdate());
            builder.setNextUpdate(right.getNextUpdate());
            builder.addCRL(right);
            return builder.build(Stranger.contentSigner()).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("The list cannot be encoded", e);
        }
    }
}
