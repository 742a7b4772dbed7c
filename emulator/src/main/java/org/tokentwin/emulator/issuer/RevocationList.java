package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** The certificates that a CA revoked, and the lists that it makes of them, RFC 5280 section 5. */
final class RevocationList {
    private static final Duration VALIDITY = Duration.ofDays(1);

    private record Revocation(Instant when, CRLReason reason) {}

    private final Signer issuer;
    private final Map<BigInteger, Revocation> revocations = new LinkedHashMap<>();
    private BigInteger number = BigInteger.ZERO;

    RevocationList(Signer issuer) {
        this.issuer = issuer;
    }

    synchronized void add(X509Certificate certificate, Instant when, CRLReason reason) {
        try {
            certificate.verify(issuer.certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Only the CA that issued a certificate can revoke it: "
                            + issuer.certificate().getSubjectX500Principal() + " did not issue that of "
                            + certificate.getSubjectX500Principal(),
                    e);
        }
        revocations.putIfAbsent(certificate.getSerialNumber(), new Revocation(when, reason));
    }

    @SuppressWarnings("EnumOrdinal") // CRLReason is declared in the order of RFC 5280's codes, its gap included
    synchronized X509CRL issue(Instant now) {
        number = number.add(BigInteger.ONE);
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(VALIDITY)));
        revocations.forEach((serial, revocation) ->
                builder.addCRLEntry(serial, Date.from(revocation.when()), code(revocation.reason())));
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, Extensions.authorityKey(issuer.certificate()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
        } catch (CertIOException e) {
            throw new IllegalStateException("The revocation list cannot be encoded", e);
        }
        return issuer.sign(builder);
    }

    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of RFC 5280's codes, an unused one included
    private static int code(CRLReason reason) {
        return reason.ordinal();
    }
}
