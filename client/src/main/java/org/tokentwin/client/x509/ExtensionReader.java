package org.tokentwin.client.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** Reads a certificate's extensions, RFC 5280 section 4.2. One that is damaged is read as one that is not there. */
final class ExtensionReader {
    private static final String[] KEY_USAGES = {
        "digitalSignature",
        "nonRepudiation",
        "keyEncipherment",
        "dataEncipherment",
        "keyAgreement",
        "keyCertSign",
        "cRLSign",
        "encipherOnly",
        "decipherOnly"
    };
    private static final Map<KeyPurposeId, String> PURPOSES = Map.of(
            KeyPurposeId.anyExtendedKeyUsage, "anyExtendedKeyUsage",
            KeyPurposeId.id_kp_serverAuth, "serverAuth",
            KeyPurposeId.id_kp_clientAuth, "clientAuth",
            KeyPurposeId.id_kp_codeSigning, "codeSigning",
            KeyPurposeId.id_kp_emailProtection, "emailProtection",
            KeyPurposeId.id_kp_timeStamping, "timeStamping",
            KeyPurposeId.id_kp_OCSPSigning, "OCSPSigning");

    private final X509Certificate certificate;

    ExtensionReader(X509Certificate certificate) {
        this.certificate = certificate;
    }

    List<String> keyUsages() {
        boolean[] bits = certificate.getKeyUsage();
        List<String> usages = new ArrayList<>();
        for (int i = 0; bits != null && i < Math.min(bits.length, KEY_USAGES.length); i++) {
            if (bits[i]) {
                usages.add(KEY_USAGES[i]);
            }
        }
        return usages;
    }

    List<String> extendedKeyUsages() {
        return read(Extension.extendedKeyUsage, ExtendedKeyUsage::getInstance)
                .map(usage -> Arrays.stream(usage.getUsages())
                        .map(purpose -> PURPOSES.getOrDefault(purpose, purpose.getId()))
                        .toList())
                .orElse(List.of());
    }

    List<CertificatePolicy> policies() {
        return read(Extension.certificatePolicies, CertificatePolicies::getInstance)
                .map(policies -> Arrays.stream(policies.getPolicyInformation())
                        .map(ExtensionReader::policy)
                        .toList())
                .orElse(List.of());
    }

    private static CertificatePolicy policy(PolicyInformation policy) {
        ASN1Sequence qualifiers = policy.getPolicyQualifiers();
        List<String> texts = new ArrayList<>();
        for (int i = 0; qualifiers != null && i < qualifiers.size(); i++) {
            PolicyQualifierInfo info = PolicyQualifierInfo.getInstance(qualifiers.getObjectAt(i));
            texts.add(
                    info.getQualifier() instanceof ASN1String text
                            ? text.getString()
                            : info.getPolicyQualifierId().getId());
        }
        return new CertificatePolicy(policy.getPolicyIdentifier().getId(), texts);
    }

    List<String> alternativeNames() {
        return read(Extension.subjectAlternativeName, GeneralNames::getInstance)
                .map(ExtensionReader::names)
                .orElse(List.of());
    }

    List<String> crlDistributionPoints() {
        return read(Extension.cRLDistributionPoints, CRLDistPoint::getInstance)
                .map(points -> Arrays.stream(points.getDistributionPoints())
                        .flatMap(ExtensionReader::fullNames)
                        .toList())
                .orElse(List.of());
    }

    private static Stream<String> fullNames(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        return name == null || name.getType() != DistributionPointName.FULL_NAME
                ? Stream.empty()
                : names(GeneralNames.getInstance(name.getName())).stream();
    }

    List<String> authorityInformation() {
        return read(Extension.authorityInfoAccess, AuthorityInformationAccess::getInstance)
                .map(access -> Arrays.stream(access.getAccessDescriptions())
                        .map(description -> name(description.getAccessLocation()))
                        .toList())
                .orElse(List.of());
    }

    String subjectKeyIdentifier() {
        return read(Extension.subjectKeyIdentifier, SubjectKeyIdentifier::getInstance)
                .map(id -> HexFormat.of().formatHex(id.getKeyIdentifier()))
                .orElse("");
    }

    String authorityKeyIdentifier() {
        return read(Extension.authorityKeyIdentifier, AuthorityKeyIdentifier::getInstance)
                .map(AuthorityKeyIdentifier::getKeyIdentifierOctets)
                .map(HexFormat.of()::formatHex)
                .orElse("");
    }

    private static List<String> names(GeneralNames names) {
        return Arrays.stream(names.getNames()).map(ExtensionReader::name).toList();
    }

    private static String name(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.rfc822Name -> "email:" + name.getName();
            case GeneralName.dNSName -> "dns:" + name.getName();
            case GeneralName.uniformResourceIdentifier -> name.getName().toString();
            default -> name.toString();
        };
    }

    private <T> Optional<T> read(ASN1ObjectIdentifier oid, Decoder<T> decoder) {
        byte[] value = certificate.getExtensionValue(oid.getId());
        if (value == null) {
            return Optional.empty();
        }
        try {
            byte[] inner = ASN1OctetString.getInstance(value).getOctets();
            return Optional.ofNullable(decoder.decode(ASN1Primitive.fromByteArray(inner)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private interface Decoder<T> {
        T decode(Object asn1);
    }
}
