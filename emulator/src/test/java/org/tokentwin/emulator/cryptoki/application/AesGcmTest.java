package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.AES_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

class AesGcmTest {
    private static final byte[] HEADER = {1, 2, 3};
    private static final byte[] DATA = new byte[50];

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;
    private final long key = fixture.aes();

    @ParameterizedTest
    @CsvSource({"12,128", "12,96", "16,128", "1,104"})
    void cryptogram_isWhatTheJdkMakes(int ivBytes, int tagBits) throws GeneralSecurityException {
        byte[] iv = new byte[ivBytes];
        Mechanism gcm = gcm(iv, HEADER, tagBits);

        assertThat(fixture.encrypt(gcm, key, DATA)).isEqualTo(byTheJdk(iv, tagBits));
        assertThat(fixture.decrypt(gcm, key, byTheJdk(iv, tagBits))).isEqualTo(DATA);
        assertThat(fixture.encrypt(gcm, key, new byte[0])).hasSize(tagBits / 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 49})
    void inParts_isTheSame(int size) throws GeneralSecurityException {
        Mechanism gcm = gcm(new byte[12], HEADER, 128);
        application.encryptInit(session, gcm, key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int at = 0; at < DATA.length; at += size) {
            byte[] part = Arrays.copyOfRange(DATA, at, Math.min(DATA.length, at + size));
            whole.writeBytes(output(room -> application.encryptUpdate(session, part, room)));
        }
        assertCkr(Ckr.CKR_BUFFER_TOO_SMALL, () -> application.encryptFinal(session, OutputBuffer.of(15)));
        whole.writeBytes(output(room -> application.encryptFinal(session, room)));

        assertThat(whole.toByteArray()).isEqualTo(byTheJdk(new byte[12], 128));
        application.decryptInit(session, gcm, key);
        for (int at = 0; at < whole.size(); at += size) {
            byte[] part = Arrays.copyOfRange(whole.toByteArray(), at, Math.min(whole.size(), at + size));
            assertThat(output(room -> application.decryptUpdate(session, part, room)))
                    .as("plain text before the tag")
                    .isEmpty();
        }
        assertThat(output(room -> application.decryptFinal(session, room))).isEqualTo(DATA);
    }

    @Test
    void whatWasChanged_isEncryptedDataInvalid() throws GeneralSecurityException {
        byte[] cryptogram = byTheJdk(new byte[12], 128);
        cryptogram[3] ^= 1;

        assertCkr(
                Ckr.CKR_ENCRYPTED_DATA_INVALID, () -> fixture.decrypt(gcm(new byte[12], HEADER, 128), key, cryptogram));
        cryptogram[3] ^= 1;
        assertCkr(
                Ckr.CKR_ENCRYPTED_DATA_INVALID,
                () -> fixture.decrypt(gcm(new byte[12], new byte[0], 128), key, cryptogram));
        assertCkr(
                Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE,
                () -> fixture.decrypt(gcm(new byte[12], HEADER, 128), key, new byte[15]));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 31, 33, 136, -1})
    void tagOfALengthThatThereIsNot_isParamInvalid(long bits) {
        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> application.encryptInit(session, gcm(new byte[12], HEADER, bits), key));
        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> application.encryptInit(session, gcm(new byte[0], HEADER, 128), key));
    }

    private static byte[] byTheJdk(byte[] iv, int tagBits) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(AES_VALUE, "AES"), new GCMParameterSpec(tagBits, iv));
        cipher.updateAAD(HEADER);
        return cipher.doFinal(DATA);
    }

    private static Mechanism gcm(byte[] iv, byte[] header, long tagBits) {
        return new Mechanism(
                Ckm.CKM_AES_GCM,
                new MechanismParameter.Structured(
                        Structure.CK_GCM_PARAMS,
                        Map.of(
                                "pIv", iv,
                                "ulIvBits", iv.length * 8L,
                                "pAAD", header,
                                "ulTagBits", tagBits)));
    }
}
