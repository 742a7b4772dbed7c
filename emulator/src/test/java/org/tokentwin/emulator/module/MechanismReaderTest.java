package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.tokentwin.cryptoki.Ckm.CKM_RSA_AES_KEY_WRAP;
import static org.tokentwin.cryptoki.Ckm.CKM_RSA_PKCS;
import static org.tokentwin.cryptoki.Ckm.CKM_RSA_PKCS_OAEP;
import static org.tokentwin.cryptoki.Ckm.CKM_RSA_PKCS_PSS;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA256;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA256_RSA_PKCS_PSS;
import static org.tokentwin.cryptoki.Ckm.CKM_TLS12_MASTER_KEY_DERIVE;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** {@code CK_MECHANISM} and its parameters, for a program in this process and for one in another. */
@ParameterizedClass
@EnumSource
class MechanismReaderTest {
    private static final MemorySegment NULL = NativePkcs11.NULL;

    private final LoadedFake token;
    private final NativePkcs11 c;

    MechanismReaderTest(Way way) {
        token = new LoadedFake(way);
        c = token.c;
    }

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void absentParameter_isNone() {
        assertThat(read(c.structure(CKM_RSA_PKCS, NULL, 0L))).isEqualTo(Mechanism.of(CKM_RSA_PKCS));
    }

    @ParameterizedTest
    @ValueSource(longs = {CKM_RSA_PKCS_PSS, CKM_SHA256_RSA_PKCS_PSS})
    void pssParameter_isRead(long mechanism) {
        var parameter = c.structure(CKM_SHA256, 2L, 32L);
        assertThat(read(c.structure(mechanism, parameter, 24L)))
                .isEqualTo(new Mechanism(mechanism, new MechanismParameter.RsaPkcsPss(CKM_SHA256, 2, 32)));
    }

    @Test
    void oaepParameter_isRead() {
        var parameter = c.structure(CKM_SHA256, 2L, 1L, c.bytes((byte) 'l', (byte) 'b'), 2L);
        assertThat(read(c.structure(CKM_RSA_PKCS_OAEP, parameter, 40L)).parameter())
                .usingRecursiveComparison()
                .isEqualTo(new MechanismParameter.RsaPkcsOaep(CKM_SHA256, 2, 1, new byte[] {'l', 'b'}));
    }

    @Test
    void rsaAesKeyWrapParameter_isReadWithTheStructureThatItPointsTo() {
        var oaep = c.structure(CKM_SHA256, 2L, 1L, c.bytes((byte) 'l', (byte) 'b'), 2L);
        assertThat(read(c.structure(CKM_RSA_AES_KEY_WRAP, c.structure(256L, oaep), 16L))
                        .parameter())
                .usingRecursiveComparison()
                .isEqualTo(new MechanismParameter.RsaAesKeyWrap(
                        256, new MechanismParameter.RsaPkcsOaep(CKM_SHA256, 2, 1, new byte[] {'l', 'b'})));
    }

    @Test
    void rsaAesKeyWrapParameterThatPointsNowhere_isRefused() {
        assertThat(signInit(c.structure(CKM_RSA_AES_KEY_WRAP, c.structure(256L, NULL), 16L)))
                .isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        var oaep = c.structure(CKM_SHA256, 2L, 1L, NULL, 2L);
        assertThat(signInit(c.structure(CKM_RSA_AES_KEY_WRAP, c.structure(256L, oaep), 16L)))
                .isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    /** TLS 1.2's key derivation has pointers to structures and to room to fill: nobody follows them. */
    @Test
    void parameterWithPointersOfAnotherKind_isPassedOnAsBytes() {
        var parameter = c.structure(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(read(c.structure(CKM_TLS12_MASTER_KEY_DERIVE, parameter, 56L))
                        .parameter())
                .isInstanceOf(MechanismParameter.Opaque.class);
    }

    @Test
    void oaepLabelThatIsNullWithALength_isRefused() {
        var parameter = c.structure(CKM_SHA256, 2L, 1L, NULL, 2L);
        assertThat(signInit(c.structure(CKM_RSA_PKCS_OAEP, parameter, 40L))).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    @ParameterizedTest
    @ValueSource(longs = {CKM_RSA_PKCS_PSS, CKM_RSA_PKCS_OAEP, CKM_RSA_PKCS})
    void parameterOfAnotherLength_isPassedOnAsBytes(long mechanism) {
        assertThat(read(c.structure(mechanism, c.bytes((byte) 1, (byte) 2), 2L)).parameter())
                .asInstanceOf(type(MechanismParameter.Opaque.class))
                .extracting(MechanismParameter.Opaque::bytes)
                .isEqualTo(new byte[] {1, 2});
    }

    @ParameterizedTest
    @ValueSource(longs = {24, -1})
    void nullParameterWithALength_isRefused(long length) {
        assertThat(signInit(c.structure(CKM_RSA_PKCS_PSS, NULL, length))).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    private Mechanism read(MemorySegment mechanism) {
        token.cryptoki.accept("signInit");
        assertThat(signInit(mechanism)).isEqualTo(Ckr.CKR_OK.code());
        return (Mechanism) token.onlyCall().arguments().get(1);
    }

    private long signInit(MemorySegment mechanism) {
        return c.call("C_SignInit", 1L, mechanism, 2L);
    }
}
