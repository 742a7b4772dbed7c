package org.tokentwin.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
    @Test
    void value_isToldOfObjectsThatHaveNoSecretOnly() {
        assertThat(SecretValues.isSecret(Cka.CKA_VALUE, Cko.CKO_CERTIFICATE, 800))
                .isFalse();
        assertThat(SecretValues.isSecret(Cka.CKA_VALUE, Cko.CKO_SECRET_KEY, 16)).isTrue();
        assertThat(SecretValues.isSecret(Cka.CKA_VALUE, Cko.CKO_PRIVATE_KEY, 32))
                .isTrue();
        assertThat(SecretValues.isSecret(Cka.CKA_VALUE, Cko.CKO_DATA, 3)).isTrue();
        assertThat(SecretValues.isSecret(Cka.CKA_VALUE, null, 3)).isTrue();
    }

    @Test
    void numbersOfAPrivateKey_areSecretInEveryObject() {
        assertThat(SecretValues.isSecret(Cka.CKA_PRIVATE_EXPONENT, Cko.CKO_CERTIFICATE, 256))
                .isTrue();
        assertThat(SecretValues.isSecret(Cka.CKA_MODULUS, Cko.CKO_PRIVATE_KEY, 256))
                .isFalse();
    }

    @Test
    void vendorsAttribute_isToldWhereItIsANumber() {
        assertThat(SecretValues.isSecret(Cka.CKA_VENDOR_DEFINED + 1, null, 8)).isFalse();
        assertThat(SecretValues.isSecret(Cka.CKA_VENDOR_DEFINED + 1, null, 9)).isTrue();
        assertThat(SecretValues.isSecret(Cka.CKA_VENDOR_DEFINED + 1, null, -1)).isTrue();
    }

    @Test
    void firstOfTheVendorsAttributes_isOneOfThem() {
        assertThat(SecretValues.isSecret(Cka.CKA_VENDOR_DEFINED, null, 9)).isTrue();
        assertThat(SecretValues.isSecret(Cka.CKA_VENDOR_DEFINED - 1, null, 9)).isFalse();
    }

    @Test
    void passwordInAParameter_isSecretAndNothingElseOfIt() {
        assertThat(secretFieldsOf(Structure.CK_PKCS5_PBKD2_PARAMS2)).containsExactly("pPassword");
        assertThat(secretFieldsOf(Structure.CK_KEY_DERIVATION_STRING_DATA)).containsExactly("pData");
        assertThat(secretFieldsOf(Structure.CK_GCM_PARAMS)).isEmpty();
    }

    private static List<String> secretFieldsOf(Structure structure) {
        return structure.fields().stream()
                .filter(field -> SecretValues.isSecret(structure, field))
                .map(Field::name)
                .toList();
    }

    @Test
    void bytes_areSecretWhereTheySeedOnly() {
        assertThat(Arrays.stream(CryptokiFunction.values())
                        .flatMap(function -> function.parameters().stream()
                                .filter(parameter -> parameter.kind() != ParameterKind.PIN)
                                .filter(parameter -> SecretValues.isSecret(function, parameter))
                                .map(parameter -> function.name() + " " + parameter.name())))
                .containsExactly(CryptokiFunction.C_SeedRandom.name() + " pSeed");
    }

    @Test
    void everyPin_isSecret() {
        for (CryptokiFunction function : CryptokiFunction.values()) {
            for (Parameter parameter : function.parameters()) {
                if (parameter.kind() == ParameterKind.PIN) {
                    assertThat(SecretValues.isSecret(function, parameter))
                            .as("%s of %s", parameter.name(), function)
                            .isTrue();
                }
            }
        }
    }

    /** So {@code spy.c}, which knows the structures with pointers only, tells the others too. */
    @Test
    void structureWithoutPointers_isShortEnoughToBeTold() {
        assertThat(MechanismParameters.all().values())
                .filteredOn(structure -> structure.fields().stream().noneMatch(Field::isFollowed))
                .isNotEmpty()
                .allSatisfy(structure -> assertThat(structure.size(DataModel.LP64))
                        .isLessThanOrEqualTo(SecretValues.longestUnknownParameter()));
    }
}
