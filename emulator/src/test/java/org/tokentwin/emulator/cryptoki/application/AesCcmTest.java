package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** CKM_AES_CCM, against the examples of NIST SP 800-38C, appendix C. */
class AesCcmTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String NONCE = "101112131415161718191a1b";
    private static final String HEADER = "000102030405060708090a0b0c0d0e0f10111213";
    private static final byte[] DATA = HEX.parseHex("202122232425262728292a2b2c2d2e2f3031323334353637");
    private static final byte[] CRYPTOGRAM =
            HEX.parseHex("e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951");

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;
    private final long key = fixture.secret(Ckk.CKK_AES, HEX.parseHex("404142434445464748494a4b4c4d4e4f"));

    @ParameterizedTest
    @CsvSource({
        "10111213141516, 0001020304050607, 20212223, 4, 7162015b4dac255d",
        "1011121314151617, 000102030405060708090a0b0c0d0e0f, 202122232425262728292a2b2c2d2e2f, 6,"
                + "d2a1f0e051ea5f62081a7792073d593d1fc64fbfaccd",
        "101112131415161718191a1b, 000102030405060708090a0b0c0d0e0f10111213,"
                + "202122232425262728292a2b2c2d2e2f3031323334353637, 8,"
                + "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951",
    })
    void cryptogram_isThatOfThePublishedExample(
            String nonce, String header, String data, int tagBytes, String cryptogram) {
        byte[] plain = HEX.parseHex(data);
        Mechanism ccm = ccm(plain.length, HEX.parseHex(nonce), HEX.parseHex(header), tagBytes);

        assertThat(fixture.encrypt(ccm, key, plain)).isEqualTo(HEX.parseHex(cryptogram));
        assertThat(fixture.decrypt(ccm, key, HEX.parseHex(cryptogram))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 23})
    void inParts_isTheSame(int size) {
        application.encryptInit(session, ccm(DATA.length, 8), key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int at = 0; at < DATA.length; at += size) {
            byte[] part = Arrays.copyOfRange(DATA, at, Math.min(DATA.length, at + size));
            whole.writeBytes(output(room -> application.encryptUpdate(session, part, room)));
        }
        assertCkr(Ckr.CKR_BUFFER_TOO_SMALL, () -> application.encryptFinal(session, OutputBuffer.of(7)));
        whole.writeBytes(output(room -> application.encryptFinal(session, room)));

        assertThat(whole.toByteArray()).isEqualTo(CRYPTOGRAM);
        application.decryptInit(session, ccm(DATA.length, 8), key);
        for (int at = 0; at < CRYPTOGRAM.length; at += size) {
            byte[] part = Arrays.copyOfRange(CRYPTOGRAM, at, Math.min(CRYPTOGRAM.length, at + size));
            assertThat(output(room -> application.decryptUpdate(session, part, room)))
                    .as("plain text before the tag")
                    .isEmpty();
        }
        assertThat(output(room -> application.decryptFinal(session, room))).isEqualTo(DATA);
    }

    @Test
    void whatWasChanged_isEncryptedDataInvalid() {
        byte[] changed = CRYPTOGRAM.clone();
        changed[3] ^= 1;

        assertCkr(Ckr.CKR_ENCRYPTED_DATA_INVALID, () -> fixture.decrypt(ccm(DATA.length, 8), key, changed));
        assertCkr(
                Ckr.CKR_ENCRYPTED_DATA_INVALID,
                () -> fixture.decrypt(ccm(DATA.length, HEX.parseHex(NONCE), new byte[0], 8), key, CRYPTOGRAM));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 23, 25, (1 << 24) - 1})
    void dataOfAnotherLengthThanAnnounced_isRefused(long announced) {
        assertCkr(Ckr.CKR_DATA_LEN_RANGE, () -> fixture.encrypt(ccm(announced, 8), key, DATA));
        assertCkr(Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, () -> fixture.decrypt(ccm(announced, 8), key, CRYPTOGRAM));
    }

    @Test
    void lessThanATag_isEncryptedDataLenRange() {
        assertCkr(Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, () -> fixture.decrypt(ccm(0, 8), key, new byte[7]));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 5, 15, 18, -2})
    void tagOfALengthThatThereIsNot_isParamInvalid(long tagBytes) {
        assertParamInvalid(ccm(DATA.length, tagBytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 14, 16})
    void nonceOfALengthThatThereIsNot_isParamInvalid(int bytes) {
        assertParamInvalid(ccm(DATA.length, new byte[bytes], new byte[0], 8));
    }

    /** A nonce of 13 bytes leaves two for the length of the data. */
    @Test
    void moreDataThanTheNonceLeavesRoomFor_isParamInvalid() {
        assertParamInvalid(ccm(1 << 16, new byte[13], new byte[0], 8));
        assertParamInvalid(ccm(-1, new byte[7], new byte[0], 8));
        application.encryptInit(session, ccm((1 << 16) - 1, new byte[13], new byte[0], 8), key);
    }

    private void assertParamInvalid(Mechanism mechanism) {
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> application.encryptInit(session, mechanism, key));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> application.decryptInit(session, mechanism, key));
    }

    private static Mechanism ccm(long length, long tagBytes) {
        return ccm(length, HEX.parseHex(NONCE), HEX.parseHex(HEADER), tagBytes);
    }

    private static Mechanism ccm(long length, byte[] nonce, byte[] header, long tagBytes) {
        return new Mechanism(
                Ckm.CKM_AES_CCM,
                new MechanismParameter.Structured(
                        Structure.CK_CCM_PARAMS,
                        Map.of("ulDataLen", length, "pNonce", nonce, "pAAD", header, "ulMACLen", tagBytes)));
    }
}
