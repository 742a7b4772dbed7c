package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.AES_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.DES3_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.IV;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.byJdk;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.mechanism;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.KeyType;

/** Encryption and decryption with secret keys, against the JDK, at once and in parts. */
class SecretCipherTest {
    private static final byte[] NOTHING = {};

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    /** A mechanism, a key for it, and the name that the JDK has for it. */
    enum Sample {
        AES_ECB(mechanism(Ckm.CKM_AES_ECB), Ckk.CKK_AES, AES_VALUE, "AES/ECB/NoPadding"),
        AES_CBC(mechanism(Ckm.CKM_AES_CBC, IV), Ckk.CKK_AES, AES_VALUE, "AES/CBC/NoPadding"),
        AES_CBC_PAD(mechanism(Ckm.CKM_AES_CBC_PAD, IV), Ckk.CKK_AES, AES_VALUE, "AES/CBC/PKCS5Padding"),
        AES_CTR(counter(128, IV), Ckk.CKK_AES, AES_VALUE, "AES/CTR/NoPadding"),
        DES3_ECB(mechanism(Ckm.CKM_DES3_ECB), Ckk.CKK_DES3, DES3_VALUE, "DESede/ECB/NoPadding"),
        DES3_CBC(mechanism(Ckm.CKM_DES3_CBC, new byte[8]), Ckk.CKK_DES3, DES3_VALUE, "DESede/CBC/NoPadding"),
        DES3_CBC_PAD(mechanism(Ckm.CKM_DES3_CBC_PAD, new byte[8]), Ckk.CKK_DES3, DES3_VALUE, "DESede/CBC/PKCS5Padding");

        final Mechanism mechanism;
        final long keyType;
        final byte[] value;
        final String jdkName;

        Sample(Mechanism mechanism, long keyType, byte[] value, String jdkName) {
            this.mechanism = mechanism;
            this.keyType = keyType;
            this.value = value;
            this.jdkName = jdkName;
        }

        int blockBytes() {
            return jdkName.startsWith("AES") ? 16 : 8;
        }

        boolean takesWholeBlocks() {
            return jdkName.endsWith("NoPadding") && !jdkName.contains("CTR");
        }

        byte[] data(int length) {
            byte[] data = new byte[takesWholeBlocks() ? length / 16 * 16 : length];
            Arrays.fill(data, (byte) 0x5A);
            return data;
        }

        byte[] byTheJdk(int mode, byte[] data) {
            return byJdk(mode, jdkName, value, Arrays.copyOf(IV, blockBytes()), data);
        }
    }

    @ParameterizedTest
    @EnumSource
    void atOnce_isWhatTheJdkMakes(Sample sample) {
        long key = fixture.secret(sample.keyType, sample.value);
        for (int length : new int[] {0, 1, 16, 31, 32, 100}) {
            byte[] data = sample.data(length);
            byte[] expected = sample.byTheJdk(Cipher.ENCRYPT_MODE, data);
            assertThat(fixture.encrypt(sample.mechanism, key, data)).isEqualTo(expected);
            assertThat(fixture.decrypt(sample.mechanism, key, expected)).isEqualTo(data);
        }
    }

    @ParameterizedTest
    @EnumSource
    void inParts_isWhatTheJdkMakes(Sample sample) {
        long key = fixture.secret(sample.keyType, sample.value);
        for (int size : new int[] {1, 7, 16, 17, 64}) {
            byte[] data = sample.data(80);
            byte[] expected = sample.byTheJdk(Cipher.ENCRYPT_MODE, data);
            application.encryptInit(session, sample.mechanism, key);
            assertThat(inParts(data, size, true)).isEqualTo(expected);
            application.decryptInit(session, sample.mechanism, key);
            assertThat(inParts(expected, size, false)).isEqualTo(data);
        }
    }

