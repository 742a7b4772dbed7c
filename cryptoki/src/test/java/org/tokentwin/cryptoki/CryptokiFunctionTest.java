package org.tokentwin.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CryptokiFunctionTest {
    @Test
    void namesVersionsAndParameters_areThoseOfTheHeaders() {
        List<String> written = new ArrayList<>();
        for (CryptokiFunction function : CryptokiFunction.values()) {
            List<String> names = function.parameters().stream()
                    .flatMap(parameter -> parameter.names().stream())
                    .toList();
            written.add(function + " " + function.since() + " " + names + " " + function.types());
        }
        List<String> published = PlainList.rows("functions.tsv").stream()
                .map(row -> row[0] + " " + row[1] + " " + names(row[2]) + " " + types(row[2]))
                .toList();
        assertThat(written).isEqualTo(published);
    }

    @Test
    void functionList_has68Functions_until30() {
        assertThat(CryptokiFunction.of(CryptokiVersion.V2_20)).hasSize(68);
        assertThat(CryptokiFunction.of(CryptokiVersion.V2_40)).hasSize(68);
        assertThat(CryptokiFunction.of(CryptokiVersion.V3_0)).hasSize(92);
        assertThat(CryptokiFunction.of(CryptokiVersion.V3_2)).hasSize(104);
    }

    @Test
    void everyFunction_mayReturnWhatEveryFunctionMay() {
        assertThat(CryptokiFunction.values())
                .allSatisfy(function -> assertThat(function.returnValues(CryptokiVersion.V3_2))
                        .contains(Ckr.CKR_OK, Ckr.CKR_GENERAL_ERROR, Ckr.CKR_HOST_MEMORY, Ckr.CKR_FUNCTION_FAILED));
    }

    @Test
    void valueOfALaterVersion_isNoReturnValueOfAnEarlierOne() {
        assertThat(CryptokiFunction.C_Sign.returnValues(CryptokiVersion.V3_2)).contains(Ckr.CKR_PENDING);
        assertThat(CryptokiFunction.C_Sign.returnValues(CryptokiVersion.V2_40))
                .contains(Ckr.CKR_BUFFER_TOO_SMALL)
                .doesNotContain(Ckr.CKR_PENDING);
    }

    @Test
    void function_takesWhatItsParametersAre() {
        assertThat(CryptokiFunction.C_SignInit.takes(ParameterKind.MECHANISM)).isTrue();
        assertThat(CryptokiFunction.C_SignInit.takes(ParameterKind.OBJECT)).isTrue();
        assertThat(CryptokiFunction.C_GetMechanismInfo.takes(ParameterKind.MECHANISM))
                .isFalse(); // it names one
        assertThat(CryptokiFunction.C_Finalize.takes(ParameterKind.SESSION)).isFalse();
    }

    /** A function that takes a PIN presents or changes one, one that gives an object's handle makes one: no row forgot its effect. */
    @Test
    void effects_followFromParameters() {
        for (CryptokiFunction function : CryptokiFunction.values()) {
            List<ParameterKind> kinds =
                    function.parameters().stream().map(Parameter::kind).toList();
            EnumSet<TokenEffect> needed = EnumSet.noneOf(TokenEffect.class);
            if (kinds.contains(ParameterKind.PIN)) {
                assertThat(function.effects())
                        .as(function.name())
                        .containsAnyOf(TokenEffect.PRESENTS_PIN, TokenEffect.CHANGES_PIN);
            }
            if (kinds.contains(ParameterKind.HANDLE) && function != CryptokiFunction.C_OpenSession) {
                needed.add(TokenEffect.MAKES_OBJECT);
            }
            assertThat(function.effects()).as(function.name()).containsAll(needed);
        }
    }

    @Test
    void unknownName_isNoFunction() {
        assertThat(CryptokiFunction.named("C_Sign")).contains(CryptokiFunction.C_Sign);
        assertThat(CryptokiFunction.named("C_Sing")).isEmpty();
    }

    private static List<String> names(String parameters) {
        return Arrays.stream(parameters.split(", ", -1))
                .map(parameter -> parameter.split(" ", -1)[1])
                .toList();
    }

    private static List<ValueType> types(String parameters) {
        return Arrays.stream(parameters.split(", ", -1))
                .map(parameter -> type(parameter.split(" ", -1)[0]))
                .toList();
    }

    private static ValueType type(String c) {
        if (c.endsWith("_PTR") || c.equals("CK_NOTIFY")) {
            return ValueType.POINTER;
        }
        return c.equals("CK_BBOOL") ? ValueType.BYTE : ValueType.ULONG;
    }

    @Test
    void function_saysWhatItTakesAndWhatBeginsIt() {
        assertThat(CryptokiFunction.C_Sign.begunBy()).contains(CryptokiFunction.C_SignInit);
        assertThat(CryptokiFunction.C_SignMessageNext.begunBy()).contains(CryptokiFunction.C_MessageSignInit);
        assertThat(CryptokiFunction.C_SignInit.begunBy()).isEmpty();
        assertThat(CryptokiFunction.C_Sign.tellsLength()).isTrue();
        assertThat(CryptokiFunction.C_Verify.tellsLength()).isFalse();
        assertThat(CryptokiFunction.C_Login.takesPin()).isTrue();
        assertThat(CryptokiFunction.C_Logout.takesPin()).isFalse();
        assertThat(CryptokiFunction.C_Sign.isOf(ParameterKind.SESSION)).isTrue();
        assertThat(CryptokiFunction.C_Initialize.isOf(ParameterKind.SESSION)).isFalse();
        assertThat(CryptokiFunction.C_GetInfo.index()).isEqualTo(2);
    }
}
