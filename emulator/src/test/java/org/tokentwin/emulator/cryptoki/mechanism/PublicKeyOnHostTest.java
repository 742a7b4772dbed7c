package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckr.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PublicKeyOnHostTest {
    private static final byte[] F4 = {1, 0, 1};

    private final byte[] modulus = SoftwareRsaKey.of(2048).modulus();

    @Test
    void rsaKey_hasTheSizeOfItsModulus() {
        assertThat(PublicKeyOnHost.rsa(modulus, F4).bits()).isEqualTo(2048);
        byte[] signed = new byte[257];
        System.arraycopy(modulus, 0, signed, 1, 256);
        assertThat(PublicKeyOnHost.rsa(signed, new byte[] {0, 1, 0, 1}).bits()).isEqualTo(2048);
        assertThat(PublicKeyOnHost.rsa(SoftwareRsaKey.of(1025).modulus(), new byte[] {3})
                        .bits())
                .isEqualTo(1025);
    }

    @Test
    void numbersThatAreNoRsaKeys_areRefused() {
        byte[] even = modulus.clone();
        even[255] &= (byte) 0xFE;
        assertInvalidRsa(even, F4);
        assertInvalidRsa(new byte[0], F4);
        assertInvalidRsa(new byte[256], F4);
        assertInvalidRsa(modulus, new byte[0]);
        assertInvalidRsa(modulus, new byte[] {1});
        assertInvalidRsa(modulus, new byte[] {2});
        assertInvalidRsa(modulus, modulus);
    }

    @ParameterizedTest
    @EnumSource
    void ecKey_hasTheSizeOfItsField(NamedCurve curve) {
        SoftwareEcKey key = new SoftwareEcKey(curve);
        PublicKeyOnHost.Ec onHost = PublicKeyOnHost.ec(key.ecParams(), key.ecPoint());
        assertThat(onHost.bits()).isEqualTo(curve.bits());
        assertThat(onHost.curve()).isEqualTo(curve);
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreNoPoint_areRefused(NamedCurve curve) {
        SoftwareEcKey key = new SoftwareEcKey(curve);
        byte[] point = key.point();
        byte[] offCurve = point.clone();
        offCurve[point.length - 1] ^= 1;
        byte[] hybrid = point.clone();
        hybrid[0] = (byte) (6 + (point[point.length - 1] & 1));
        byte[] compressed = Arrays.copyOf(point, 1 + point.length / 2);
        compressed[0] = (byte) (2 + (point[point.length - 1] & 1));
        byte[] beyondTheField = point.clone();
        Arrays.fill(beyondTheField, 1, 1 + point.length / 2, (byte) 0xFF);
        for (byte[] wrong : new byte[][] {
            offCurve,
            hybrid,
            compressed,
            beyondTheField,
            {0},
            {},
            {4},
            Arrays.copyOf(point, point.length - 1),
            new byte[point.length]
        }) {
            assertInvalidEc(curve, SoftwareEcKey.octetString(wrong));
        }
    }

    /** The standard wants DER. The bare point begins with 04, too, but as the form of the point and not as a tag. */
    @ParameterizedTest
    @EnumSource
    void pointThatIsNotTheDerOfAnOctetString_isRefused(NamedCurve curve) {
        SoftwareEcKey key = new SoftwareEcKey(curve);
        assertInvalidEc(curve, key.point());
        assertInvalidEc(curve, new byte[0]);
        assertInvalidEc(curve, Arrays.copyOf(key.ecPoint(), key.ecPoint().length + 1));
        assertInvalidEc(curve, Arrays.copyOf(key.ecPoint(), key.ecPoint().length - 1));
        byte[] indefinite = new byte[key.ecPoint().length + 4];
        indefinite[0] = 0x24;
        indefinite[1] = (byte) 0x80;
        System.arraycopy(key.ecPoint(), 0, indefinite, 2, key.ecPoint().length);
        assertInvalidEc(curve, indefinite);
    }

    @Test
    void pointOfAnotherCurve_isRefused() {
        assertInvalidEc(NamedCurve.P_256, new SoftwareEcKey(NamedCurve.P_384).ecPoint());
    }

    @Test
    void rsaKeyOfOneByte_isAKeyThatNoMechanismTakes() {
        assertThat(PublicKeyOnHost.rsa(new byte[] {33}, new byte[] {3}).bits()).isEqualTo(6);
    }

    private static void assertInvalidRsa(byte[] modulus, byte[] exponent) {
        assertThat(ckrOf(() -> PublicKeyOnHost.rsa(modulus, exponent))).isEqualTo(CKR_ATTRIBUTE_VALUE_INVALID);
    }

    private static void assertInvalidEc(NamedCurve curve, byte[] ecPoint) {
        assertThat(ckrOf(() -> PublicKeyOnHost.ec(curve.ecParams(), ecPoint))).isEqualTo(CKR_ATTRIBUTE_VALUE_INVALID);
    }
}
