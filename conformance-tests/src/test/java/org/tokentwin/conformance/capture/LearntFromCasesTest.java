package org.tokentwin.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What is learnt from the outcomes of cases: refusals, and leniences. */
class LearntFromCasesTest {
    private static final String PARAMETER = "expected CKR_MECHANISM_PARAM_INVALID, seen ";

    private final ProfileDraft draft = new ProfileDraft();

    private static CaseResult result(String id, Verdict verdict, String detail, String... calls) {
        return new CaseResult(id, "5", "text", Effect.READS, verdict, detail, List.of(calls), Map.of(), 1);
    }

    /** A case in which a function returned these values so many times. */
    private static CaseResult returning(
            String id, Verdict verdict, String detail, String function, Map<String, Integer> values, String... calls) {
        return new CaseResult(
                id, "5", "text", Effect.READS, verdict, detail, List.of(calls), Map.of(function, values), 1);
    }

    /** A case in which C_EncryptInit returned a value in place of the standard's. */
    private static CaseResult deviation(String id, String mechanism, String ckr) {
        String call = CryptokiFunction.C_EncryptInit + "(1, " + mechanism + ", 2) = " + ckr;
        return result(id, Verdict.DEVIATION, PARAMETER + ckr, call);
    }

    private String refusals(CaseResult... cases) {
        new RefusalCapture(List.of(cases), draft).run();
        return draft.toml();
    }

    @Test
    void valuesThatDiffer_areOfTheirMechanisms_andTheMostFrequentOfAllOthers() {
        String toml = refusals(
                deviation("A-001", "CKM_AES_CTR", "CKR_MECHANISM_INVALID"),
                deviation("A-002", "CKM_AES_CBC", "CKR_MECHANISM_INVALID"),
                deviation("A-003", "CKM_AES_GCM", "CKR_ARGUMENTS_BAD"));

        assertThat(toml.split("\\[\\[refusals\\]\\]")).hasSize(3);
        assertThat(
                        toml.indexOf(
                                "mechanism = \"CKM_AES_GCM\"\nin-place-of = \"CKR_MECHANISM_PARAM_INVALID\"\nreturn = \"CKR_ARGUMENTS_BAD\""))
                .isPositive()
                .isLessThan(toml.indexOf("return = \"CKR_MECHANISM_INVALID\""));
        assertThat(toml).doesNotContain("CKM_AES_CTR", "CKM_AES_CBC");
    }

    /** A case in which C_EncryptInit returned the standard's value, as others did by other mechanisms. */
    private static CaseResult conforming(String id, String mechanism) {
        String name = CryptokiFunction.C_EncryptInit.name();
        return returning(
                id,
                Verdict.PASS,
                "",
                name,
                Map.of("CKR_MECHANISM_PARAM_INVALID", 1),
                name + "(1, " + mechanism + ", 2) = CKR_MECHANISM_PARAM_INVALID");
    }

    @Test
    void valueOfAMechanism_isNoneWhereTheStandardsIsReturnedAsOften() {
        String toml = refusals(
                deviation("A-001", "CKM_AES_CTR", "CKR_ARGUMENTS_BAD"),
                deviation("A-002", "CKM_AES_GCM", "CKR_ARGUMENTS_BAD"),
                conforming("A-003", "CKM_AES_CTR"),
                conforming("A-004", "CKM_AES_CBC"));

        assertThat(toml).contains("mechanism = \"CKM_AES_GCM\"").doesNotContain("CKM_AES_CTR", "CKM_AES_CBC");
    }

    @Test
    void functionThatLooksAtTheMechanism_isThere() {
        String name = CryptokiFunction.C_DeriveKey.name();
        CaseResult present = returning(
                "A-001", Verdict.PASS, "", name, Map.of("CKR_FUNCTION_NOT_SUPPORTED", 2, "CKR_MECHANISM_INVALID", 1));

        assertThat(refusals(present)).doesNotContain(name);
    }