    /** Each part first into no room, and into too little: nothing may be lost. */
    private byte[] inParts(byte[] data, int size, boolean encrypt) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int at = 0; at < data.length; at += size) {
            byte[] part = Arrays.copyOfRange(data, at, Math.min(data.length, at + size));
            OutputBuffer asked = OutputBuffer.lengthOnly();
            update(part, asked, encrypt);
            if (asked.length() > 0) {
                assertCkr(Ckr.CKR_BUFFER_TOO_SMALL, () -> update(part, OutputBuffer.of(asked.length() - 1), encrypt));
            }
            byte[] made = output(room -> update(part, room, encrypt));
            assertThat(made).hasSize((int) asked.length());
            whole.writeBytes(made);
        }
        OutputBuffer asked = OutputBuffer.lengthOnly();
        finish(asked, encrypt);
        byte[] last = output(room -> finish(room, encrypt));
        assertThat(last.length).isLessThanOrEqualTo((int) asked.length());
        whole.writeBytes(last);
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> finish(OutputBuffer.of(100), encrypt));
        return whole.toByteArray();
    }

    private void update(byte[] part, OutputBuffer room, boolean encrypt) {
        if (encrypt) {
            application.encryptUpdate(session, part, room);
        } else {
            application.decryptUpdate(session, part, room);
        }
    }

    private void finish(OutputBuffer room, boolean encrypt) {
        if (encrypt) {
            application.encryptFinal(session, room);
        } else {
            application.decryptFinal(session, room);
        }
    }

    @Test
    void lastPartThatDoesNotFit_comesAgain() {
        long key = fixture.aes();
        byte[] cryptogram = Sample.AES_CBC_PAD.byTheJdk(Cipher.ENCRYPT_MODE, new byte[20]);
        application.decryptInit(session, Sample.AES_CBC_PAD.mechanism, key);
        byte[] first = output(room -> application.decryptUpdate(session, cryptogram, room));

        assertCkr(Ckr.CKR_BUFFER_TOO_SMALL, () -> application.decryptFinal(session, OutputBuffer.of(3)));
        assertThat(first.length + output(room -> application.decryptFinal(session, room)).length)
                .isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource(names = {"AES_ECB", "AES_CBC", "DES3_ECB", "DES3_CBC"})
    void dataThatIsNoWholeBlocks_isRefused(Sample sample) {
        long key = fixture.secret(sample.keyType, sample.value);

        assertCkr(Ckr.CKR_DATA_LEN_RANGE, () -> fixture.encrypt(sample.mechanism, key, new byte[17]));
        assertCkr(Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, () -> fixture.decrypt(sample.mechanism, key, new byte[17]));
        application.encryptInit(session, sample.mechanism, key);
        output(room -> application.encryptUpdate(session, new byte[17], room));
        assertCkr(Ckr.CKR_DATA_LEN_RANGE, () -> application.encryptFinal(session, OutputBuffer.of(100)));
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.encryptFinal(session, OutputBuffer.of(100)));
    }

    @Test
    void wrongPadding_isEncryptedDataInvalid() {
        long key = fixture.aes();
        byte[] padless = Sample.AES_CBC.byTheJdk(Cipher.ENCRYPT_MODE, new byte[16]);
        Mechanism pad = Sample.AES_CBC_PAD.mechanism;

        assertCkr(Ckr.CKR_ENCRYPTED_DATA_INVALID, () -> fixture.decrypt(pad, key, padless));
        assertCkr(Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, () -> fixture.decrypt(pad, key, new byte[15]));
        assertCkr(Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, () -> fixture.decrypt(pad, key, NOTHING));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 15, 17})
    void initialisationVectorOfAnotherLength_isParamInvalid(int length) {
        long key = fixture.aes();

        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_CBC, new byte[length]), key));
        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_CBC), key));
        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB, IV), key));
    }

    @Test
    void counterThatIsAtItsEnd_givesNoMore() {
        long key = fixture.aes();
        byte[] block = new byte[16];
        block[15] = (byte) 0xFE;

        assertThat(fixture.encrypt(counter(8, block), key, new byte[32])).hasSize(32);
        assertCkr(Ckr.CKR_DATA_LEN_RANGE, () -> fixture.encrypt(counter(8, block), key, new byte[33]));
        application.encryptInit(session, counter(8, block), key);
        output(room -> application.encryptUpdate(session, new byte[32], room));
        assertCkr(Ckr.CKR_DATA_LEN_RANGE, () -> application.encryptUpdate(session, new byte[1], OutputBuffer.of(100)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 129, -1})
    void counterOfAWidthThatThereIsNot_isParamInvalid(long bits) {
        long key = fixture.aes();

        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> application.encryptInit(session, counter(bits, IV), key));
    }

    @Test
    void partAfterASinglePart_isOver() {
        long key = fixture.aes();
        fixture.encrypt(Sample.AES_ECB.mechanism, key, new byte[16]);

        assertCkr(
                Ckr.CKR_OPERATION_NOT_INITIALIZED,
                () -> application.encryptUpdate(session, new byte[16], OutputBuffer.of(100)));
        application.encryptInit(session, Sample.AES_ECB.mechanism, key);
        output(room -> application.encryptUpdate(session, new byte[16], room));
        assertCkr(Ckr.CKR_OPERATION_ACTIVE, () -> application.encrypt(session, new byte[16], OutputBuffer.of(100)));
    }

    @Test
    void rsaKey_isKeyTypeInconsistent() {
        long rsa = application.createObject(session, Templates.publicKey(Templates.credential(KeyType.RSA_2048)));

        assertCkr(
                Ckr.CKR_KEY_TYPE_INCONSISTENT, () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), rsa));
        assertCkr(
                Ckr.CKR_KEY_TYPE_INCONSISTENT,
                () -> application.encryptInit(session, mechanism(Ckm.CKM_RSA_PKCS), fixture.aes()));
    }

    static Mechanism counter(long bits, byte[] block) {
        return new Mechanism(
                Ckm.CKM_AES_CTR,
                new MechanismParameter.Structured(
                        Structure.CK_AES_CTR_PARAMS, Map.of("ulCounterBits", bits, "cb", block)));
    }
}
