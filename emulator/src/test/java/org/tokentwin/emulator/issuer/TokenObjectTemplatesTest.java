package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.issuer.CertificateObject.Category;

class TokenObjectTemplatesTest {
    private static final TestAuthority AUTHORITY = TestAuthority.bundled(InstantSource.system());

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "P256"})
    void keyAndCertificate_shareTheirId(KeyType type) {
        Credential credential = credential(type);
        CertificateObject certificate = new CertificateObject(credential.certificate(), 8);
        KeyObjects keys = new KeyObjects(credential, certificate);

        assertThat(certificate.id()).hasSize(8);
        assertThat(value(certificate.template(Category.TOKEN_USER), Cka.CKA_ID)).contains(certificate.id());
        assertThat(value(keys.privateKey(false), Cka.CKA_ID)).contains(certificate.id());
        assertThat(value(keys.publicKey(), Cka.CKA_ID)).contains(certificate.id());
    }

    @Test
    void privateKey_isLabelledOnlyWhereAsked() {
        Credential credential = credential(KeyType.P256);
        KeyObjects keys = new KeyObjects(credential, new CertificateObject(credential.certificate(), 8));

        assertThat(value(keys.privateKey(false), Cka.CKA_LABEL)).isEmpty();
        assertThat(value(keys.privateKey(true), Cka.CKA_LABEL))
                .contains("CHAN, TAI MAN".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void privateKey_isSensitiveAndStays() {
        Credential credential = credential(KeyType.RSA_2048);
        List<Attribute> template =
                new KeyObjects(credential, new CertificateObject(credential.certificate(), 8)).privateKey(false);

        assertThat(template)
                .contains(
                        Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                        Attribute.ofBoolean(Cka.CKA_PRIVATE, true),
                        Attribute.ofBoolean(Cka.CKA_SENSITIVE, true),
                        Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, false));
        assertThat(value(template, Cka.CKA_MODULUS).orElseThrow()).hasSize(256);
        assertThat(new BigInteger(1, value(template, Cka.CKA_PRIME_1).orElseThrow()))
                .isEqualTo(((RSAPrivateCrtKey) credential.privateKey()).getPrimeP());
    }

    @Test
    void pointOnACurve_isAnOctetString() {
        Credential credential = credential(KeyType.P384);
        KeyObjects keys = new KeyObjects(credential, new CertificateObject(credential.certificate(), 8));

        byte[] point = ASN1OctetString.getInstance(
                        value(keys.publicKey(), Cka.CKA_EC_POINT).orElseThrow())
                .getOctets();

        assertThat(point).hasSize(97).startsWith(0x04);
        assertThat(SubjectPublicKeyInfo.getInstance(
                                credential.certificate().getPublicKey().getEncoded())
                        .getPublicKeyData()
                        .getOctets())
                .isEqualTo(point);
    }

    @Test
    void certificate_isStoredInFull() throws GeneralSecurityException {
        X509Certificate certificate = credential(KeyType.P256).certificate();
        List<Attribute> template = new CertificateObject(certificate, 20).template(Category.TOKEN_USER);

        assertThat(template)
                .contains(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                        Attribute.ofBoolean(Cka.CKA_PRIVATE, false),
                        Attribute.ofUlong(Cka.CKA_CERTIFICATE_CATEGORY, 1),
                        Attribute.ofString(Cka.CKA_LABEL, "CHAN, TAI MAN"));
        assertThat(value(template, Cka.CKA_VALUE)).contains(certificate.getEncoded());
        assertThat(ASN1Integer.getInstance(
                                value(template, Cka.CKA_SERIAL_NUMBER).orElseThrow())
                        .getValue())
                .isEqualTo(certificate.getSerialNumber());
    }

    @Test
    void certificateWithoutCommonName_isLabelledByWhatItHas() throws GeneralSecurityException {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(getClass().getResourceAsStream("no-common-name.pem"));

        assertThat(new CertificateObject(certificate, 8).label()).isEqualTo("Unnamed Unit");
    }

    private static Credential credential(KeyType type) {
        return AUTHORITY.issue(PersonalSubscriber.named("CHAN, TAI MAN"), type, KeySource.TEST_KEYS, 1);
    }

    private static Optional<byte[]> value(List<Attribute> template, long type) {
        return template.stream()
                .filter(attribute -> attribute.type() == type)
                .map(Attribute::value)
                .findFirst();
    }
}
