package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** The lists that a CA makes of the certificates that are on hold or revoked, RFC 5280 section 5. Expired ones have left them. */
final class RevocationList {
    private static final int SERIAL_BITS = 127;
    private static final Duration VALIDITY = Duration.ofDays(1);

    private RevocationList() {}

    /** @param others how many more entries it has, of certificates that nobody was issued */
    static X509CRLHolder issue(
            Signer issuer, BigInteger number, Collection<RegisteredCertificate> certificates, int others, Instant now) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(VALIDITY)));
        certificates.stream()
                .filter(each -> each.certificate().getNotAfter().toInstant().isAfter(now))
                .forEach(each -> each.revocation()
                        .ifPresent(revocation -> builder.addCRLEntry(
                                each.serial(), Date.from(revocation.at()), revocation.crlReasonCode())));
        Random serials = new Random(number.longValue()); // they protect nothing, and have to come quickly
        for (int other = 0; other < others; other++) {
            builder.addCRLEntry(new BigInteger(SERIAL_BITS, serials).setBit(SERIAL_BITS - 1), Date.from(now), 0);
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, Extensions.authorityKey(issuer.certificate()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
        } catch (CertIOException e) {
            throw new IllegalStateException("The revocation list cannot be encoded", e);
        }
        return issuer.sign(builder);
    }
}
