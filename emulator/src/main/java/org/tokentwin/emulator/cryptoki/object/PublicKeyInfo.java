package org.tokentwin.emulator.cryptoki.object;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.cryptoki.mechanism.PublicKeyOnHost;

/** DER of the {@code SubjectPublicKeyInfo}, {@code CKA_PUBLIC_KEY_INFO}: by it a certificate finds its key. */
final class PublicKeyInfo {
    private PublicKeyInfo() {}

    /**
     * Of a public-key object.
     *
     * @throws CryptokiException what {@link PublicKeyOnHost} throws for a key that is not sound
     */
    static byte[] of(StoredObject publicKey) {
        if (publicKey.kind().isRsa()) {
            byte[] modulus = publicKey.value(Cka.CKA_MODULUS);
            byte[] exponent = publicKey.value(Cka.CKA_PUBLIC_EXPONENT);
            PublicKeyOnHost.rsa(modulus, exponent);
            return ofRsa(Unsigned.of(modulus), Unsigned.of(exponent));
        }
        byte[] ecPoint = publicKey.value(Cka.CKA_EC_POINT);
        PublicKeyOnHost.Ec key = PublicKeyOnHost.ec(publicKey.value(Cka.CKA_EC_PARAMS), ecPoint);
        return ofEc(key.curve(), ASN1OctetString.getInstance(ecPoint).getOctets());
    }

    static byte[] ofRsa(BigInteger modulus, BigInteger exponent) {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        try {
            return der(new SubjectPublicKeyInfo(rsa, new RSAPublicKey(modulus, exponent)));
        } catch (IOException e) {
            throw new IllegalStateException("an RSA public key always has an encoding", e);
        }
    }

    /** @param point uncompressed: {@code 04 x y} */
    static byte[] ofEc(NamedCurve curve, byte[] point) {
        AlgorithmIdentifier ec = new AlgorithmIdentifier(
                X9ObjectIdentifiers.id_ecPublicKey, ASN1ObjectIdentifier.getInstance(curve.ecParams()));
        return der(new SubjectPublicKeyInfo(ec, point));
    }

    /** @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} when the bytes are no X.509 certificate */
    static byte[] ofCertificate(byte[] certificate) {
        try {
            return der(Certificate.getInstance(certificate).getSubjectPublicKeyInfo());
        } catch (RuntimeException e) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "CKA_VALUE is not an X.509 certificate", e);
        }
    }

    private static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("this always has an encoding", e);
        }
    }
}
