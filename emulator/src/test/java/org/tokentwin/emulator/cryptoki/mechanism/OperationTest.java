package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckr.CKR_BUFFER_TOO_SMALL;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_LEN_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_DEVICE_REMOVED;
import static org.tokentwin.cryptoki.Ckr.CKR_ENCRYPTED_DATA_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_FUNCTION_NOT_SUPPORTED;
import static org.tokentwin.cryptoki.Ckr.CKR_OPERATION_ACTIVE;
import static org.tokentwin.cryptoki.Ckr.CKR_OPERATION_NOT_INITIALIZED;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_LEN_RANGE;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.MECHANISMS;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.encrypt;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.output;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** What ends an operation, and what does not. */
final class OperationTest {
    private static final Mechanism SINGLE_PART = Mechanism.of(Ckm.CKM_RSA_PKCS);
    private static final Mechanism IN_PARTS = Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS);
    private static final byte[] DATA = {1, 2, 3};

    private final CountingKey key = new CountingKey(SoftwareRsaKey.of(2048));

    @Test
    void signatureLengthAsked_usesNoKeyAndKeepsTheOperation() {
        SignOperation sign = MECHANISMS.sign(SINGLE_PART, key);
        OutputBuffer asked = OutputBuffer.lengthOnly();
        sign.sign(DATA, asked);
        assertThat(asked.length()).isEqualTo(256);
        OutputBuffer small = OutputBuffer.of(255);
        assertThat(ckrOf(() -> sign.sign(DATA, small))).isEqualTo(CKR_BUFFER_TOO_SMALL);
        assertThat(small.length()).isEqualTo(256);
        assertThat(key.uses).isZero();
        assertThat(sign.isActive()).isTrue();

        sign.sign(DATA, OutputBuffer.of(256));
        assertThat(key.uses).isEqualTo(1);
        assertThat(sign.isActive()).isFalse();
        assertThat(ckrOf(() -> sign.sign(DATA, OutputBuffer.of(256)))).isEqualTo(CKR_OPERATION_NOT_INITIALIZED);
    }

    @Test
    void signatureLengthAskedBetweenParts_losesNoPart() {
        SignOperation sign = MECHANISMS.sign(IN_PARTS, key);
        sign.update(DATA);
        sign.finish(OutputBuffer.lengthOnly());
        assertThat(ckrOf(() -> sign.finish(OutputBuffer.of(1)))).isEqualTo(CKR_BUFFER_TOO_SMALL);
        sign.update(DATA);
        byte[] signature = output(sign::finish);
        Fixture.verify(IN_PARTS, key.key.onHost(), new byte[] {1, 2, 3, 1, 2, 3}, signature);
    }

    @Test
    void signFinishedWithoutAPart_signsEmptyData() {
        byte[] signature = output(MECHANISMS.sign(IN_PARTS, key)::finish);
        Fixture.verify(IN_PARTS, key.key.onHost(), new byte[0], signature);
    }

    @Test
    void singlePartSignAfterAPart_endsTheOperation() {
        SignOperation sign = MECHANISMS.sign(IN_PARTS, key);
        sign.update(DATA);
        assertThat(ckrOf(() -> sign.sign(DATA, OutputBuffer.of(256)))).isEqualTo(CKR_OPERATION_ACTIVE);
        assertThat(sign.isActive()).isFalse();
        assertThat(key.uses).isZero();
    }

    @Test
    void partForASinglePartMechanism_endsTheOperation() {
        SignOperation updated = MECHANISMS.sign(SINGLE_PART, key);
        assertThat(ckrOf(() -> updated.update(DATA))).isEqualTo(CKR_FUNCTION_NOT_SUPPORTED);
        assertThat(updated.isActive()).isFalse();
        SignOperation finished = MECHANISMS.sign(SINGLE_PART, key);
        assertThat(ckrOf(() -> finished.finish(OutputBuffer.of(256)))).isEqualTo(CKR_FUNCTION_NOT_SUPPORTED);
        assertThat(finished.isActive()).isFalse();
        VerifyOperation verify = MECHANISMS.verify(SINGLE_PART, key.key.onHost());
        assertThat(ckrOf(() -> verify.update(DATA))).isEqualTo(CKR_FUNCTION_NOT_SUPPORTED);
        assertThat(verify.isActive()).isFalse();
        CipherOperation decrypt = MECHANISMS.decrypt(SINGLE_PART, key);
        assertThat(ckrOf(() -> decrypt.update(new byte[1], OutputBuffer.of(1000))))
                .isEqualTo(CKR_FUNCTION_NOT_SUPPORTED);
        assertThat(decrypt.isActive()).isFalse();
        CipherOperation encrypt = MECHANISMS.encrypt(SINGLE_PART, key.key.onHost());
        assertThat(ckrOf(() -> encrypt.finish(OutputBuffer.of(1000)))).isEqualTo(CKR_FUNCTION_NOT_SUPPORTED);
        assertThat(encrypt.isActive()).isFalse();
    }

    @Test
    void refusedData_endsTheOperation() {
        SignOperation sign = MECHANISMS.sign(SINGLE_PART, key);
        assertThat(ckrOf(() -> sign.sign(new byte[246], OutputBuffer.of(256)))).isEqualTo(CKR_DATA_LEN_RANGE);
        assertThat(sign.isActive()).isFalse();
    }

    @Test
    void verification_endsTheOperationWhateverItFinds() {
        byte[] signature = Fixture.sign(SINGLE_PART, key, DATA);
        VerifyOperation right = MECHANISMS.verify(SINGLE_PART, key.key.onHost());
        right.verify(DATA, signature);
        assertThat(ckrOf(() -> right.verify(DATA, signature))).isEqualTo(CKR_OPERATION_NOT_INITIALIZED);
        VerifyOperation wrong = MECHANISMS.verify(IN_PARTS, key.key.onHost());
        wrong.update(DATA);
        assertThat(ckrOf(() -> wrong.finish(new byte[1]))).isEqualTo(CKR_SIGNATURE_LEN_RANGE);
        assertThat(ckrOf(() -> wrong.finish(signature))).isEqualTo(CKR_OPERATION_NOT_INITIALIZED);
    }

    @Test
    void decryptionIntoABufferOfTheDatasLength_works() {
        byte[] encrypted = encrypt(SINGLE_PART, key.key.onHost(), DATA);
        CipherOperation decrypt = MECHANISMS.decrypt(SINGLE_PART, key);
        OutputBuffer asked = OutputBuffer.lengthOnly();
        decrypt.process(encrypted, asked);
        assertThat(asked.length()).isEqualTo(245);
        assertThat(key.uses).isZero();

        OutputBuffer small = OutputBuffer.of(2);
        assertThat(ckrOf(() -> decrypt.process(encrypted, small))).isEqualTo(CKR_BUFFER_TOO_SMALL);
        assertThat(small.length()).isEqualTo(3);
        assertThat(small.bytes()).isEmpty();
        OutputBuffer exact = OutputBuffer.of(3);
        decrypt.process(encrypted, exact);
        assertThat(exact.bytes()).contains(DATA);
        assertThat(decrypt.isActive()).isFalse();
    }

    @Test
    void undecipherableData_endsTheOperationEvenWithoutRoomForAnything() {
        CipherOperation decrypt = MECHANISMS.decrypt(SINGLE_PART, key);
        assertThat(ckrOf(() -> decrypt.process(new byte[256], OutputBuffer.of(0))))
                .isEqualTo(CKR_ENCRYPTED_DATA_INVALID);
        assertThat(decrypt.isActive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {Ckm.CKM_RSA_PKCS, Ckm.CKM_RSA_X_509})
    void failureOfTheCard_isToldAsItIs(long type) {
        key.failure = CKR_DEVICE_REMOVED;
        SignOperation sign = MECHANISMS.sign(Mechanism.of(type), key);
        assertThat(ckrOf(() -> sign.sign(DATA, OutputBuffer.of(256)))).isEqualTo(CKR_DEVICE_REMOVED);
        assertThat(sign.isActive()).isFalse();
        CipherOperation decrypt = MECHANISMS.decrypt(Mechanism.of(type), key);
        assertThat(ckrOf(() -> decrypt.process(new byte[256], OutputBuffer.of(256))))
                .isEqualTo(CKR_DEVICE_REMOVED);
        assertThat(decrypt.isActive()).isFalse();
    }

    /** Counts how often the card would be asked, and fails on request. */
    private static final class CountingKey implements PrivateKeyOnCard.Rsa {
        private final SoftwareRsaKey key;
        private int uses;
        private Ckr failure = Ckr.CKR_OK;

        private CountingKey(SoftwareRsaKey key) {
            this.key = key;
        }

        @Override
        public byte[] modulus() {
            return key.modulus();
        }

        @Override
        public byte[] publicExponent() {
            return key.publicExponent();
        }

        @Override
        public byte[] sign(byte[] block) {
            use();
            return key.sign(block);
        }

        @Override
        public byte[] decrypt(byte[] block) {
            use();
            return key.decrypt(block);
        }

        private void use() {
            uses++;
            if (failure != Ckr.CKR_OK) {
                throw new CryptokiException(failure, "as the test wants");
            }
        }
    }
}
