package org.tokentwin.conformance.cases.reference;

import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** Public keys of the token's objects as the JDK's own, so that the JDK can verify what the token signed. */
public final class PublicKeys {
    private PublicKeys() {}

    /** Of an object that has a modulus: a public key, or an RSA private key. */
    public static RSAPublicKey rsa(TokenUnderTest token, long session, long object)
            throws PKCS11Exception, GeneralSecurityException {
        BigInteger modulus = number(token, session, object, CKA_MODULUS);
        BigInteger exponent = number(token, session, object, CKA_PUBLIC_EXPONENT);
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    /** Of an EC public key object on the given curve. */
    public static PublicKey ec(TokenUnderTest token, long session, long object, ASN1ObjectIdentifier curve)
            throws PKCS11Exception, GeneralSecurityException, IOException {
        byte[] der = (byte[]) Objects.requireNonNull(Attributes.read(token, session, object, CKA_EC_POINT));
        byte[] point = ASN1OctetString.getInstance(der).getOctets();
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
        return KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(new SubjectPublicKeyInfo(algorithm, point).getEncoded()));
    }

    /**
     * Makes a public key session object of an RSA key, for the module to verify or encrypt with. The case does not apply where the token
     * takes none.
     *
     * @param instead attributes that take the place of those that it would have
     */
    public static long onToken(TokenUnderTest token, long session, RSAPublicKey key, CK_ATTRIBUTE... instead) {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(
                ulong(CKA_CLASS, CKO_PUBLIC_KEY),
                ulong(PKCS11Constants.CKA_KEY_TYPE, PKCS11Constants.CKK_RSA),
                Attributes.bool(PKCS11Constants.CKA_VERIFY, true),
                Attributes.bool(PKCS11Constants.CKA_ENCRYPT, true)));
        template.addAll(Attributes.numbers(key));
        for (CK_ATTRIBUTE attribute : instead) {
            template.removeIf(other -> other.type == attribute.type);
            template.add(attribute);
        }
        return Preparation.of(
                "the token takes no RSA public key",
                () -> token.p11().C_CreateObject(session, template.toArray(new CK_ATTRIBUTE[0]), true));
    }

    private static BigInteger number(TokenUnderTest token, long session, long object, long type)
            throws PKCS11Exception {
        return new BigInteger(1, (byte[]) Objects.requireNonNull(Attributes.read(token, session, object, type)));
    }
}
