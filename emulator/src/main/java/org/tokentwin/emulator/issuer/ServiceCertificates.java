package org.tokentwin.emulator.issuer;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * The certificates of the services, which the issuing CA issues. Keys and address say what they are, so that no two have a serial number
 * in common, and the same one comes out each time. They are as long valid as the CA, so that a time stamp outlives an e-Cert.
 */
final class ServiceCertificates {
    private static final Instant EXPIRED = Instant.parse("2016-09-05T00:00:00Z");

    private ServiceCertificates() {}

    /** RFC 6960 section 4.2.2.2: a delegated responder, which need not be asked about. */
    static X509Certificate ocsp(Signer issuer, PublicKey key, Optional<AuthorityAddress> address) {
        X509v3CertificateBuilder builder =
                builder(issuer, "TokenTwin Test OCSP 2 - 15", key, address, CaCertificates.ISSUING_NOT_AFTER);
        Extensions.add(
                builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
        Extensions.add(builder, OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        return issuer.sign(builder);
    }

    /** RFC 3161 section 2.3: for time stamps only, and that is critical. */
    static X509Certificate timeStamps(Signer issuer, PublicKey key, Optional<AuthorityAddress> address) {
        return timeStamps(issuer, "TokenTwin Test Time Stamps 2 - 15", key, address, CaCertificates.ISSUING_NOT_AFTER);
    }

    /** One that nobody should stamp with any more. */
    static X509Certificate expiredTimeStamps(Signer issuer, PublicKey key, Optional<AuthorityAddress> address) {
        return timeStamps(issuer, "TokenTwin Test Expired Time Stamps 2 - 15", key, address, EXPIRED);
    }

    private static X509Certificate timeStamps(
            Signer issuer, String commonName, PublicKey key, Optional<AuthorityAddress> address, Instant notAfter) {
        X509v3CertificateBuilder builder = builder(issuer, commonName, key, address, notAfter);
        Extensions.add(
                builder, Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        Extensions.addAddresses(builder, address);
        return issuer.sign(builder);
    }

    private static X509v3CertificateBuilder builder(
            Signer issuer, String commonName, PublicKey key, Optional<AuthorityAddress> address, Instant notAfter) {
        X509v3CertificateBuilder builder = CaCertificates.service(issuer, commonName, key, address, notAfter);
        Extensions.add(builder, Extension.authorityKeyIdentifier, false, Extensions.authorityKey(issuer.certificate()));
        Extensions.add(builder, Extension.subjectKeyIdentifier, false, Extensions.subjectKey(key));
        Extensions.add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        return builder;
    }
}
