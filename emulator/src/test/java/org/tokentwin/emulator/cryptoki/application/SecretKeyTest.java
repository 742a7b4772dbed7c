package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.AES_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.SENSITIVE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.TELLING;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.UNEXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.mechanism;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.profile.TokenProfile;

/** Secret keys as objects: how they are made, what they tell, and when they end. */
class SecretKeyTest {
    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    @Test
    void generatedKey_saysWhatItIs() {
        long key = fixture.generateAes(SENSITIVE);

        assertThat(fixture.read(key, Cka.CKA_CLASS).value().orElseThrow().asUlong())
                .isEqualTo(Cko.CKO_SECRET_KEY);
        assertThat(fixture.read(key, Cka.CKA_KEY_TYPE).value().orElseThrow().asUlong())
                .isEqualTo(Ckk.CKK_AES);
        assertThat(fixture.read(key, Cka.CKA_VALUE_LEN).value().orElseThrow().asUlong())
                .isEqualTo(32);
        assertThat(fixture.read(key, Cka.CKA_KEY_GEN_MECHANISM)
                        .value()
                        .orElseThrow()
                        .asUlong())
                .isEqualTo(Ckm.CKM_AES_KEY_GEN);
        assertThat(fixture.isSet(key, Cka.CKA_LOCAL)).isTrue();
        assertThat(fixture.isSet(key, Cka.CKA_TOKEN)).isFalse();
        assertThat(fixture.isSet(key, Cka.CKA_PRIVATE)).isTrue();
        assertThat(fixture.isSet(key, Cka.CKA_ALWAYS_SENSITIVE)).isTrue();
        assertThat(fixture.isSet(key, Cka.CKA_NEVER_EXTRACTABLE)).isTrue();
        assertThat(fixture.read(key, Cka.CKA_VALUE).ckr()).isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE);
    }

    @Test
    void keyThatMayBeRead_wasNeitherAlwaysSensitiveNorNeverExtractable() {
        long key = fixture.generateAes(TELLING, EXTRACTABLE);

        assertThat(fixture.value(key)).hasSize(32);
        assertThat(fixture.isSet(key, Cka.CKA_ALWAYS_SENSITIVE)).isFalse();
        assertThat(fixture.isSet(key, Cka.CKA_NEVER_EXTRACTABLE)).isFalse();
        assertThat(fixture.value(key)).isNotEqualTo(fixture.value(fixture.generateAes(TELLING, EXTRACTABLE)));
    }

    @Test
    void createdKey_isNotLocal() {
        long key = fixture.aes(SENSITIVE, UNEXTRACTABLE);

        assertThat(fixture.isSet(key, Cka.CKA_LOCAL)).isFalse();
        assertThat(fixture.isSet(key, Cka.CKA_ALWAYS_SENSITIVE)).isFalse();
        assertThat(fixture.isSet(key, Cka.CKA_NEVER_EXTRACTABLE)).isFalse();
        assertThat(fixture.read(key, Cka.CKA_CHECK_VALUE).value().orElseThrow().value())
                .isEqualTo(HexFormat.of().parseHex("c6a13b"));
    }

    @Test
    void usageThatIsNotGiven_isToEncryptAndToSign() {
        long key = fixture.aes();

        assertThat(List.of(Cka.CKA_ENCRYPT, Cka.CKA_DECRYPT, Cka.CKA_SIGN, Cka.CKA_VERIFY))
                .allMatch(usage -> fixture.isSet(key, usage));
        assertThat(List.of(Cka.CKA_WRAP, Cka.CKA_UNWRAP, Cka.CKA_DERIVE, Cka.CKA_EXTRACTABLE, Cka.CKA_TRUSTED))
                .noneMatch(usage -> fixture.isSet(key, usage));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 17, 33, -1, Long.MIN_VALUE})
    void lengthThatNoAesKeyHas_isRefused(long bytes) {
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> application.generateKey(
                        session, mechanism(Ckm.CKM_AES_KEY_GEN), List.of(Attribute.ofUlong(Cka.CKA_VALUE_LEN, bytes))));
    }

    @Test
    void lengthThatIsMissing_isTemplateIncomplete() {
        assertCkr(Ckr.CKR_TEMPLATE_INCOMPLETE, () -> fixture.generate(Ckm.CKM_AES_KEY_GEN, 0));
    }

    @Test
    void valueOfAnotherLength_isRefused() {
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> fixture.secret(Ckk.CKK_AES, new byte[15]));
    }

    @Test
    void checkValueOfAnotherKey_isRefused() {
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> fixture.aes(Attribute.of(Cka.CKA_CHECK_VALUE, new byte[] {1, 2, 3})));
    }

    @Test
    void keyTypeThatTheTokenDoesNotHave_isTemplateInconsistent() {
        assertCkr(Ckr.CKR_TEMPLATE_INCONSISTENT, () -> fixture.secret(Ckk.CKK_CAST5, new byte[16]));
    }

    @Test
    void keyWithoutLogin_isMadeOnlyWhereItIsPublic() {
        application.logout(session);

        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> fixture.aes());
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> fixture.generateAes());
        assertThat(fixture.isSet(fixture.generateAes(flag(Cka.CKA_PRIVATE, false)), Cka.CKA_PRIVATE))
                .isFalse();
    }

    @Test
    void valueThatCannotBeRead_isNotFoundByIt() {
        long open = fixture.aes(TELLING, EXTRACTABLE);
        fixture.aes(SENSITIVE);
        fixture.aes(TELLING, UNEXTRACTABLE);

        assertThat(TokenFixture.find(application, session, Attribute.of(Cka.CKA_VALUE, AES_VALUE)))
                .containsExactly(open);
    }

    @Test
    void copy_hasAValueThatOutlivesTheOriginal() {
        long original = fixture.aes(TELLING, EXTRACTABLE);
        long copy = application.copyObject(session, original, List.of(Attribute.ofString(Cka.CKA_LABEL, "copy")));
        application.destroyObject(session, original);

        assertThat(fixture.value(copy)).isEqualTo(AES_VALUE);
        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> fixture.value(original));
    }

    @Test
    void destroyedKey_doesNothingMore() {
        long key = fixture.aes();
        application.destroyObject(session, key);

        assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), key));
    }

    @Test
    void privateKeys_endWithTheLogin() {
        long key = fixture.aes();
        application.logout(session);

        assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), key));
    }

    @Test
    void usage_isChangedAndObeyed() {
        long key = fixture.aes();
        application.setAttributeValue(session, key, List.of(flag(Cka.CKA_ENCRYPT, false)));

        assertCkr(
                Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), key));
    }

    @Test
    void sensitive_staysSo() {
        long key = fixture.aes(TELLING, EXTRACTABLE);
        application.setAttributeValue(session, key, List.of(SENSITIVE));

        assertThat(fixture.read(key, Cka.CKA_VALUE).ckr()).isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE);
        assertThat(fixture.isSet(key, Cka.CKA_ALWAYS_SENSITIVE)).isFalse();
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.setAttributeValue(session, key, List.of(TELLING)));
        application.setAttributeValue(session, key, List.of(UNEXTRACTABLE));
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.setAttributeValue(session, key, List.of(EXTRACTABLE)));
    }

    @Test
    void tokenWithoutSecretKeys_hasNoneOfTheirFunctions(@TempDir Path directory) throws IOException {
        Path profile = Files.writeString(directory.resolve("plain.toml"), """
                based-on = "hongkongpost-ecert"
                [keys]
                mechanisms = ["CKM_RSA_PKCS"]
                """);
        Cryptoki plain = TokenFixture.ready(TokenProfile.load(profile)).application();
        long user = TokenFixture.openUser(plain);

        assertCkr(
                Ckr.CKR_FUNCTION_NOT_SUPPORTED,
                () -> plain.generateKey(user, mechanism(Ckm.CKM_AES_KEY_GEN), List.of()));
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> plain.createObject(user, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY))));
    }
}