    @Test
    void valueThatIsTheSameForAll_isOfNoMechanism() {
        assertThat(refusals(
                        deviation("A-001", "CKM_AES_CTR", "CKR_ARGUMENTS_BAD"),
                        deviation("A-002", "CKM_AES_GCM", "CKR_ARGUMENTS_BAD")))
                .contains("in-place-of = \"CKR_MECHANISM_PARAM_INVALID\"\nreturn = \"CKR_ARGUMENTS_BAD\"")
                .doesNotContain("mechanism = ");
    }

    @Test
    void mechanismThatAFunctionOnlyAsksFor_isNoCondition() {
        String name = CryptokiFunction.C_GetMechanismInfo.name();
        CaseResult asks = returning(
                "A-001",
                Verdict.DEVIATION,
                "expected CKR_SLOT_ID_INVALID, seen CKR_GENERAL_ERROR",
                name,
                Map.of("CKR_SLOT_ID_INVALID", 1),
                name + "(9, CKM_RSA_PKCS) = CKR_GENERAL_ERROR");

        assertThat(refusals(asks)).doesNotContain("CKM_RSA_PKCS");
    }

    @Test
    void functionThatIsNotThere_mayLookAtNothing() {
        String name = CryptokiFunction.C_SeedRandom.name();
        CaseResult absent = returning(
                "A-001",
                Verdict.NOT_APPLICABLE,
                "the module does not have the function",
                name,
                Map.of("CKR_FUNCTION_NOT_SUPPORTED", 2, "CKR_SESSION_HANDLE_INVALID", 1));

        assertThat(refusals(absent))
                .contains(
                        "operation = \"" + name + "\"\nreturn = \"CKR_FUNCTION_NOT_SUPPORTED\"",
                        "in-place-of = \"CKR_CRYPTOKI_NOT_INITIALIZED\"\nreturn = \"CKR_FUNCTION_NOT_SUPPORTED\"",
                        "in-place-of = \"CKR_ARGUMENTS_BAD\"\nreturn = \"CKR_FUNCTION_NOT_SUPPORTED\"")
                .doesNotContain("in-place-of = \"CKR_SESSION_HANDLE_INVALID\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"C_LoginUser", "C_MessageSignInit", "C_WaitForSlotEvent"})
    void functionOfALaterVersionOrOfNoSlot_mayBeMissing(CryptokiFunction function) {
        CaseResult absent = returning(
                "A-001",
                Verdict.NOT_APPLICABLE,
                "the module does not have the function",
                function.name(),
                Map.of("CKR_FUNCTION_NOT_SUPPORTED", 1));

        assertThat(refusals(absent))
                .contains("operation = \"" + function + "\"\nreturn = \"CKR_FUNCTION_NOT_SUPPORTED\"");
    }

    @Test
    void leniencesThatCasesSaw_areNamed() {
        CaseResult logout = result("LOGIN-004", Verdict.DEVIATION, "expected CKR_USER_NOT_LOGGED_IN, seen CKR_OK");
        CaseResult digest = result("MIXED-001", Verdict.FAIL, "Expecting actual: \"CKR_OK\" to be in: [...]");

        assertThat(new LenienceCapture(List.of(logout, digest), draft).run())
                .containsExactlyInAnyOrder("LOGIN-004", "MIXED-001");
        assertThat(draft.toml()).contains("leniences = [\"digest-ends-parts\", \"logout-without-login\"]");
    }

    @Test
    void caseThatPassesOrFailsOtherwise_showsNoLenience() {
        List<CaseResult> cases = List.of(
                result("AFTERERROR-001", Verdict.FAIL, "Expecting actual: \"CKR_OK\" to be in: [...]"),
                result("AFTERERROR-002", Verdict.PASS, ""),
                result("LOGIN-004", Verdict.DEVIATION, "expected CKR_USER_NOT_LOGGED_IN, seen CKR_GENERAL_ERROR"),
                result("STATE-002", Verdict.NOT_APPLICABLE, "CKR_OK"));

        assertThat(new LenienceCapture(cases, draft).run()).isEmpty();
        assertThat(draft.toml()).doesNotContain("leniences");
    }
}
