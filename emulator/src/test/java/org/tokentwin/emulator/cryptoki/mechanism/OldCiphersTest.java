package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.MECHANISMS;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.output;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;

/** RC4 and DES. */
class OldCiphersTest {
    private static final byte[] VALUE = HexFormat.of().parseHex("0123456789abcdef");

    @Test
    void rc4_isWhatTheJdkMakes() throws GeneralSecurityException {
        assertSame(Ckm.CKM_RC4, SecretKeyType.RC4, "ARCFOUR", new byte[21]);
    }

    @Test
    void des_isWhatTheJdkMakes() throws GeneralSecurityException {
        assertSame(Ckm.CKM_DES_ECB, SecretKeyType.DES, "DES/ECB/NoPadding", new byte[24]);
    }

    private static void assertSame(long type, SecretKeyType keyType, String jdkName, byte[] data)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(jdkName);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(VALUE, jdkName.replaceFirst("/.*", "")));
        byte[] expected = cipher.doFinal(data);
        SecretKeyOnHost key = new SecretKeyOnHost(keyType, VALUE.clone());

        assertThat(output(room -> MECHANISMS.encrypt(Mechanism.of(type), key).process(data, room)))
                .isEqualTo(expected);
        CipherOperation decrypt = MECHANISMS.decrypt(Mechanism.of(type), key);
        assertThat(output(room -> decrypt.update(expected, room))).isEqualTo(data);
        assertThat(output(decrypt::finish)).isEmpty();
    }
}
