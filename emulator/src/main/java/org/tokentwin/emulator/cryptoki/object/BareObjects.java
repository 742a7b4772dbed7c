package org.tokentwin.emulator.cryptoki.object;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.cryptoki.token.CardKeys;

/**
 * Objects for keys and certificates that other middleware put on the card, without a file of attributes. Their {@code
 * CKA_ID} is the SHA-1 of the public key, so that key and certificate share it.
 */
final class BareObjects {
    private BareObjects() {}

    /**
     * The object of a certificate file; empty where the file is no certificate.
     *
     * @param strays hears of a file that is none
     */
    static Optional<TokenObject> certificate(int fileId, byte[] content, StrayFiles strays) {
        try {
            Certificate certificate = Certificate.getInstance(content);
            List<Attribute> template = List.of(
                    Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                    Attribute.ofUlong(Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509),
                    Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                    Attribute.ofString(
                            Cka.CKA_LABEL,
                            CommonName.of(certificate.getSubject()).orElse("")),
                    Attribute.of(Cka.CKA_ID, keyHash(certificate.getSubjectPublicKeyInfo())),
                    Attribute.of(Cka.CKA_SUBJECT, der(certificate.getSubject())),
                    Attribute.of(Cka.CKA_ISSUER, der(certificate.getIssuer())),
                    Attribute.of(Cka.CKA_SERIAL_NUMBER, der(certificate.getSerialNumber())),
                    Attribute.of(Cka.CKA_VALUE, content));
            StoredObject object =
                    NewObject.created(Template.of(template), false).object();
            return Optional.of(
                    new TokenObject(identity("certificate", fileId, object), TokenObject.NO_FILE, fileId, object));
        } catch (
                RuntimeException
                        e) { // of the ASN.1 reader, whichever: nothing but the file's content is looked at here
            strays.tell(fileId, e);
            return Optional.empty();
        }
    }

    /**
     * The object of a key, from the certificate of its container; empty if there is none, for the card does not tell public keys, and where
     * the certificate is not of a key that the card can hold.
     */
    static Optional<TokenObject> privateKey(int reference, Map<Integer, StoredObject> certificates) {
        return Optional.ofNullable(certificates.get(reference - CardKeys.FIRST_PERSISTENT))
                .flatMap(certificate -> privateKey(reference, certificate));
    }

    private static Optional<TokenObject> privateKey(int reference, StoredObject certificate) {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(certificate.value(Cka.CKA_PUBLIC_KEY_INFO));
            ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
            if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                return Optional.of(privateKey(reference, ObjectKind.RSA_PRIVATE_KEY, rsaPart(info), info, certificate));
            }
            if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return Optional.of(privateKey(reference, ObjectKind.EC_PRIVATE_KEY, ecPart(info), info, certificate));
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) { // as above
            return Optional.empty();
        }
    }

    private static TokenObject privateKey(
            int reference,
            ObjectKind kind,
            List<Attribute> publicPart,
            SubjectPublicKeyInfo info,
            StoredObject certificate) {
        List<Attribute> template = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, kind.objectClass()),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, kind.type()),
                Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                Attribute.of(Cka.CKA_LABEL, certificate.value(Cka.CKA_LABEL)),
                Attribute.of(Cka.CKA_ID, certificate.value(Cka.CKA_ID)),
                Attribute.of(Cka.CKA_SUBJECT, certificate.value(Cka.CKA_SUBJECT)));
        StoredObject object = NewObject.generated(kind, Template.of(template), false)
                .with(publicPart)
                .with(Attribute.of(Cka.CKA_PUBLIC_KEY_INFO, der(info)))
                .withKeyReference(reference);
        return new TokenObject(identity("key", reference, object), TokenObject.NO_FILE, TokenObject.NO_FILE, object);
    }

    private static List<Attribute> rsaPart(SubjectPublicKeyInfo info) throws IOException {
        RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
        return List.of(
                Attribute.of(Cka.CKA_MODULUS, Unsigned.bytes(key.getModulus())),
                Attribute.of(Cka.CKA_PUBLIC_EXPONENT, Unsigned.bytes(key.getPublicExponent())));
    }

    private static List<Attribute> ecPart(SubjectPublicKeyInfo info) throws IOException {
        byte[] ecParams = info.getAlgorithm().getParameters().toASN1Primitive().getEncoded(ASN1Encoding.DER);
        NamedCurve.of(ecParams);
        return List.of(Attribute.of(Cka.CKA_EC_PARAMS, ecParams));
    }

    private static String identity(String what, int number, StoredObject object) {
        return what + number + "-" + HexFormat.of().formatHex(object.value(Cka.CKA_ID));
    }

    private static byte[] keyHash(SubjectPublicKeyInfo info) {
        return Sha1.of(info.getPublicKeyData().getOctets());
    }

    private static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("this always has an encoding", e);
        }
    }
}
