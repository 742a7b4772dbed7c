package org.tokentwin.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.profile.ProfileDifference;
import org.tokentwin.emulator.profile.ProfileTable;
import org.tokentwin.emulator.profile.TokenProfile;

class CaptureTest {
    /** What no call of PKCS#11 tells, or what is the owner's. */
    private static final List<String> NOT_TOLD = List.of(
            "description",
            "atr",
            "slots.descriptions",
            "token.label",
            "pin.required",
            "pin.rules",
            "pin.so-pin",
            "pin.so-tries",
            "token.free-memory-at-most",
            "mechanism-info", // a capture has it of each mechanism, a bundled profile of those that are unlike the
            // emulator's
            "refusals",
            "pin.factory-pin",
            "pin.factory-so-pin",
            "pin.factory-signature-pin",
            "pin.signature-tries",
            "pin.factory-puk",
            "pin.puk-tries",
            "objects.issued-key-always-authenticates",
            "pin.history",
            "pin.expires-days",
            "token.product-name",
            "token.card-type",
            "pin.max-repetitions",
            "pin.must-change-at",
            "pin.count-low-at",
            "pin.count-low-when-locked");

    @TempDir
    private Path directory;

    @Tag("devices")
    @ParameterizedTest
    @ValueSource(strings = {"hongkongpost-ecert", "gemalto-idprime-940", "safenet-etoken-5110", "pkcs11-3.2"})
    void twinOfATwin_isNearlyItself(String profile) throws Exception {
        try (EmulatedToken token =
                        EmulatedToken.order().profile(profile).withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            Path file = capture(token, emulator, Map.of("allow", "token-objects"));

            assertThat(ProfileTable.faults(file)).isEmpty();
            assertThat(ProfileTable.named(profile).differences(ProfileTable.load(file)))
                    .filteredOn(each -> !each.key().startsWith("pace."))
                    .extracting(ProfileDifference::key)
                    .isSubsetOf(NOT_TOLD);
        }
    }

    @Test
    void capture_leavesTheTokenAsItWasAndTheOwnersValuesOnTheMachine() throws Exception {
        List<String> sent = new ArrayList<>();
        try (EmulatedToken token = EmulatedToken.order()
                        .withTestKey()
                        .label("Tai Man's own")
                        .issue();
                Emulator emulator = Emulator.with(token)) {
            List<List<AttributeResult>> before = objects(token, emulator);
            try (var _ = emulator.trace(event -> {
                synchronized (sent) {
                    sent.add(event.toString());
                }
            })) {
                capture(token, emulator, Map.of());
            }
            assertThat(objects(token, emulator)).hasSize(4).containsExactlyInAnyOrderElementsOf(before);
            assertThat(sent)
                    .anyMatch(event -> event.contains("C_Sign"))
                    .noneMatch(event -> event.contains("CKR_PIN_INCORRECT") || event.contains("C_InitToken"));
            assertThat(triesLeft(token)).isEqualTo(15);
            assertThat(Files.readString(directory.resolve("captured.toml")))
                    .contains("CKO_CERTIFICATE")
                    .doesNotContain(token.serial(), "Tai Man's own", "CHAN TAI MAN", new String(token.pin()));
        }
    }

    @Test
    void parametersAndAttributesThatATokenRefuses_areLearnt() throws Exception {
        assertLearnt(Map.of("allow", "session-objects"), """
                based-on = "pkcs11-3.2"
                description = "takes OAEP with SHA-1 and without a label, and changes no data"

                [[refusals]]
                operation = "C_EncryptInit"
                mechanism = "CKM_RSA_PKCS_OAEP"
                parameter-hashes = ["CKM_SHA224", "CKM_SHA256", "CKM_SHA384", "CKM_SHA512"]
                return = "CKR_ARGUMENTS_BAD"

                [[refusals]]
                operation = "C_Decrypt"
                mechanism = "CKM_RSA_PKCS_OAEP"
                parameter-label = "given"
                return = "CKR_GENERAL_ERROR"

                [[refusals]]
                operation = "C_SetAttributeValue"
                object-class = "CKO_DATA"
                given = ["CKA_APPLICATION"]
                return = "CKR_ATTRIBUTE_READ_ONLY"
                """);
    }

    @Test
    void keyThatDoesNotDecrypt_isLearnt() throws Exception {
        assertLearnt(Map.of(), """
                based-on = "hongkongpost-ecert"
                description = "decrypts by OAEP only"

                [[refusals]]
                operation = "C_Decrypt"
                mechanism = "CKM_RSA_PKCS"
                return = "CKR_FUNCTION_NOT_SUPPORTED"
                """);
    }

