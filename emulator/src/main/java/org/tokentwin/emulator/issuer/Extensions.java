package org.tokentwin.emulator.issuer;

import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Parts of X.509 extensions that several certificates share, RFC 5280 section 4.2. */
final class Extensions {
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

    /** Where to ask about an e-Cert: the revocation list, OCSP, and where its issuer's certificate is. */
    static void addAddresses(X509v3CertificateBuilder builder, Optional<AuthorityAddress> address) {
        address.ifPresent(at -> {
            add(builder, Extension.cRLDistributionPoints, false, distributionPoint(at.of(AuthorityFiles.CRL)));
            add(builder, Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                new AccessDescription(AccessDescription.id_ad_ocsp, uri(at.of(AuthorityFiles.OCSP))),
                new AccessDescription(AccessDescription.id_ad_caIssuers, uri(at.of(AuthorityFiles.ISSUING_CA)))
            }));
        });
    }

    /** Where to ask about the issuing CA; the root has a list only. */
    static void addRootAddresses(X509v3CertificateBuilder builder, AuthorityAddress address) {
        add(builder, Extension.cRLDistributionPoints, false, distributionPoint(address.of(AuthorityFiles.ROOT_CRL)));
        add(
                builder,
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                        AccessDescription.id_ad_caIssuers, uri(address.of(AuthorityFiles.ROOT_CA))));
    }

    private static CRLDistPoint distributionPoint(String uri) {
        DistributionPointName name = new DistributionPointName(new GeneralNames(uri(uri)));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    private static JcaX509ExtensionUtils identifiers() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-1", e);
        }
    }
}
