package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.Ckz;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeQuery;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.TokenProfile;

class RefusalsTest {
    private static final Mechanism EC_PAIR = Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN);
    private static final Mechanism RSA_PAIR = Mechanism.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN);
    private static final Attribute ON_TOKEN = Attribute.ofBoolean(Cka.CKA_TOKEN, true);

    @TempDir
    private Path directory;

    /** An application on a token whose profile refuses something. */
    private Cryptoki application(String refusal) {
        return application(token(refusal));
    }

    private TokenFixture token(String refusal) {
        try {
            return TokenFixture.ready(TokenProfile.load(Files.writeString(
                    directory.resolve("refusing.toml"),
                    "based-on = \"hongkongpost-ecert\"\n[[refusals]]\n" + refusal.replace("; ", "\n") + "\n")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Cryptoki application(TokenFixture token) {
        Cryptoki application = CryptokiApplication.on(token.board(), Program.UNKNOWN, 1);
        application.initialize(null);
        return application;
    }

    private static KeyPairHandles pair(Cryptoki application, long session, NamedCurve curve, Attribute... more) {
        return application.generateKeyPair(
                session,
                EC_PAIR,
                Templates.with(List.of(Attribute.of(Cka.CKA_EC_PARAMS, curve.ecParams())), more),
                List.of(more));
    }

    @Test
    void valueOfTheStandards_isReplacedByTheModels() {
        Cryptoki application = application(
                "operation = \"C_SignInit\"; return = \"CKR_OBJECT_HANDLE_INVALID\"; in-place-of = \"CKR_KEY_HANDLE_INVALID\"");
        long session = TokenFixture.openUser(application);

        assertCkr(
                Ckr.CKR_OBJECT_HANDLE_INVALID,
                () -> application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), 0));
        assertCkr(
                Ckr.CKR_KEY_HANDLE_INVALID,
                () -> application.verifyInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), 0));
        assertCkr(
                Ckr.CKR_SESSION_HANDLE_INVALID,
                () -> application.signInit(0, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), 0));
    }

    @Test
    void valueForASessionThatIsNotOpen_isReplaced_andForNoApplication() {
        Cryptoki application = application(
                "operation = \"C_GenerateKey\"; in-place-of = \"CKR_SESSION_HANDLE_INVALID\"; return = \"CKR_FUNCTION_NOT_SUPPORTED\";"
                        + " [[refusals]]; operation = \"C_GenerateKey\"; in-place-of = \"CKR_CRYPTOKI_NOT_INITIALIZED\";"
                        + " return = \"CKR_GENERAL_ERROR\"; [[refusals]]; operation = \"C_SignInit\"; state = \"CKS_RW_USER_FUNCTIONS\";"
                        + " in-place-of = \"CKR_SESSION_HANDLE_INVALID\"; return = \"CKR_GENERAL_ERROR\"");
        Mechanism aes = Mechanism.of(Ckm.CKM_AES_KEY_GEN);

        assertCkr(Ckr.CKR_FUNCTION_NOT_SUPPORTED, () -> application.generateKey(0, aes, List.of()));
        assertCkr(
                Ckr.CKR_SESSION_HANDLE_INVALID,
                () -> application.signInit(0, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), 0));
        application.finalizeCryptoki(false);
        assertCkr(Ckr.CKR_GENERAL_ERROR, () -> application.generateKey(0, aes, List.of()));
    }

    @Test
    void valueOfACallThatDoesNotComeToItsMethod_isReplacedWhereNothingDependsOnTheArguments() {
        Cryptoki application = application(
                "operation = \"C_CreateObject\"; in-place-of = \"CKR_ARGUMENTS_BAD\"; object-class = \"CKO_DATA\"; return = \"CKR_GENERAL_ERROR\";"
                        + " [[refusals]]; operation = \"C_CreateObject\"; in-place-of = \"CKR_ARGUMENTS_BAD\"; return = \"CKR_FUNCTION_NOT_SUPPORTED\"");

        assertThat(application.refused(CryptokiFunction.C_CreateObject.name(), 1, Ckr.CKR_ARGUMENTS_BAD))
                .isEqualTo(Ckr.CKR_FUNCTION_NOT_SUPPORTED);
        assertThat(application.refused(CryptokiFunction.C_CreateObject.name(), 1, Ckr.CKR_HOST_MEMORY))
                .isEqualTo(Ckr.CKR_HOST_MEMORY);
        assertThat(application.refused(CryptokiFunction.C_CopyObject.name(), 1, Ckr.CKR_ARGUMENTS_BAD))
                .isEqualTo(Ckr.CKR_ARGUMENTS_BAD);
    }

    @Test
    void valueOfAnAttribute_isReplaced() {
        Cryptoki application = application(
                "operation = \"C_GetAttributeValue\"; in-place-of = \"CKR_ATTRIBUTE_SENSITIVE\"; return = \"CKR_GENERAL_ERROR\"");
        long session = TokenFixture.openUser(application);
        long key = pair(application, session, NamedCurve.P_256).privateKey();

        List<AttributeResult> results =
                application.getAttributeValue(session, key, new long[] {Cka.CKA_VALUE, Cka.CKA_CLASS});

        assertThat(results).extracting(AttributeResult::ckr).containsExactly(Ckr.CKR_GENERAL_ERROR, Ckr.CKR_OK);
        assertThat(AttributeQuery.returnValue(results)).isEqualTo(Ckr.CKR_GENERAL_ERROR);
    }

    @Test
    void functionsOfVersion3AndTheOneThatWaitsForSlots_areRefused() {
        Cryptoki application = application(
                "operation = \"C_SessionCancel\"; return = \"CKR_FUNCTION_NOT_SUPPORTED\"; [[refusals]]; operation = \"C_WaitForSlotEvent\";"
                        + " return = \"CKR_GENERAL_ERROR\"");
        long session = TokenFixture.openUser(application);

        assertCkr(Ckr.CKR_FUNCTION_NOT_SUPPORTED, () -> application.sessionCancel(session, 0));
        assertCkr(Ckr.CKR_GENERAL_ERROR, () -> application.waitForSlotEvent(Ckf.CKF_DONT_BLOCK));
        application.finalizeCryptoki(false);
        assertCkr(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, () -> application.waitForSlotEvent(Ckf.CKF_DONT_BLOCK));
    }

    @Test
    void mechanismOfAnOperation_isACondition() {
        Cryptoki application = application(
                "operation = \"C_DigestUpdate\"; mechanism = \"CKM_SHA256\"; return = \"CKR_GENERAL_ERROR\"");
        long session = TokenFixture.openUser(application);

        application.digestInit(session, Mechanism.of(Ckm.CKM_SHA_1));
        application.digestUpdate(session, ascii("part"));
        application.digestFinal(session, OutputBuffer.of(20));
        application.digestInit(session, Mechanism.of(Ckm.CKM_SHA256));
        assertCkr(Ckr.CKR_GENERAL_ERROR, () -> application.digestUpdate(session, ascii("part")));
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.digestFinal(session, OutputBuffer.of(32)));
    }

    @Test
    void hashAndLabelOfTheParameter_areConditions() {
        Cryptoki application = application("operation = \"C_EncryptInit\"; mechanism = \"CKM_RSA_PKCS_OAEP\";"
                + " parameter-hashes = [\"CKM_SHA256\"]; return = \"CKR_ARGUMENTS_BAD\"; [[refusals]];"
                + " operation = \"C_EncryptInit\"; parameter-label = \"given\"; return = \"CKR_GENERAL_ERROR\"");
        long session = TokenFixture.openUser(application);
        long key = application.createObject(session, Templates.publicKey(Templates.credential(KeyType.RSA_2048)));

        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.encryptInit(session, oaep(Ckm.CKM_SHA256, ""), key));
        assertCkr(Ckr.CKR_GENERAL_ERROR, () -> application.encryptInit(session, oaep(Ckm.CKM_SHA_1, "label"), key));
        application.encryptInit(session, oaep(Ckm.CKM_SHA_1, ""), key);
    }

    @Test
    void labelOfAnOperation_isACondition() {
        Cryptoki application =
                application("operation = \"C_Encrypt\"; parameter-label = \"given\"; return = \"CKR_GENERAL_ERROR\"");
        long session = TokenFixture.openUser(application);
        long key = application.createObject(session, Templates.publicKey(Templates.credential(KeyType.RSA_2048)));

        application.encryptInit(session, oaep(Ckm.CKM_SHA_1, "label"), key);
        assertCkr(Ckr.CKR_GENERAL_ERROR, () -> application.encrypt(session, ascii("data"), OutputBuffer.of(256)));
        application.encryptInit(session, oaep(Ckm.CKM_SHA_1, ""), key);
        application.encrypt(session, ascii("data"), OutputBuffer.of(256));
    }

    private static Mechanism oaep(long hash, String label) {
        long mgf = hash == Ckm.CKM_SHA_1 ? Ckg.CKG_MGF1_SHA1 : Ckg.CKG_MGF1_SHA256;
        return new Mechanism(
                Ckm.CKM_RSA_PKCS_OAEP,
                new MechanismParameter.RsaPkcsOaep(hash, mgf, Ckz.CKZ_DATA_SPECIFIED, ascii(label)));
    }

    @Test
    void classOfTheObject_isACondition() {
        Cryptoki application = application("operation = \"C_SetAttributeValue\"; object-class = \"CKO_DATA\";"
                + " given = [\"CKA_LABEL\"]; return = \"CKR_ATTRIBUTE_READ_ONLY\"");
        long session = TokenFixture.openUser(application);
        List<Attribute> label = List.of(Attribute.of(Cka.CKA_LABEL, ascii("new")));
        long data = application.createObject(session, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA)));
        long key = application.createObject(session, Templates.publicKey(Templates.credential(KeyType.RSA_2048)));

        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.setAttributeValue(session, data, label));
        application.setAttributeValue(session, key, label);
    }

    @Test
    void wrongPin_costsItsTryWhateverTheModelReturns() {
        TokenFixture token =
                token("operation = \"C_Login\"; return = \"CKR_GENERAL_ERROR\"; in-place-of = \"CKR_PIN_INCORRECT\"");
        Cryptoki application = application(token);
        long session = TokenFixture.openReadWrite(application);

        assertCkr(Ckr.CKR_GENERAL_ERROR, () -> application.login(session, Cku.CKU_USER, ascii("Wrong1!wrong")));

        assertThat(Pins.statusOf(token.card(), PinReference.USER).triesLeft()).isEqualTo(14);
    }

    @Test
    void keyOfARefusedSize_isNotMade() {
        Cryptoki application = application(
                "operation = \"C_GenerateKeyPair\"; return = \"CKR_DEVICE_MEMORY\"; key-type = \"CKK_RSA\"; min-bits = 3072; max-bits = 3072");
        long session = TokenFixture.openUser(application);
        int before = TokenFixture.find(application, session).length;

        assertCkr(
                Ckr.CKR_DEVICE_MEMORY,
                () -> application.generateKeyPair(
                        session,
                        RSA_PAIR,
                        List.of(ON_TOKEN, Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 3072)),
                        List.of(ON_TOKEN)));

        assertThat(TokenFixture.find(application, session)).hasSize(before);
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> application.generateKeyPair(
                        session, RSA_PAIR, List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 3073)), List.of()));
        pair(application, session, NamedCurve.P_256);
    }

    @Test
    void curveThatIsRefused_isNotMade_andAnotherIs() {
        Cryptoki application = application(
                "operation = \"C_GenerateKeyPair\"; return = \"CKR_ATTRIBUTE_VALUE_INVALID\"; curves = [\"P-384\", \"P-521\"]");
        long session = TokenFixture.openUser(application);

        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> pair(application, session, NamedCurve.P_384, ON_TOKEN));

        assertThat(pair(application, session, NamedCurve.P_256, ON_TOKEN).privateKey())
                .isNotZero();
    }

    @Test
    void importWithARefusedAttribute_costsNoTry_andLeavesNoObject() {
        TokenFixture token = token(
                "operation = \"C_CreateObject\"; return = \"CKR_PIN_INCORRECT\"; attributes = { CKA_CLASS = \"CKO_PRIVATE_KEY\", CKA_DECRYPT = false }");
        Cryptoki application = application(token);
        long session = TokenFixture.openUser(application);
        List<Attribute> key = Templates.onToken(Templates.privateKey(Templates.credential(KeyType.RSA_2048)));

        assertCkr(
                Ckr.CKR_PIN_INCORRECT,
                () -> application.createObject(
                        session, Templates.with(key, Attribute.ofBoolean(Cka.CKA_DECRYPT, false))));

        assertThat(TokenFixture.find(application, session)).isEmpty();
        assertThat(Pins.statusOf(token.card(), PinReference.USER).triesLeft()).isEqualTo(15);
        assertThat(application.createObject(session, key)).isNotZero();
    }

    @Test
    void mechanismThatIsRefused_beginsNothing_andAnotherDoes() {
        Cryptoki application = application(
                "operation = \"C_SignInit\"; return = \"CKR_ARGUMENTS_BAD\"; mechanism = \"CKM_ECDSA_SHA1\"; key-type = \"CKK_EC\"; min-bits = 256");
        long session = TokenFixture.openUser(application);
        long key = pair(application, session, NamedCurve.P_256).privateKey();

        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA1), key));

        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.signUpdate(session, ascii("text")));
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);
    }

    @Test
    void keyThatIsNamed_isAskedForItsSize() {
        Cryptoki application = application(
                "operation = \"C_SignInit\"; return = \"CKR_KEY_SIZE_RANGE\"; curves = [\"P-384\"]; min-bits = 300; max-bits = 400");
        long session = TokenFixture.openUser(application);
        long small = pair(application, session, NamedCurve.P_256).privateKey();
        long large = pair(application, session, NamedCurve.P_384).privateKey();

        assertCkr(Ckr.CKR_KEY_SIZE_RANGE, () -> application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA), large));

        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA), small);
    }

    @Test
    void operationThatIsRefusedInItsMiddle_ends() {
        Cryptoki application = application("operation = \"C_SignUpdate\"; return = \"CKR_DEVICE_ERROR\"");
        long session = TokenFixture.openUser(application);
        long key = pair(application, session, NamedCurve.P_256).privateKey();
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);

        assertCkr(Ckr.CKR_DEVICE_ERROR, () -> application.signUpdate(session, ascii("text")));

        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.signFinal(session, OutputBuffer.lengthOnly()));
    }

    @Test
    void loginThatIsRefused_costsNoTry() {
        TokenFixture token =
                token("operation = \"C_Login\"; return = \"CKR_FUNCTION_FAILED\"; user-type = \"CKU_USER\"");
        Cryptoki application = application(token);
        long session = TokenFixture.openReadWrite(application);

        assertCkr(Ckr.CKR_FUNCTION_FAILED, () -> application.login(session, Cku.CKU_USER, ascii("wrong")));
        assertCkr(Ckr.CKR_USER_TYPE_INVALID, () -> application.login(session, Cku.CKU_SO, ascii("wrong")));

        assertThat(Pins.statusOf(token.card(), PinReference.USER).triesLeft()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"CKS_RW_USER_FUNCTIONS, true", "CKS_RW_PUBLIC_SESSION, false", "any, true"})
    void state_isACondition(String state, boolean refused) {
        Cryptoki application = application(
                "operation = \"C_SeedRandom\"; return = \"CKR_RANDOM_SEED_NOT_SUPPORTED\"; state = \"" + state + "\"");
        long session = TokenFixture.openUser(application);

        if (refused) {
            assertCkr(Ckr.CKR_RANDOM_SEED_NOT_SUPPORTED, () -> application.seedRandom(session, ascii("seed")));
        } else {
            application.seedRandom(session, ascii("seed"));
        }
    }

    @ParameterizedTest
    @CsvSource({"given, true", "not-given, false"})
    void presenceOfAnAttribute_isACondition(String key, boolean withLabel) {
        Cryptoki application = application(
                "operation = \"C_CreateObject\"; return = \"CKR_FUNCTION_FAILED\"; " + key + " = [\"CKA_LABEL\"]");
        long session = TokenFixture.openUser(application);
        List<Attribute> labelled = Templates.data("a label", "value");
        List<Attribute> without = Templates.without(labelled, Cka.CKA_LABEL);

        assertCkr(Ckr.CKR_FUNCTION_FAILED, () -> application.createObject(session, withLabel ? labelled : without));

        application.createObject(session, withLabel ? without : labelled);
    }

    @Test
    void whatTheStandardRefusesAnyway_keepsItsOwnReturnValue() {
        Cryptoki application = application("operation = \"C_GenerateRandom\"; return = \"CKR_FUNCTION_FAILED\"");
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.generateRandom(1234, 8));
        application.finalizeCryptoki(false);
        assertCkr(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, () -> application.generateRandom(1234, 8));
    }

    @Test
    void slotFunction_isRefusedWithoutASession() {
        Cryptoki application = application("operation = \"C_GetMechanismList\"; return = \"CKR_DEVICE_ERROR\"");

        assertCkr(Ckr.CKR_DEVICE_ERROR, () -> application.getMechanismList(0));
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_TOKEN_INITIALIZED)
                .isNotZero();
    }
}