    @Test
    void hashesThatTheTokensKeyDoesNotDecryptWith_areLearnt() throws Exception {
        assertLearnt(Map.of(), """
                based-on = "hongkongpost-ecert"
                description = "decrypts by OAEP with SHA-256 and longer"

                [[refusals]]
                operation = "C_Decrypt"
                mechanism = "CKM_RSA_PKCS_OAEP"
                parameter-hashes = ["CKM_SHA_1", "CKM_SHA224"]
                return = "CKR_FUNCTION_NOT_SUPPORTED"
                """);
    }

    @Test
    void keyThatDecryptsByNoOaep_isLearnt() throws Exception {
        assertLearnt(Map.of(), """
                based-on = "hongkongpost-ecert"
                description = "decrypts by the older padding only"

                [[refusals]]
                operation = "C_Decrypt"
                mechanism = "CKM_RSA_PKCS_OAEP"
                return = "CKR_GENERAL_ERROR"
                """);
    }

    @Test
    void mechanismsThatTheTokensKeyDoesNotSignBy_areLearnt() throws Exception {
        assertLearnt(Map.of(), """
                based-on = "hongkongpost-ecert"
                description = "signs no SHA-1, no PSS with it, and nothing by the PSS that hashes itself"

                [[refusals]]
                operation = "C_SignInit"
                mechanism = "CKM_SHA1_RSA_PKCS"
                return = "CKR_MECHANISM_INVALID"

                [[refusals]]
                operation = "C_Sign"
                mechanism = "CKM_SHA256_RSA_PKCS_PSS"
                return = "CKR_FUNCTION_FAILED"

                [[refusals]]
                operation = "C_SignInit"
                mechanism = "CKM_RSA_PKCS_PSS"
                parameter-hashes = ["CKM_SHA_1"]
                return = "CKR_MECHANISM_PARAM_INVALID"
                """);
    }

