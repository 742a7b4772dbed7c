package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckr.CKR_CURVE_NOT_SUPPORTED;
import static org.tokentwin.cryptoki.Ckr.CKR_DOMAIN_PARAMS_INVALID;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;

import java.io.IOException;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamedCurveTest {
    @ParameterizedTest
    @CsvSource({
        "06082a8648ce3d030107, P_256, 256, 32",
        "06052b81040022, P_384, 384, 48",
        "06052b81040023, P_521, 521, 66",
    })
    void ecParams_nameTheCurve(String der, NamedCurve curve, int bits, int orderLength) {
        byte[] ecParams = HexFormat.of().parseHex(der);
        assertThat(NamedCurve.of(ecParams)).isEqualTo(curve);
        assertThat(curve.ecParams()).isEqualTo(ecParams);
        assertThat(curve.bits()).isEqualTo(bits);
        assertThat(curve.orderLength()).isEqualTo(orderLength);
    }

    @ParameterizedTest
    @ValueSource(strings = {"06052b8104000a", "06082a8648ce3d030101", "06092b2403030208010107", "06032b656e"})
    void otherNamedCurve_isCurveNotSupported(String der) {
        assertThat(ckrOf(() -> NamedCurve.of(HexFormat.of().parseHex(der)))).isEqualTo(CKR_CURVE_NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0500",
                "06",
                "0600",
                "0680",
                "06082a8648ce3d0301",
                "06082a8648ce3d03010700",
                "0681082a8648ce3d030107",
                "130a7365637032353672 31",
                "3000",
                "ffffffff",
                "06022a80",
                "06058080808001",
                "1f8100"
            })
    void whatNamesNoCurve_isDomainParamsInvalid(String der) {
        byte[] ecParams = HexFormat.of().parseHex(der.replace(" ", ""));
        assertThat(ckrOf(() -> NamedCurve.of(ecParams))).isEqualTo(CKR_DOMAIN_PARAMS_INVALID);
    }

    @Test
    void explicitParametersOfAKnownCurve_areDomainParamsInvalid() throws IOException {
        byte[] explicit = ECNamedCurveTable.getByName("secp256r1").getEncoded();
        assertThat(ckrOf(() -> NamedCurve.of(explicit))).isEqualTo(CKR_DOMAIN_PARAMS_INVALID);
    }

    /** Whatever the bytes are, the answer is a CKR. */
    @Test
    void randomBytes_areRefusedInGoodOrder() {
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Randomness.bytes(1 + round % 12);
            bytes[0] = round % 2 == 0 ? 6 : bytes[0];
            if (bytes.length > 1 && round % 3 != 0) {
                bytes[1] = (byte) (bytes.length - 2);
            }
            assertThat(ckrOf(() -> NamedCurve.of(bytes))).isIn(CKR_DOMAIN_PARAMS_INVALID, CKR_CURVE_NOT_SUPPORTED);
        }
    }
}
