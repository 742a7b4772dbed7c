package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.MechanismParameter.RsaPkcsOaep;
import org.tokentwin.emulator.cryptoki.MechanismParameter.RsaPkcsPss;

class MechanismCodecTest {
    private static final long CAST5_CBC = 0x322;
    private static final long KEY = 0xFFFFFFFF_00000007L;

    @ParameterizedTest
    @CsvSource({"0,NULL_LENGTH", "1,NULL_LENGTH", "2,PRESENCE_BYTE", "3,PRESENCE_BYTE"})
    void offeredVersion_tellsTheForm(int version, MechanismForm form) {
        assertThat(MechanismForm.ofClientOffering(version)).isEqualTo(form);
    }

    @Test
    void nullLength_isNoParameter() {
        RpcReader in = mechanism(Ckm.CKM_SHA256).nullPointer().ulong(KEY).reader(MechanismForm.NULL_LENGTH);

        assertThat(in.mechanism()).contains(Mechanism.of(Ckm.CKM_SHA256));
        assertThat(in.ulong()).isEqualTo(KEY);
        in.requireEnd();
    }

    @Test
    void nothing_isNoParameterEvenBeforeAHandleLikeTheNullLength() {
        RpcReader in = mechanism(Ckm.CKM_SHA256).ulong(KEY).reader(MechanismForm.PRESENCE_BYTE);

        assertThat(in.mechanism()).contains(Mechanism.of(Ckm.CKM_SHA256));
        assertThat(in.ulong()).isEqualTo(KEY);
        in.requireEnd();
    }

    @ParameterizedTest
    @EnumSource(MechanismForm.class)
    void pss_hasItsThreeNumbers(MechanismForm form) {
        RpcReader in = parameter(Ckm.CKM_RSA_PKCS_PSS, form)
                .ulong(Ckm.CKM_SHA256)
                .ulong(Ckg.CKG_MGF1_SHA256)
                .ulong(32)
                .reader(form);

        assertThat(in.mechanism().orElseThrow().parameter())
                .isEqualTo(new RsaPkcsPss(Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, 32));
        in.requireEnd();
    }

    @ParameterizedTest
    @EnumSource(MechanismForm.class)
    void oaep_hasItsSourceData(MechanismForm form) {
        RpcReader in = parameter(Ckm.CKM_RSA_PKCS_OAEP, form)
                .ulong(Ckm.CKM_SHA_1)
                .ulong(Ckg.CKG_MGF1_SHA1)
                .ulong(1)
                .counted((byte) 7, (byte) 8)
                .reader(form);

        RsaPkcsOaep oaep = (RsaPkcsOaep) in.mechanism().orElseThrow().parameter();
        assertThat(oaep.hashAlg()).isEqualTo(Ckm.CKM_SHA_1);
        assertThat(oaep.mgf()).isEqualTo(Ckg.CKG_MGF1_SHA1);
        assertThat(oaep.source()).isEqualTo(1);
        assertThat(oaep.sourceData()).containsExactly(7, 8);
        in.requireEnd();
    }

    @Test
    void oaepWithoutSourceData_hasNone() {
        RpcReader in = parameter(Ckm.CKM_RSA_PKCS_OAEP, MechanismForm.NULL_LENGTH)
                .ulong(Ckm.CKM_SHA_1)
                .ulong(Ckg.CKG_MGF1_SHA1)
                .ulong(0)
                .nullPointer()
                .reader(MechanismForm.NULL_LENGTH);

        assertThat(((RsaPkcsOaep) in.mechanism().orElseThrow().parameter()).sourceData())
                .isEmpty();
    }

    @Test
    void pssWithoutParameter_isLeftToTheMechanism() {
        RpcReader in = mechanism(Ckm.CKM_RSA_PKCS_PSS).uint8(0).ulong(KEY).reader(MechanismForm.PRESENCE_BYTE);

        assertThat(in.mechanism().orElseThrow().parameter()).isEqualTo(MechanismParameter.NONE);
        assertThat(in.ulong()).isEqualTo(KEY);
    }

    @Test
    void nullMechanism_isEmpty() {
        assertThat(new Body().nullPointer().reader().mechanism()).isEmpty();
    }

    @Test
    void unknownMechanism_isRefusedWithItsCkr() {
        RpcReader in = mechanism(CAST5_CBC).uint8(1).counted(new byte[16]).reader(MechanismForm.PRESENCE_BYTE);

        assertThatThrownBy(in::mechanism)
                .isInstanceOfSatisfying(
                        CryptokiException.class, e -> assertThat(e.ckr()).isEqualTo(Ckr.CKR_MECHANISM_INVALID));
    }

    @Test
    void parameterWhereNoneBelongs_breaksTheProtocol() {
        RpcReader in = mechanism(Ckm.CKM_SHA256).counted((byte) 1).reader(MechanismForm.NULL_LENGTH);

        assertThatThrownBy(in::mechanism).isInstanceOf(ProtocolException.class);
    }

    @Test
    void parameterThatEndsTooEarly_breaksTheProtocol() {
        RpcReader in = parameter(Ckm.CKM_RSA_PKCS_PSS, MechanismForm.PRESENCE_BYTE)
                .ulong(Ckm.CKM_SHA256)
                .reader(MechanismForm.PRESENCE_BYTE);

        assertThatThrownBy(in::mechanism).isInstanceOf(ProtocolException.class);
    }

    private static Body mechanism(long type) {
        return new Body().uint32((int) type);
    }

    private static Body parameter(long type, MechanismForm form) {
        Body body = mechanism(type);
        return form == MechanismForm.PRESENCE_BYTE ? body.uint8(1) : body;
    }
}