    @Test
    void pairsThatATokenDoesNotMakeForASession_areLearnt() throws Exception {
        assertLearnt(Map.of("allow", "session-objects"), """
                based-on = "pkcs11-3.2"
                description = "makes no pair on P-256"

                [[refusals]]
                operation = "C_GenerateKeyPair"
                mechanism = "CKM_EC_KEY_PAIR_GEN"
                curves = ["P-256"]
                attributes = { CKA_TOKEN = false }
                return = "CKR_ATTRIBUTE_VALUE_INVALID"

                [[refusals]]
                operation = "C_GenerateKeyPair"
                mechanism = "CKM_EC_KEY_PAIR_GEN"
                curves = ["P-256"]
                not-given = ["CKA_TOKEN"]
                return = "CKR_ATTRIBUTE_VALUE_INVALID"
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"counted", "zeros", "unavailable"})
    void partsThatEndByOneCallAndCountsOfSessions_areLearnt(String counts) throws Exception {
        assertLearnt(Map.of(), """
                based-on = "hongkongpost-ecert"
                leniences = ["digest-ends-parts", "signature-ends-parts"]

                [token]
                session-counts = "%s"
                """.formatted(counts));
    }

    @Test
    void classesThatATokenDoesNotMakeInASession_areLearnt() throws Exception {
        assertLearnt(Map.of("allow", "session-objects"), """
                based-on = "pkcs11-3.2"
                description = "makes no AES keys, and no public key on P-256, in a session"

                [[refusals]]
                operation = "C_CreateObject"
                object-class = "CKO_PUBLIC_KEY"
                key-type = "CKK_EC"
                curves = ["P-256"]
                attributes = { CKA_TOKEN = false }
                return = "CKR_FUNCTION_NOT_SUPPORTED"

                [[refusals]]
                operation = "C_CreateObject"
                object-class = "CKO_PUBLIC_KEY"
                key-type = "CKK_EC"
                curves = ["P-256"]
                not-given = ["CKA_TOKEN"]
                return = "CKR_FUNCTION_NOT_SUPPORTED"

                [[refusals]]
                operation = "C_CreateObject"
                object-class = "CKO_SECRET_KEY"
                key-type = "CKK_AES"
                attributes = { CKA_TOKEN = false }
                return = "CKR_TEMPLATE_INCONSISTENT"

                [[refusals]]
                operation = "C_CreateObject"
                object-class = "CKO_SECRET_KEY"
                key-type = "CKK_AES"
                not-given = ["CKA_TOKEN"]
                return = "CKR_TEMPLATE_INCONSISTENT"
                """);
    }

    @Test
    void privacyThatATokenDoesNotMakeDataOf_isLearnt() throws Exception {
        assertLearnt(Map.of("allow", "session-objects"), """
                based-on = "pkcs11-3.2"
                description = "makes no public data"

                [[refusals]]
                operation = "C_CreateObject"
                object-class = "CKO_DATA"
                attributes = { CKA_TOKEN = false, CKA_PRIVATE = false }
                return = "CKR_ATTRIBUTE_VALUE_INVALID"

                [[refusals]]
                operation = "C_CreateObject"
                object-class = "CKO_DATA"
                attributes = { CKA_PRIVATE = false }
                not-given = ["CKA_TOKEN"]
                return = "CKR_ATTRIBUTE_VALUE_INVALID"
                """);
    }

    @Test
    void tokenThatMakesObjectsInReadWriteSessionsOnly_andHashesAfterALogin_isLearnt() throws Exception {
        StringBuilder toml = new StringBuilder(
                "based-on = \"pkcs11-3.2\"\ndescription = \"no objects of a read-only session, no hash without a login\"\n");
        for (String state : List.of("CKS_RO_PUBLIC_SESSION", "CKS_RO_USER_FUNCTIONS")) {
            for (CryptokiFunction function :
                    List.of(CryptokiFunction.C_CreateObject, CryptokiFunction.C_GenerateKeyPair)) {
                for (String ofSession : List.of("attributes = { CKA_TOKEN = false }", "not-given = [\"CKA_TOKEN\"]")) {
                    toml.append(
                            "[[refusals]]\noperation = \"%s\"\nstate = \"%s\"\n%s\nreturn = \"CKR_SESSION_READ_ONLY\"\n"
                                    .formatted(function, state, ofSession));
                }
            }
        }
        for (String state : List.of("CKS_RO_PUBLIC_SESSION", "CKS_RW_PUBLIC_SESSION")) {
            toml.append("[[refusals]]\noperation = \"%s\"\nstate = \"%s\"\nreturn = \"CKR_USER_NOT_LOGGED_IN\"\n"
                    .formatted(CryptokiFunction.C_DigestInit, state));
        }

        assertLearnt(Map.of("allow", "session-objects"), toml.toString());
    }

    /** A token of this profile teaches what the profile refuses, lets pass and tells of sessions, and no more. */
    private void assertLearnt(Map<String, String> allowed, String profile) throws Exception {
        Path refusing = Files.writeString(directory.resolve("refusing.toml"), profile);
        try (EmulatedToken token = EmulatedToken.order()
                        .profile(TokenProfile.load(refusing))
                        .withTestKey()
                        .issue();
                Emulator emulator = Emulator.with(token)) {
            Path captured = capture(token, emulator, allowed);

            TokenProfile learnt = TokenProfile.load(captured);
            assertThat(learnt.refusals())
                    .containsExactlyInAnyOrderElementsOf(token.profile().refusals());
            assertThat(learnt.leniences()).isEqualTo(token.profile().leniences());
            assertThat(learnt.token().sessionCounts())
                    .isEqualTo(token.profile().token().sessionCounts());
        }
    }

    private Path capture(EmulatedToken token, Emulator emulator, Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("module", emulator.modulePath().toString());
        parameters.put(
                "pin-file",
                Files.writeString(directory.resolve("pin"), new String(token.pin()))
                        .toString());
        parameters.put("pin-record", directory.toString());
        parameters.put("pin-tries", Integer.toString(token.profile().pinPolicy().userTries()));
        TargetOptions options =
                TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
        return Files.writeString(
                directory.resolve("captured.toml"),
                Capture.of(options, false, List::of).toml());
    }

    /** In an order of their own: handles differ from application to application. */
    private static List<List<AttributeResult>> objects(EmulatedToken token, Emulator emulator) {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(emulator.slotOf(token), Ckf.CKF_SERIAL_SESSION);
        application.login(session, Cku.CKU_USER, new String(token.pin()).getBytes(StandardCharsets.UTF_8));
        application.findObjectsInit(session, List.of());
        List<List<AttributeResult>> objects = new ArrayList<>();
        for (long object : application.findObjects(session, 100)) {
            objects.add(application.getAttributeValue(
                    session, object, new long[] {Cka.CKA_CLASS, Cka.CKA_LABEL, Cka.CKA_ID, Cka.CKA_SIGN, Cka.CKA_MODULUS
                    }));
        }
        application.finalizeCryptoki(false);
        return objects;
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
