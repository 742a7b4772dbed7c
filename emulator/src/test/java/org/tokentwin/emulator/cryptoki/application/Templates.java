package org.tokentwin.emulator.cryptoki.application;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.BigIntegers;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Templates for C_CreateObject, of keys and certificates that are ready. */
public final class Templates {
    private static final TestAuthority AUTHORITY = TestAuthority.bundled(InstantSource.system());

    private Templates() {}

    static Credential credential(KeyType type) {
        return AUTHORITY.issue(PersonalSubscriber.named("CHAN TAI MAN"), type, KeySource.TEST_KEYS, 1);
    }

    public static List<Attribute> with(List<Attribute> template, Attribute... more) {
        List<Attribute> extended = new ArrayList<>(template);
        for (Attribute each : more) {
            extended.removeIf(attribute -> attribute.type() == each.type());
            extended.add(each);
        }
        return extended;
    }

    static List<Attribute> without(List<Attribute> template, long type) {
        return template.stream().filter(attribute -> attribute.type() != type).toList();
    }

    static List<Attribute> onToken(List<Attribute> template) {
        return with(template, Attribute.ofBoolean(Cka.CKA_TOKEN, true));
    }

    static List<Attribute> data(String label, String value) {
        return List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                Attribute.ofString(Cka.CKA_LABEL, label),
                Attribute.ofString(Cka.CKA_VALUE, value));
    }

    public static List<Attribute> privateKey(Credential credential) {
        return credential.privateKey() instanceof RSAPrivateCrtKey rsa
                ? rsaPrivateKey(rsa)
                : ecPrivateKey((ECPrivateKey) credential.privateKey(), (ECPublicKey)
                        credential.certificate().getPublicKey());
    }

    static List<Attribute> rsaPrivateKey(RSAPrivateCrtKey key) {
        return List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                number(Cka.CKA_MODULUS, key.getModulus()),
                number(Cka.CKA_PUBLIC_EXPONENT, key.getPublicExponent()),
                number(Cka.CKA_PRIVATE_EXPONENT, key.getPrivateExponent()),
                number(Cka.CKA_PRIME_1, key.getPrimeP()),
                number(Cka.CKA_PRIME_2, key.getPrimeQ()),
                number(Cka.CKA_EXPONENT_1, key.getPrimeExponentP()),
                number(Cka.CKA_EXPONENT_2, key.getPrimeExponentQ()),
                number(Cka.CKA_COEFFICIENT, key.getCrtCoefficient()));
    }

    static List<Attribute> publicKey(Credential credential) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(
                credential.certificate().getPublicKey().getEncoded());
        try {
            return credential.keySize().rsa()
                    ? rsaPublicKey(org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(info.parsePublicKey()))
                    : ecPublicKey(info);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static List<Attribute> certificate(X509Certificate certificate) {
        try {
            return List.of(
                    Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                    Attribute.ofUlong(Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509),
                    Attribute.of(
                            Cka.CKA_SUBJECT,
                            certificate.getSubjectX500Principal().getEncoded()),
                    Attribute.of(
                            Cka.CKA_ISSUER, certificate.getIssuerX500Principal().getEncoded()),
                    Attribute.of(Cka.CKA_SERIAL_NUMBER, new ASN1Integer(certificate.getSerialNumber()).getEncoded()),
                    Attribute.of(Cka.CKA_VALUE, certificate.getEncoded()));
        } catch (IOException | CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    static Attribute number(long type, BigInteger value) {
        return Attribute.of(type, BigIntegers.asUnsignedByteArray(value));
    }

    private static List<Attribute> ecPrivateKey(ECPrivateKey key, ECPublicKey publicKey) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
        return List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_EC),
                ecParams(info),
                number(Cka.CKA_VALUE, key.getS()));
    }

    private static List<Attribute> rsaPublicKey(org.bouncycastle.asn1.pkcs.RSAPublicKey key) {
        return List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PUBLIC_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                number(Cka.CKA_MODULUS, key.getModulus()),
                number(Cka.CKA_PUBLIC_EXPONENT, key.getPublicExponent()));
    }

    private static List<Attribute> ecPublicKey(SubjectPublicKeyInfo info) throws IOException {
        return List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PUBLIC_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_EC),
                ecParams(info),
                Attribute.of(
                        Cka.CKA_EC_POINT,
                        new DEROctetString(info.getPublicKeyData().getOctets()).getEncoded()));
    }

    private static Attribute ecParams(SubjectPublicKeyInfo info) {
        try {
            return Attribute.of(
                    Cka.CKA_EC_PARAMS,
                    info.getAlgorithm().getParameters().toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
