package org.tokentwin.emulator.issuer;

import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Parts of X.509 extensions that several certificates share, RFC 5280 section 4.2. */
final class Extensions {
    /** A domain that never resolves, RFC 2606 section 2. */
    private static final String CRL_BASE = "http://crl.tokentwin.invalid/crl/";

    private Extensions() {}

    static void add(
            X509v3CertificateBuilder builder, ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(type, critical, value);
        } catch (CertIOException e) {
            throw new IllegalStateException("The extension " + type + " cannot be encoded", e);
        }
    }

    static SubjectKeyIdentifier subjectKey(PublicKey key) {
        return identifiers().createSubjectKeyIdentifier(key);
    }

    static AuthorityKeyIdentifier authorityKey(X509Certificate issuer) {
        return identifiers().createAuthorityKeyIdentifier(issuer.getPublicKey());
    }

    static CRLDistPoint distributionPoint(String crlName) {
        GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, CRL_BASE + crlName);
        DistributionPointName name = new DistributionPointName(new GeneralNames(uri));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static JcaX509ExtensionUtils identifiers() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-1", e);
        }
    }
}
