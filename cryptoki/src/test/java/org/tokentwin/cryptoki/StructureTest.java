package org.tokentwin.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureTest {
    /** What a C compiler says of the published headers, with and without packing. */
    @ParameterizedTest
    @CsvSource({
        "CK_INFO, 88, 72",
        "CK_SLOT_INFO, 112, 104",
        "CK_TOKEN_INFO, 208, 160",
        "CK_SESSION_INFO, 32, 16",
        "CK_MECHANISM_INFO, 24, 12",
        "CK_ATTRIBUTE, 24, 16",
        "CK_MECHANISM, 24, 16",
        "CK_DATE, 8, 8",
        "CK_C_INITIALIZE_ARGS, 48, 44",
        "CK_INTERFACE, 24, 20",
        "CK_RSA_PKCS_OAEP_PARAMS, 40, 24",
        "CK_RSA_PKCS_PSS_PARAMS, 24, 12",
        "CK_RSA_AES_KEY_WRAP_PARAMS, 16, 12",
        "CK_ECDH_AES_KEY_WRAP_PARAMS, 32, 20",
        "CK_ECDH1_DERIVE_PARAMS, 40, 28",
        "CK_AES_CTR_PARAMS, 24, 20",
        "CK_GCM_PARAMS, 48, 32",
        "CK_GCM_MESSAGE_PARAMS, 48, 32",
        "CK_CCM_PARAMS, 48, 32",
        "CK_DES_CBC_ENCRYPT_DATA_PARAMS, 24, 20",
        "CK_HKDF_PARAMS, 64, 38",
        "CK_EDDSA_PARAMS, 24, 13",
        "CK_PKCS5_PBKD2_PARAMS2, 72, 48"
    })
    void size_isThatOfC(Structure structure, long lp64, long windows) {
        assertThat(structure.size(DataModel.LP64)).isEqualTo(lp64);
        assertThat(structure.size(DataModel.WINDOWS)).isEqualTo(windows);
    }

    @Test
    void offset_hasThePadding_thatTheModelHas() {
        assertThat(Structure.CK_TOKEN_INFO.offset("flags", DataModel.LP64)).isEqualTo(96);
        assertThat(Structure.CK_TOKEN_INFO.offset("utcTime", DataModel.LP64)).isEqualTo(188);
        assertThat(Structure.CK_INFO.offset("flags", DataModel.LP64)).isEqualTo(40);
        assertThat(Structure.CK_INFO.offset("flags", DataModel.WINDOWS)).isEqualTo(34);
    }

    @Test
    void unknownField_isRefused() {
        assertThatThrownBy(() -> Structure.CK_INFO.offset("flag", DataModel.LP64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CK_INFO has no flag");
    }

    @Test
    void everyLength_isAFieldOfItsStructure() {
        assertThat(Structure.values())
                .allSatisfy(structure -> assertThat(structure.fields()).allSatisfy(field -> {
                    if (field.length() != null) {
                        assertThat(structure.fields()).extracting(Field::name).contains(field.length());
                    }
                }));
    }
}
