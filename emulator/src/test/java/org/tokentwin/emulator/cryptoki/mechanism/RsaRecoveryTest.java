package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckr.CKR_BUFFER_TOO_SMALL;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_LEN_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_LEN_RANGE;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.output;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Signatures with data recovery. */
final class RsaRecoveryTest {
    private static final Mechanism RSA_PKCS = Mechanism.of(Ckm.CKM_RSA_PKCS);
    private static final Mechanism RSA_X_509 = Mechanism.of(Ckm.CKM_RSA_X_509);

    private final SoftwareRsaKey key = SoftwareRsaKey.of(2048);

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 245})
    void signedData_isRecoveredAndTheSignatureIsTheOneWithAppendix(int length) {
        byte[] data = Randomness.bytes(length);
        byte[] signature = signRecover(RSA_PKCS, data);
        assertThat(signature).isEqualTo(Fixture.sign(RSA_PKCS, key, data));
        assertThat(verifyRecover(RSA_PKCS, signature)).isEqualTo(data);
    }

    @Test
    void x509_recoversTheWholeBlock() {
        byte[] block = Randomness.bytes(256);
        block[0] = 0;
        assertThat(verifyRecover(RSA_X_509, signRecover(RSA_X_509, block))).isEqualTo(block);
    }

    @Test
    void wrongInput_isRefused() {
        assertThat(ckrOf(() -> signRecover(RSA_PKCS, new byte[246]))).isEqualTo(CKR_DATA_LEN_RANGE);
        assertThat(ckrOf(() -> verifyRecover(RSA_PKCS, new byte[255]))).isEqualTo(CKR_SIGNATURE_LEN_RANGE);
        assertThat(ckrOf(() -> verifyRecover(RSA_PKCS, key.modulus()))).isEqualTo(CKR_SIGNATURE_INVALID);
        assertThat(ckrOf(() -> verifyRecover(RSA_PKCS, new byte[256]))).isEqualTo(CKR_SIGNATURE_INVALID);
    }

    /** Block type 02 is for encryption. */
    @Test
    void blockOfType02_isSignatureInvalid() {
        byte[] block = new byte[256];
        Arrays.fill(block, (byte) 0xFF);
        block[0] = 0;
        block[1] = 2;
        block[100] = 0;
        assertThat(ckrOf(() -> verifyRecover(RSA_PKCS, key.sign(block)))).isEqualTo(CKR_SIGNATURE_INVALID);
        block[1] = 1;
        assertThat(verifyRecover(RSA_PKCS, key.sign(block))).hasSize(155);
    }

    @Test
    void bufferOfTheDatasLength_isEnoughAndOneLessKeepsTheOperation() {
        byte[] signature = signRecover(RSA_PKCS, new byte[20]);
        BlockOperation operation = Fixture.MECHANISMS.verifyRecover(RSA_PKCS, key.onHost());
        assertThat(ckrOf(() -> operation.process(signature, OutputBuffer.of(19))))
                .isEqualTo(CKR_BUFFER_TOO_SMALL);
        OutputBuffer exact = OutputBuffer.of(20);
        operation.process(signature, exact);
        assertThat(exact.bytes()).contains(new byte[20]);
    }

    private byte[] signRecover(Mechanism mechanism, byte[] data) {
        return output(buffer -> Fixture.MECHANISMS.signRecover(mechanism, key).process(data, buffer));
    }

    private byte[] verifyRecover(Mechanism mechanism, byte[] signature) {
        return output(buffer ->
                Fixture.MECHANISMS.verifyRecover(mechanism, key.onHost()).process(signature, buffer));
    }
}
