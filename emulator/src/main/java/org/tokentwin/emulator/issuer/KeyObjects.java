package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.BigIntegers;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.profile.KeyUse;
import org.tokentwin.emulator.profile.ObjectProfile;

/**
 * A credential's key as PKCS#11 objects, sections 4.8 and 4.9 of v2.40, in templates for {@code C_CreateObject}.
 *
 * @param credential the key and its certificate
 * @param certificate the certificate's object, whose {@code CKA_ID} the key shares
 */
record KeyObjects(Credential credential, CertificateObject certificate) {
    List<Attribute> privateKey(ObjectProfile profile) {
        List<Attribute> template = privateKey(profile.importedPrivateKeyHasLabel());
        if (profile.issuedKeyAlwaysAuthenticates()) {
            template.add(Attribute.ofBoolean(Cka.CKA_ALWAYS_AUTHENTICATE, true));
        }
        if (credential.keySize().rsa() && profile.importedKeyUsageFixed()) {
            fixUsage(template, profile.importedKeyUsage());
        }
        return template;
    }

    List<Attribute> privateKey(boolean labelled) {
        List<Attribute> template = key(Cko.CKO_PRIVATE_KEY, labelled);
        template.add(Attribute.ofBoolean(Cka.CKA_PRIVATE, true));
        template.add(Attribute.ofBoolean(Cka.CKA_SENSITIVE, true));
        template.add(Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, false));
        template.add(Attribute.ofBoolean(Cka.CKA_SIGN, true));
        template.add(Attribute.of(Cka.CKA_SUBJECT, certificate.subject()));
        PrivateKey key = credential.privateKey();
        // no switch: a pattern is linked at its first use, which each young JVM would wait for
        if (key instanceof RSAPrivateKey rsa) {
            addRsa(template, rsa);
        } else if (key instanceof ECPrivateKey ec) {
            template.add(Attribute.of(Cka.CKA_EC_PARAMS, curve()));
            template.add(unsigned(Cka.CKA_VALUE, ec.getS()));
        } else {
            throw new IllegalStateException("A credential's key is RSA or EC");
        }
        return template;
    }

    private void addRsa(List<Attribute> template, RSAPrivateKey key) {
        template.add(Attribute.ofBoolean(Cka.CKA_DECRYPT, true));
        template.add(Attribute.ofBoolean(Cka.CKA_UNWRAP, true));
        addPublicNumbers(template);
        template.add(unsigned(Cka.CKA_PRIVATE_EXPONENT, key.getPrivateExponent()));
        if (key instanceof RSAPrivateCrtKey complete) {
            template.add(unsigned(Cka.CKA_PRIME_1, complete.getPrimeP()));
            template.add(unsigned(Cka.CKA_PRIME_2, complete.getPrimeQ()));
            template.add(unsigned(Cka.CKA_EXPONENT_1, complete.getPrimeExponentP()));
            template.add(unsigned(Cka.CKA_EXPONENT_2, complete.getPrimeExponentQ()));
            template.add(unsigned(Cka.CKA_COEFFICIENT, complete.getCrtCoefficient()));
        }
    }

    private static void fixUsage(List<Attribute> template, Set<KeyUse> usage) {
        for (KeyUse each : KeyUse.OF_RSA_PRIVATE_KEYS) {
            template.removeIf(attribute -> attribute.type() == each.attribute());
            template.add(Attribute.ofBoolean(each.attribute(), usage.contains(each)));
        }
    }

    private void addPublicNumbers(List<Attribute> template) {
        RSAPublicKey key =
                RSAPublicKey.getInstance(publicKeyInfo().getPublicKeyData().getOctets());
        template.add(unsigned(Cka.CKA_MODULUS, key.getModulus()));
        template.add(unsigned(Cka.CKA_PUBLIC_EXPONENT, key.getPublicExponent()));
    }

    List<Attribute> publicKey() {
        List<Attribute> template = key(Cko.CKO_PUBLIC_KEY, true);
        if (credential.keySize().rsa()) {
            addPublicNumbers(template);
        } else {
            template.add(Attribute.of(Cka.CKA_EC_PARAMS, curve()));
            template.add(Attribute.of(Cka.CKA_EC_POINT, point()));
        }
        return template;
    }

    private List<Attribute> key(long objectClass, boolean labelled) {
        List<Attribute> template = new ArrayList<>();
        template.add(Attribute.ofUlong(Cka.CKA_CLASS, objectClass));
        template.add(Attribute.ofUlong(Cka.CKA_KEY_TYPE, credential.keySize().rsa() ? Ckk.CKK_RSA : Ckk.CKK_EC));
        template.add(Attribute.ofBoolean(Cka.CKA_TOKEN, true));
        template.add(Attribute.of(Cka.CKA_ID, certificate.id()));
        if (labelled) {
            template.add(Attribute.ofString(Cka.CKA_LABEL, certificate.label()));
        }
        return template;
    }

    private SubjectPublicKeyInfo publicKeyInfo() {
        return SubjectPublicKeyInfo.getInstance(
                credential.certificate().getPublicKey().getEncoded());
    }

    private byte[] curve() {
        try {
            return publicKeyInfo()
                    .getAlgorithm()
                    .getParameters()
                    .toASN1Primitive()
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("A curve that was parsed cannot be encoded", e);
        }
    }

    /** The point as the DER of an octet string, mechanisms v2.40 section 2.3.3. */
    private byte[] point() {
        try {
            return new DEROctetString(publicKeyInfo().getPublicKeyData().getOctets()).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("A point that was parsed cannot be encoded", e);
        }
    }

    private static Attribute unsigned(long type, BigInteger number) {
        return Attribute.of(type, BigIntegers.asUnsignedByteArray(number));
    }
}
