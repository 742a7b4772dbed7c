package org.tokentwin.client;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.BigIntegers;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;

/** The template of a private key that stays on the token, PKCS#11 v2.40 mechanisms, sections 2.1.3 and 2.3.4. */
final class PrivateKeyTemplate {
    private static final int BITS_PER_BYTE = 8;

    private PrivateKeyTemplate() {}

    static CkAttribute[] of(PrivateKey key, String label, byte[] identifier) {
        List<CkAttribute> template = new ArrayList<>(List.of(
                new CkAttribute(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                new CkAttribute(Cka.CKA_TOKEN, true),
                new CkAttribute(Cka.CKA_PRIVATE, true),
                new CkAttribute(Cka.CKA_SENSITIVE, true),
                new CkAttribute(Cka.CKA_EXTRACTABLE, false),
                new CkAttribute(Cka.CKA_SIGN, true),
                new CkAttribute(Cka.CKA_LABEL, label.toCharArray()),
                new CkAttribute(Cka.CKA_ID, identifier)));
        switch (key) {
            case RSAPrivateCrtKey rsa -> rsa(template, rsa);
            case ECPrivateKey ec -> ec(template, ec);
            default ->
                throw TokenException.refused("the key is neither RSA nor EC", "Import a key of one of these kinds.");
        }
        return template.toArray(CkAttribute[]::new);
    }

    private static void rsa(List<CkAttribute> template, RSAPrivateCrtKey key) {
        template.add(new CkAttribute(Cka.CKA_KEY_TYPE, KeyType.RSA.ckk()));
        template.add(new CkAttribute(Cka.CKA_DECRYPT, true));
        template.add(number(Cka.CKA_MODULUS, key.getModulus()));
        template.add(number(Cka.CKA_PUBLIC_EXPONENT, key.getPublicExponent()));
        template.add(number(Cka.CKA_PRIVATE_EXPONENT, key.getPrivateExponent()));
        template.add(number(Cka.CKA_PRIME_1, key.getPrimeP()));
        template.add(number(Cka.CKA_PRIME_2, key.getPrimeQ()));
        template.add(number(Cka.CKA_EXPONENT_1, key.getPrimeExponentP()));
        template.add(number(Cka.CKA_EXPONENT_2, key.getPrimeExponentQ()));
        template.add(number(Cka.CKA_COEFFICIENT, key.getCrtCoefficient()));
    }

    private static CkAttribute number(long type, BigInteger value) {
        return new CkAttribute(type, BigIntegers.asUnsignedByteArray(value));
    }

    private static void ec(List<CkAttribute> template, ECPrivateKey key) {
        int length = (key.getParams().getOrder().bitLength() + BITS_PER_BYTE - 1) / BITS_PER_BYTE;
        template.add(new CkAttribute(Cka.CKA_KEY_TYPE, KeyType.EC.ckk()));
        template.add(new CkAttribute(Cka.CKA_EC_PARAMS, curve(key)));
        template.add(new CkAttribute(Cka.CKA_VALUE, BigIntegers.asUnsignedByteArray(length, key.getS())));
    }

    private static byte[] curve(ECPrivateKey key) {
        try {
            return PrivateKeyInfo.getInstance(key.getEncoded())
                    .getPrivateKeyAlgorithm()
                    .getParameters()
                    .toASN1Primitive()
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e); // encoding into memory
        }
    }
}
