package org.tokentwin.emulator.authority;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tokentwin.emulator.issuer.KeyType;

/** Signs responses without a CA's permission: his certificates are signed by himself. */
final class Stranger {
    private static final Instant BEGIN = Instant.parse("2015-09-05T00:00:00Z");
    private static final Instant END = Instant.parse("2055-09-05T00:00:00Z");

    private Stranger() {}

    private static final class Made {
        static final KeyPair KEYS = KeyType.RSA_2048.generate();
        static final X509CertificateHolder OCSP = certificate(KeyPurposeId.id_kp_OCSPSigning);
        static final X509CertificateHolder TIME_STAMPS = certificate(KeyPurposeId.id_kp_timeStamping);

        private static X509CertificateHolder certificate(KeyPurposeId purpose) {
            X500Name name = new X500Name("CN=TokenTwin Test Stranger");
            try {
                return new JcaX509v3CertificateBuilder(
                                name, BigInteger.ONE, Date.from(BEGIN), Date.from(END), name, KEYS.getPublic())
                        .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose))
                        .build(contentSigner());
            } catch (CertIOException e) {
                throw new IllegalStateException("the extension can be encoded", e);
            }
        }
    }

    static ContentSigner contentSigner() {
        try {
            return new JcaContentSignerBuilder("SHA256withRSA").build(Made.KEYS.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("This Java cannot sign by RSA with SHA-256", e);
        }
    }

    /** Says that he is an OCSP responder. */
    static X509CertificateHolder certificate() {
        return Made.OCSP;
    }

    /** Says that he stamps times. */
    static X509CertificateHolder timeStampCertificate() {
        return Made.TIME_STAMPS;
    }
}
