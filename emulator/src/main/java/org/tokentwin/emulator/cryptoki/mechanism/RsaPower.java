package org.tokentwin.emulator.cryptoki.mechanism;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.Cipher;
import org.bouncycastle.util.BigIntegers;
import org.tokentwin.emulator.provider.Cryptography;

/** The power of a block, as a number, to a public exponent: a block as long as the modulus. */
final class RsaPower {
    private RsaPower() {}

    /** @throws GeneralSecurityException when the provider does not take such a key: its limits are narrower than PKCS#11's */
    static byte[] byProvider(byte[] block, BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        Cryptography cryptography = Cryptography.fastest();
        Cipher cipher = cryptography.rsaCipher();
        cipher.init(
                Cipher.ENCRYPT_MODE, cryptography.rsaKeys().generatePublic(new RSAPublicKeySpec(modulus, exponent)));
        return cipher.doFinal(block);
    }

    static byte[] byNumbers(byte[] block, BigInteger modulus, BigInteger exponent) {
        return BigIntegers.asUnsignedByteArray(block.length, new BigInteger(1, block).modPow(exponent, modulus));
    }
}
