package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** CKM_CHACHA20_POLY1305, against the JDK's. */
class ChaCha20Test {
    private static final byte[] VALUE = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADER = {1, 2, 3};

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;
    private final long key = fixture.secret(Ckk.CKK_CHACHA20, VALUE);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 300})
    void cryptogram_isWhatTheJdkMakes(int length) throws GeneralSecurityException {
        byte[] data = new byte[length];

        assertThat(fixture.encrypt(chaCha(12, HEADER), key, data)).isEqualTo(byTheJdk(VALUE, data));
        assertThat(fixture.decrypt(chaCha(12, HEADER), key, byTheJdk(VALUE, data)))
                .isEqualTo(data);
    }

    @Test
    void inParts_isTheSame() throws GeneralSecurityException {
        byte[] data = new byte[100];
        application.encryptInit(session, chaCha(12, HEADER), key);
        byte[] first = output(room -> application.encryptUpdate(session, new byte[70], room));
        byte[] second = output(room -> application.encryptUpdate(session, new byte[30], room));
        byte[] last = output(room -> application.encryptFinal(session, room));
        byte[] whole = byTheJdk(VALUE, data);

        assertThat(org.bouncycastle.util.Arrays.concatenate(first, second, last))
                .isEqualTo(whole);
        application.decryptInit(session, chaCha(12, HEADER), key);
        assertThat(output(room -> application.decryptUpdate(session, Arrays.copyOf(whole, 99), room)))
                .as("plain text before the tag")
                .isEmpty();
        output(room -> application.decryptUpdate(session, Arrays.copyOfRange(whole, 99, whole.length), room));
        assertThat(output(room -> application.decryptFinal(session, room))).isEqualTo(data);
    }

    @Test
    void whatWasChanged_isRefused() throws GeneralSecurityException {
        byte[] changed = byTheJdk(VALUE, new byte[20]);
        changed[0] ^= 1;

        assertCkr(Ckr.CKR_ENCRYPTED_DATA_INVALID, () -> fixture.decrypt(chaCha(12, HEADER), key, changed));
        assertCkr(Ckr.CKR_ENCRYPTED_DATA_INVALID, () -> fixture.decrypt(chaCha(12, new byte[0]), key, changed));
        assertCkr(Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, () -> fixture.decrypt(chaCha(12, HEADER), key, new byte[15]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 11, 13, 24})
    void nonceOfAnotherLength_isParamInvalid(int bytes) {
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> application.encryptInit(session, chaCha(bytes, HEADER), key));
    }

    @Test
    void generatedKey_isForThisCipher() throws GeneralSecurityException {
        long made =
                fixture.generate(Ckm.CKM_CHACHA20_KEY_GEN, 0, SecretKeyFixture.TELLING, SecretKeyFixture.EXTRACTABLE);
        byte[] data = new byte[20];

        assertThat(fixture.read(made, Cka.CKA_KEY_TYPE).value().orElseThrow().asUlong())
                .isEqualTo(Ckk.CKK_CHACHA20);
        assertThat(fixture.encrypt(chaCha(12, HEADER), made, data)).isEqualTo(byTheJdk(fixture.value(made), data));
        assertCkr(
                Ckr.CKR_KEY_TYPE_INCONSISTENT,
                () -> application.encryptInit(session, chaCha(12, HEADER), fixture.aes()));
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> fixture.secret(Ckk.CKK_CHACHA20, new byte[31]));
    }

    private static byte[] byTheJdk(byte[] value, byte[] data) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(value, "ChaCha20"), new IvParameterSpec(new byte[12]));
        cipher.updateAAD(HEADER);
        return cipher.doFinal(data);
    }

    private static Mechanism chaCha(int nonceBytes, byte[] header) {
        return new Mechanism(
                Ckm.CKM_CHACHA20_POLY1305,
                new MechanismParameter.Structured(
                        Structure.CK_SALSA20_CHACHA20_POLY1305_PARAMS,
                        Map.of("pNonce", new byte[nonceBytes], "pAAD", header)));
    }
}
