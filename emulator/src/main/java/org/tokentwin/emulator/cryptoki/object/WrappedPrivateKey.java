package org.tokentwin.emulator.cryptoki.object;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** An RSA private key that was wrapped as PKCS#8, mechanisms v2.40 section 2.8.6, on its way to the card. SafeNet's library takes no others. */
public final class WrappedPrivateKey {
    private WrappedPrivateKey() {}

    /**
     * Returns the object that {@code C_UnwrapKey} is asked for.
     *
     * @param template of it
     * @param encoded the {@code PrivateKeyInfo}
     * @param so whether the SO is logged in
     * @throws CryptokiException {@code CKR_WRAPPED_KEY_INVALID} for what is no RSA private key, and what the rules of PKCS#11 v2.40 section 4.1.1 name
     */
    public static NewObject of(Template template, byte[] encoded, boolean so) {
        Template whole = template;
        for (Attribute number : numbers(encoded)) {
            whole = whole.contributed(number);
        }
        return NewObject.created(whole, so);
    }

    private static List<Attribute> numbers(byte[] encoded) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
            if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
                throw invalid();
            }
            RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
            return List.of(
                    Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                    number(Cka.CKA_MODULUS, key.getModulus()),
                    number(Cka.CKA_PUBLIC_EXPONENT, key.getPublicExponent()),
                    number(Cka.CKA_PRIVATE_EXPONENT, key.getPrivateExponent()),
                    number(Cka.CKA_PRIME_1, key.getPrime1()),
                    number(Cka.CKA_PRIME_2, key.getPrime2()),
                    number(Cka.CKA_EXPONENT_1, key.getExponent1()),
                    number(Cka.CKA_EXPONENT_2, key.getExponent2()),
                    number(Cka.CKA_COEFFICIENT, key.getCoefficient()));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw invalid();
        }
    }

    private static Attribute number(long type, BigInteger value) {
        return Attribute.of(type, Unsigned.bytes(value));
    }

    private static CryptokiException invalid() {
        return new CryptokiException(Ckr.CKR_WRAPPED_KEY_INVALID, "there is no such key in it");
    }
}
