package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.cryptoki.Ckd;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.MechanismParameter.Structured;

/** The parameters of mechanisms with secret keys, as p11-kit writes them since 0.25.4. */
class SecretKeyMessagesTest {
    static Stream<Long> withInitialisationVector() {
        return Stream.of(Ckm.CKM_AES_CBC, Ckm.CKM_AES_CBC_PAD, Ckm.CKM_DES3_CBC, Ckm.CKM_DES_CBC_PAD);
    }

    @ParameterizedTest
    @MethodSource("withInitialisationVector")
    void initialisationVector_isBytes(long type) {
        RpcReader in = parameter(type).counted((byte) 1, (byte) 2).reader();

        assertThat(((MechanismParameter.Opaque) read(in)).bytes()).containsExactly(1, 2);
    }

    @Test
    void counter_hasANumberAndABlock() {
        Structured counter = (Structured)
                read(parameter(Ckm.CKM_AES_CTR).ulong(64).counted(new byte[16]).reader());

        assertThat(counter.ulong("ulCounterBits")).isEqualTo(64);
        assertThat(counter.bytes("cb")).hasSize(16);
    }

    @Test
    void gcm_hasItsArraysAndNumbersInTheirOrder() {
        Structured gcm = (Structured) read(parameter(Ckm.CKM_AES_GCM)
                .counted((byte) 1)
                .ulong(8)
                .counted((byte) 2, (byte) 3)
                .ulong(128)
                .reader());

        assertThat(gcm.bytes("pIv")).containsExactly(1);
        assertThat(gcm.ulong("ulIvBits")).isEqualTo(8);
        assertThat(gcm.bytes("pAAD")).containsExactly(2, 3);
        assertThat(gcm.ulong("ulTagBits")).isEqualTo(128);
    }

    @Test
    void ecdh_hasItsFunctionAndItsArrays() {
        Structured ecdh = (Structured) read(parameter(Ckm.CKM_ECDH1_DERIVE)
                .ulong(Ckd.CKD_NULL)
                .nullPointer()
                .counted((byte) 4)
                .reader());

        assertThat(ecdh.ulong("kdf")).isEqualTo(Ckd.CKD_NULL);
        assertThat(ecdh.bytes("pSharedData")).isEmpty();
        assertThat(ecdh.bytes("pPublicData")).containsExactly(4);
    }

    @Test
    void codeOfAChosenLength_hasANumber() {
        Structured general = (Structured)
                read(parameter(Ckm.CKM_SHA256_HMAC_GENERAL).ulong(10).reader());

        assertThat(general.ulong("ulMacLength")).isEqualTo(10);
    }

    private static MechanismParameter read(RpcReader in) {
        Mechanism mechanism = in.mechanism().orElseThrow();
        in.requireEnd();
        return mechanism.parameter();
    }

    private static Body parameter(long type) {
        return new Body().uint32((int) type).uint8(1);
    }
}
