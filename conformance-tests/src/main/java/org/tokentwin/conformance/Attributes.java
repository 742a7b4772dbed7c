package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_OAEP_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_PSS_PARAMS;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** Attributes and mechanisms as the IAIK wrapper takes them. */
public final class Attributes {
    private Attributes() {}

    public static CK_ATTRIBUTE ulong(long type, long value) {
        return of(type, value);
    }

    public static CK_ATTRIBUTE bool(long type, boolean value) {
        return of(type, value);
    }

    public static CK_ATTRIBUTE bytes(long type, byte[] value) {
        return of(type, value);
    }

    public static CK_ATTRIBUTE string(long type, String value) {
        return of(type, value.toCharArray());
    }

    /** The numbers of an RSA public key, without leading zeros. */
    public static List<CK_ATTRIBUTE> numbers(RSAPublicKey key) {
        return List.of(
                number(PKCS11Constants.CKA_MODULUS, key.getModulus()),
                number(PKCS11Constants.CKA_PUBLIC_EXPONENT, key.getPublicExponent()));
    }

    /** The numbers of an RSA private key, without leading zeros. */
    public static List<CK_ATTRIBUTE> numbers(RSAPrivateCrtKey key) {
        return List.of(
                number(PKCS11Constants.CKA_MODULUS, key.getModulus()),
                number(PKCS11Constants.CKA_PUBLIC_EXPONENT, key.getPublicExponent()),
                number(PKCS11Constants.CKA_PRIVATE_EXPONENT, key.getPrivateExponent()),
                number(PKCS11Constants.CKA_PRIME_1, key.getPrimeP()),
                number(PKCS11Constants.CKA_PRIME_2, key.getPrimeQ()),
                number(PKCS11Constants.CKA_EXPONENT_1, key.getPrimeExponentP()),
                number(PKCS11Constants.CKA_EXPONENT_2, key.getPrimeExponentQ()),
                number(PKCS11Constants.CKA_COEFFICIENT, key.getCrtCoefficient()));
    }

    private static CK_ATTRIBUTE number(long type, BigInteger value) {
        return bytes(type, BigIntegers.asUnsignedByteArray(value));
    }

    private static CK_ATTRIBUTE of(long type, Object value) {
        CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
        attribute.type = type;
        attribute.pValue = value;
        return attribute;
    }

    /** The attribute's value, read from the object: {@code byte[]}, {@code char[]}, {@code Long}, {@code Boolean}, or null. */
    public static @Nullable Object read(TokenUnderTest token, long session, long object, long type)
            throws PKCS11Exception {
        CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
        attribute.type = type;
        CK_ATTRIBUTE[] template = {attribute};
        token.p11().C_GetAttributeValue(session, object, template, true);
        return template[0].pValue; // the wrapper puts its own attribute into the array
    }

    /** A mechanism without parameter. */
    public static CK_MECHANISM mechanism(long type) {
        return mechanism(type, null);
    }

    public static CK_MECHANISM mechanism(long type, @Nullable Object parameter) {
        CK_MECHANISM mechanism = new CK_MECHANISM();
        mechanism.mechanism = type;
        mechanism.pParameter = parameter;
        return mechanism;
    }

    public static CK_RSA_PKCS_PSS_PARAMS pss(long hash, long mgf, int saltLength) {
        CK_RSA_PKCS_PSS_PARAMS parameters = new CK_RSA_PKCS_PSS_PARAMS();
        parameters.hashAlg = hash;
        parameters.mgf = mgf;
        parameters.sLen = saltLength;
        return parameters;
    }

    public static CK_RSA_PKCS_OAEP_PARAMS oaep(long hash, long mgf) {
        CK_RSA_PKCS_OAEP_PARAMS parameters = new CK_RSA_PKCS_OAEP_PARAMS();
        parameters.hashAlg = hash;
        parameters.mgf = mgf;
        parameters.source = PKCS11Constants.CKZ_SALT_SPECIFIED;
        return parameters;
    }
}
