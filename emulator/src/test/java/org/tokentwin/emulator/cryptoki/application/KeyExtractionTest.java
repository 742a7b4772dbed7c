package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.AES_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.IV;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.SENSITIVE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.TELLING;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.UNEXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.byJdk;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.mechanism;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.NestedTemplate;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/**
 * The published attacks on the key management of PKCS#11: J. Clulow, "On the Security of PKCS #11" (2003); S. Delaune, S. Kremer, G. Steel, "Formal Analysis of
 * PKCS#11" (2008); M. Bortolozzo and others, "Attacking and Fixing PKCS#11 Security Tokens" (2010); R. Bardou and others, "Efficient Padding Oracle Attacks on
 * Cryptographic Hardware" (2012). None of them gets a key that is not extractable.
 */
class KeyExtractionTest {
    private static final Mechanism CBC_PAD = mechanism(Ckm.CKM_AES_CBC_PAD, IV);
    private static final Attribute WRAPS = flag(Cka.CKA_WRAP, true);
    private static final Attribute UNWRAPS = flag(Cka.CKA_UNWRAP, true);
    private static final Attribute TRUSTS_ONLY_TRUSTED = flag(Cka.CKA_WRAP_WITH_TRUSTED, true);
    private static final List<Attribute> AES_TEMPLATE = List.of(
            Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY), Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_AES));

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    /** Delaune, attack "wrap and decrypt": with any mechanism, whatever else the wrapping key is for. */
    @Test
    void unextractableKey_isWrappedWithNoKeyAndNoMechanism() {
        long target = fixture.aes(SENSITIVE, UNEXTRACTABLE, WRAPS);
        long both = fixture.aes(WRAPS, flag(Cka.CKA_DECRYPT, true));
        long rsa = application.createObject(
                session, Templates.with(Templates.publicKey(Templates.credential(KeyType.RSA_2048)), WRAPS));

        for (Mechanism each : List.of(mechanism(Ckm.CKM_AES_ECB), mechanism(Ckm.CKM_AES_CBC, IV), CBC_PAD)) {
            assertCkr(Ckr.CKR_KEY_UNEXTRACTABLE, () -> wrap(each, both, target));
        }
        assertCkr(Ckr.CKR_KEY_UNEXTRACTABLE, () -> wrap(mechanism(Ckm.CKM_RSA_PKCS), rsa, target));
        assertCkr(Ckr.CKR_KEY_UNEXTRACTABLE, () -> wrap(CBC_PAD, target, target));
    }

    /** Clulow, section 3.2: what one key wraps it does not decrypt, whichever use it had first. */
    @Test
    void sensitiveKey_isNotWrappedWithAKeyThatDecrypts() {
        long target = fixture.aes(SENSITIVE, EXTRACTABLE);
        Attribute decrypts = flag(Cka.CKA_DECRYPT, true);
        long both = fixture.aes(WRAPS, decrypts);
        long wrapping = fixture.aes(WRAPS);
        long decrypting = fixture.aes(decrypts);

        assertCkr(Ckr.CKR_KEY_NOT_WRAPPABLE, () -> wrap(CBC_PAD, both, target));
        assertThat(wrap(CBC_PAD, wrapping, target)).hasSize(32);
        assertCkr(Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED, () -> application.decryptInit(session, CBC_PAD, wrapping));
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> application.setAttributeValue(session, wrapping, List.of(decrypts)));
        assertCkr(Ckr.CKR_TEMPLATE_INCONSISTENT, () -> application.copyObject(session, wrapping, List.of(decrypts)));
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> application.setAttributeValue(session, decrypting, List.of(WRAPS)));
    }

    /** Bortolozzo, attack "a3": a token that hands its private keys over as PKCS#8. */
    @Test
    void privateKey_isNeverWrapped() {
        Credential credential = Templates.credential(KeyType.RSA_2048);
        long onToken = application.createObject(session, Templates.onToken(Templates.privateKey(credential)));
        long inSession = application.createObject(session, Templates.privateKey(credential));

        for (long key : new long[] {onToken, inSession}) {
            assertCkr(Ckr.CKR_KEY_UNEXTRACTABLE, () -> wrap(CBC_PAD, fixture.aes(WRAPS), key));
        }
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> application.createObject(session, Templates.with(Templates.privateKey(credential), EXTRACTABLE)));
    }

    /** Bortolozzo, attack "a1" and "a2": the value is read though the key says that it is not. */
    @Test
    void sensitiveOrUnextractableKey_isNotRead() {
        for (long key : new long[] {
            fixture.aes(SENSITIVE, UNEXTRACTABLE),
            fixture.aes(TELLING, UNEXTRACTABLE),
            fixture.aes(SENSITIVE, EXTRACTABLE),
            fixture.generateAes(SENSITIVE)
        }) {
            assertThat(fixture.read(key, Cka.CKA_VALUE).ckr()).isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE);
            assertThat(fixture.read(key, Cka.CKA_VALUE).value()).isEmpty();
        }
    }

    /** Bortolozzo, attacks "a4" and "a5": attributes that go back, by C_SetAttributeValue and by C_CopyObject. */
    @Test
    void flagsThatKeepAKey_doNotGoBack() {
        long key = fixture.aes(SENSITIVE, UNEXTRACTABLE, TRUSTS_ONLY_TRUSTED);

        for (Attribute each : List.of(TELLING, EXTRACTABLE, flag(Cka.CKA_WRAP_WITH_TRUSTED, false))) {
            assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.setAttributeValue(session, key, List.of(each)));
            assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.copyObject(session, key, List.of(each)));
        }
        for (long type : new long[] {Cka.CKA_ALWAYS_SENSITIVE, Cka.CKA_NEVER_EXTRACTABLE, Cka.CKA_LOCAL}) {
            assertCkr(
                    Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.copyObject(session, key, List.of(flag(type, true))));
            assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> fixture.aes(flag(type, true)));
        }
    }

    /** A copy of a key of an earlier value is one more key, and no way to the first. */
    @Test
    void copyOfAnUnextractableKey_isUnextractable() {
        long key = fixture.generateAes(SENSITIVE, UNEXTRACTABLE);
        long copy = application.copyObject(session, key, List.of(flag(Cka.CKA_PRIVATE, false)));

        assertCkr(Ckr.CKR_KEY_UNEXTRACTABLE, () -> wrap(CBC_PAD, fixture.aes(WRAPS), copy));
        assertThat(fixture.read(copy, Cka.CKA_VALUE).ckr()).isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE);
    }

    /** Clulow, section 3.4: a key of one's own that the token is told to trust. */
    @Test
    void userTrustsNoKey() {
        long target = fixture.aes(SENSITIVE, EXTRACTABLE, TRUSTS_ONLY_TRUSTED);
        long own = fixture.aes(WRAPS);
        Attribute trusted = flag(Cka.CKA_TRUSTED, true);

        assertCkr(Ckr.CKR_KEY_NOT_WRAPPABLE, () -> wrap(CBC_PAD, own, target));
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.setAttributeValue(session, own, List.of(trusted)));
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.copyObject(session, own, List.of(trusted)));
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> fixture.aes(trusted));
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> fixture.generateAes(trusted));
        byte[] wrapped = byJdk(Cipher.ENCRYPT_MODE, "AES/CBC/PKCS5Padding", AES_VALUE, IV, AES_VALUE);
        assertCkr(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                () -> application.unwrapKey(
                        session, CBC_PAD, fixture.aes(UNWRAPS), wrapped, Templates.with(AES_TEMPLATE, trusted)));
    }

    /** Delaune, attack "unwrap again": the same wrapped key with other attributes. The unwrapping key's template says which it has. */
    @Test
    void keyThatIsUnwrappedAgain_hasWhatTheUnwrappingKeyDemands() {
        byte[] wrapped = byJdk(Cipher.ENCRYPT_MODE, "AES/CBC/PKCS5Padding", AES_VALUE, IV, new byte[32]);
        long unwrapping =
                fixture.aes(UNWRAPS, NestedTemplate.of(Cka.CKA_UNWRAP_TEMPLATE, List.of(SENSITIVE, UNEXTRACTABLE)));

        for (Attribute each : List.of(TELLING, EXTRACTABLE)) {
            assertCkr(
                    Ckr.CKR_TEMPLATE_INCONSISTENT,
                    () -> application.unwrapKey(
                            session, CBC_PAD, unwrapping, wrapped, Templates.with(AES_TEMPLATE, each)));
        }
        long key = application.unwrapKey(session, CBC_PAD, unwrapping, wrapped, AES_TEMPLATE);
        assertThat(fixture.isSet(key, Cka.CKA_SENSITIVE)).isTrue();
        assertThat(fixture.isSet(key, Cka.CKA_EXTRACTABLE)).isFalse();
        assertCkr(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                () -> application.setAttributeValue(
                        session, unwrapping, List.of(NestedTemplate.of(Cka.CKA_UNWRAP_TEMPLATE, List.of()))));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                () -> application.copyObject(
                        session, unwrapping, List.of(NestedTemplate.of(Cka.CKA_UNWRAP_TEMPLATE, List.of()))));
    }

    @Test
    void wrappingKeyWithATemplate_wrapsOnlyWhatMatches() {
        long wrapping =
                fixture.aes(WRAPS, NestedTemplate.of(Cka.CKA_WRAP_TEMPLATE, List.of(flag(Cka.CKA_ENCRYPT, false))));
        long other = fixture.aes(EXTRACTABLE);
        long matching = fixture.aes(EXTRACTABLE, flag(Cka.CKA_ENCRYPT, false));

        assertCkr(Ckr.CKR_KEY_NOT_WRAPPABLE, () -> wrap(CBC_PAD, wrapping, other));
        assertThat(wrap(CBC_PAD, wrapping, matching)).hasSize(32);
    }

    /** A search by value would be an oracle that tells a short key byte by byte. */
    @Test
    void valueIsNoOracle() {
        fixture.aes(SENSITIVE, UNEXTRACTABLE);

        assertThat(TokenFixture.find(application, session, Attribute.of(Cka.CKA_VALUE, AES_VALUE)))
                .isEmpty();
    }

    /** Bardou: whatever is wrong with a padded block, the refusal is the same. */
    @Test
    void wrongPaddingAndWrongLength_areOneRefusal() {
        Credential credential = Templates.credential(KeyType.RSA_2048);
        long unwrapping = application.createObject(session, Templates.with(Templates.privateKey(credential), UNWRAPS));
        long publicKey = application.createObject(session, Templates.publicKey(credential));
        Mechanism pkcs = mechanism(Ckm.CKM_RSA_PKCS);
        byte[] ofAnotherLength = fixture.encrypt(pkcs, publicKey, new byte[17]);
        byte[] withoutPadding = fixture.encrypt(mechanism(Ckm.CKM_RSA_X_509), publicKey, new byte[] {7});

        for (byte[] each : List.of(ofAnotherLength, withoutPadding)) {
            assertCkr(
                    Ckr.CKR_WRAPPED_KEY_INVALID,
                    () -> application.unwrapKey(session, pkcs, unwrapping, each, AES_TEMPLATE));
        }
        byte[] padless = byJdk(Cipher.ENCRYPT_MODE, "AES/CBC/NoPadding", AES_VALUE, IV, new byte[32]);
        byte[] tooShort = byJdk(Cipher.ENCRYPT_MODE, "AES/CBC/PKCS5Padding", AES_VALUE, IV, new byte[15]);
        long secret = fixture.aes(UNWRAPS);
        for (byte[] each : List.of(padless, tooShort)) {
            assertCkr(
                    Ckr.CKR_WRAPPED_KEY_INVALID,
                    () -> application.unwrapKey(session, CBC_PAD, secret, each, AES_TEMPLATE));
        }
    }

    /** A key that wants the PIN for each use is not used without it. */
    @Test
    void keyThatWantsThePin_unwrapsNothing() {
        Credential credential = Templates.credential(KeyType.RSA_2048);
        long unwrapping = application.createObject(
                session,
                Templates.with(Templates.privateKey(credential), UNWRAPS, flag(Cka.CKA_ALWAYS_AUTHENTICATE, true)));

        assertCkr(
                Ckr.CKR_USER_NOT_LOGGED_IN,
                () -> application.unwrapKey(
                        session, mechanism(Ckm.CKM_RSA_PKCS), unwrapping, new byte[256], AES_TEMPLATE));
    }

    private byte[] wrap(Mechanism mechanism, long wrapping, long key) {
        return output(room -> application.wrapKey(session, mechanism, wrapping, key, room));
    }
}
