package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.AES_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.IV;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.SENSITIVE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.TELLING;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.byJdk;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.mechanism;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Ckz;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** Keys that leave and come under others. */
class KeyTransportTest {
    private static final byte[] VALUE = "this is 24 bytes of key.".getBytes(StandardCharsets.US_ASCII);
    private static final Mechanism CBC_PAD = mechanism(Ckm.CKM_AES_CBC_PAD, IV);
    private static final Mechanism KEY_WRAP = mechanism(Ckm.CKM_AES_KEY_WRAP);
    private static final Mechanism KEY_WRAP_PAD = mechanism(Ckm.CKM_AES_KEY_WRAP_PAD);
    private static final Attribute WRAPS = flag(Cka.CKA_WRAP, true);
    private static final Attribute UNWRAPS = flag(Cka.CKA_UNWRAP, true);
    private static final List<Attribute> GENERIC = List.of(
            Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
            Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET),
            TELLING,
            EXTRACTABLE);

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    static Stream<Mechanism> ofSecretKeys() {
        return Stream.of(
                mechanism(Ckm.CKM_AES_ECB),
                mechanism(Ckm.CKM_AES_CBC, IV),
                CBC_PAD,
                KEY_WRAP,
                mechanism(Ckm.CKM_AES_KEY_WRAP, new byte[8]),
                KEY_WRAP_PAD,
                mechanism(Ckm.CKM_AES_KEY_WRAP_PAD, new byte[4]));
    }

    static Stream<Mechanism> ofRsaKeys() {
        return Stream.of(
                mechanism(Ckm.CKM_RSA_PKCS),
                new Mechanism(
                        Ckm.CKM_RSA_PKCS_OAEP,
                        new MechanismParameter.RsaPkcsOaep(
                                Ckm.CKM_SHA_1, Ckg.CKG_MGF1_SHA1, Ckz.CKZ_DATA_SPECIFIED, new byte[0])));
    }

    @ParameterizedTest
    @MethodSource("ofSecretKeys")
    void wrappedKey_isUnwrapped(Mechanism mechanism) {
        long wrapping = fixture.aes(WRAPS, UNWRAPS);
        byte[] wrapped = wrap(mechanism, wrapping, generic(SENSITIVE, EXTRACTABLE));
        long key = application.unwrapKey(
                session,
                mechanism,
                wrapping,
                wrapped,
                Templates.with(GENERIC, Attribute.ofUlong(Cka.CKA_VALUE_LEN, VALUE.length)));

        assertThat(fixture.value(key)).isEqualTo(VALUE);
        assertThat(fixture.isSet(key, Cka.CKA_LOCAL)).isFalse();
        assertThat(fixture.isSet(key, Cka.CKA_ALWAYS_SENSITIVE)).isFalse();
        assertThat(fixture.isSet(key, Cka.CKA_NEVER_EXTRACTABLE)).isFalse();
    }

    @Test
    void keyWrappedInCbcPad_isWhatTheJdkMakes() {
        assertThat(wrap(CBC_PAD, fixture.aes(WRAPS), generic(SENSITIVE, EXTRACTABLE)))
                .isEqualTo(byJdk(Cipher.ENCRYPT_MODE, "AES/CBC/PKCS5Padding", AES_VALUE, IV, VALUE));
    }

    @Test
    void keyInKeyWrap_isWhatTheJdkMakes() throws GeneralSecurityException {
        long wrapping = fixture.aes(WRAPS);
        byte[] odd = Arrays.copyOf(VALUE, 13);

        assertThat(wrap(KEY_WRAP, wrapping, generic(SENSITIVE, EXTRACTABLE)))
                .isEqualTo(wrappedByJdk("AES/KW/NoPadding", VALUE));
        assertThat(wrap(KEY_WRAP_PAD, wrapping, fixture.secret(Ckk.CKK_GENERIC_SECRET, odd, SENSITIVE, EXTRACTABLE)))
                .isEqualTo(wrappedByJdk("AES/KWP/NoPadding", odd));
    }

    @Test
    void keyInKeyWrapThatWasChanged_isWrappedKeyInvalid() {
        long both = fixture.aes(WRAPS, UNWRAPS);
        for (Mechanism each : List.of(KEY_WRAP, KEY_WRAP_PAD)) {
            byte[] wrapped = wrap(each, both, generic(SENSITIVE, EXTRACTABLE));
            wrapped[5] ^= 1;
            assertCkr(Ckr.CKR_WRAPPED_KEY_INVALID, () -> application.unwrapKey(session, each, both, wrapped, GENERIC));
            assertCkr(
                    Ckr.CKR_WRAPPED_KEY_LEN_RANGE,
                    () -> application.unwrapKey(session, each, both, Arrays.copyOf(wrapped, 17), GENERIC));
        }
    }

    @Test
    void keyThatIsNoHalfBlocks_isNotWrappedWithoutPadding() {
        long wrapping = fixture.aes(WRAPS);
        for (int bytes : new int[] {8, 13, 20}) {
            long key = fixture.secret(Ckk.CKK_GENERIC_SECRET, new byte[bytes], SENSITIVE, EXTRACTABLE);
            assertCkr(Ckr.CKR_KEY_SIZE_RANGE, () -> wrap(KEY_WRAP, wrapping, key));
        }
    }

    @Test
    void initialValueOfKeyWrap_hasItsLength() {
        long wrapping = fixture.aes(WRAPS);
        long key = generic(SENSITIVE, EXTRACTABLE);

        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> wrap(mechanism(Ckm.CKM_AES_KEY_WRAP, new byte[4]), wrapping, key));
        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> wrap(mechanism(Ckm.CKM_AES_KEY_WRAP_PAD, new byte[8]), wrapping, key));
    }

    private static byte[] wrappedByJdk(String transformation, byte[] value) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(transformation);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(AES_VALUE, "AES"));
        return cipher.doFinal(value);
    }

    @ParameterizedTest
    @MethodSource("ofRsaKeys")
    void keyWrappedWithAPublicKey_isUnwrappedByTheCard(Mechanism mechanism) {
        Credential credential = Templates.credential(KeyType.RSA_2048);
        long privateKey = application.createObject(session, Templates.with(Templates.privateKey(credential), UNWRAPS));
        long publicKey = application.createObject(session, Templates.with(Templates.publicKey(credential), WRAPS));
        byte[] wrapped = wrap(mechanism, publicKey, generic(SENSITIVE, EXTRACTABLE));

        assertThat(wrapped).hasSize(256);
        assertThat(fixture.value(application.unwrapKey(session, mechanism, privateKey, wrapped, GENERIC)))
                .isEqualTo(VALUE);
    }

    @Test
    void privateRsaKey_isUnwrappedOntoTheCardAndSigns() throws GeneralSecurityException {
        Credential credential = Templates.credential(KeyType.RSA_2048);
        byte[] wrapped = byJdk(
                Cipher.ENCRYPT_MODE,
                "AES/CBC/PKCS5Padding",
                AES_VALUE,
                IV,
                credential.privateKey().getEncoded());
        long key = application.unwrapKey(
                session,
                CBC_PAD,
                fixture.aes(UNWRAPS),
                wrapped,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                        Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                        flag(Cka.CKA_TOKEN, true)));

        assertThat(fixture.isSet(key, Cka.CKA_SENSITIVE)).isTrue();
        assertThat(fixture.isSet(key, Cka.CKA_EXTRACTABLE)).isFalse();
        assertThat(fixture.isSet(key, Cka.CKA_LOCAL)).isFalse();
        byte[] signature = fixture.sign(mechanism(Ckm.CKM_SHA256_RSA_PKCS), key, VALUE);
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(credential.certificate());
        verifier.update(VALUE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void privateKeyThatIsNone_isWrappedKeyInvalid() {
        long unwrapping = fixture.aes(UNWRAPS);
        List<Attribute> template = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA));
        byte[] ec = Templates.credential(KeyType.P256).privateKey().getEncoded();
        for (byte[] encoded : List.of(VALUE, new byte[0], new byte[] {0x30}, ec)) {
            byte[] wrapped = byJdk(Cipher.ENCRYPT_MODE, "AES/CBC/PKCS5Padding", AES_VALUE, IV, encoded);
            assertCkr(
                    Ckr.CKR_WRAPPED_KEY_INVALID,
                    () -> application.unwrapKey(session, CBC_PAD, unwrapping, wrapped, template));
        }
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> application.unwrapKey(session, mechanism(Ckm.CKM_AES_ECB), unwrapping, new byte[16], template));
    }

    @Test
    void length_isAskedAndMayBeTooSmall() {
        long wrapping = fixture.aes(WRAPS);
        long key = generic(EXTRACTABLE);
        OutputBuffer asked = OutputBuffer.lengthOnly();
        application.wrapKey(session, CBC_PAD, wrapping, key, asked);

        assertThat(asked.length()).isEqualTo(32);
        assertCkr(
                Ckr.CKR_BUFFER_TOO_SMALL,
                () -> application.wrapKey(session, CBC_PAD, wrapping, key, OutputBuffer.of(31)));
    }

    @Test
    void handlesAndUses_areChecked() {
        long wrapping = fixture.aes(WRAPS, UNWRAPS);
        long useless = fixture.aes();
        long key = generic(EXTRACTABLE, WRAPS, UNWRAPS);
        byte[] wrapped = wrap(CBC_PAD, wrapping, key);

        assertCkr(Ckr.CKR_WRAPPING_KEY_HANDLE_INVALID, () -> wrap(CBC_PAD, 77, key));
        assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> wrap(CBC_PAD, wrapping, 77));
        assertCkr(Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED, () -> wrap(CBC_PAD, useless, key));
        assertCkr(Ckr.CKR_WRAPPING_KEY_TYPE_INCONSISTENT, () -> wrap(CBC_PAD, key, key));
        assertCkr(Ckr.CKR_MECHANISM_INVALID, () -> wrap(mechanism(Ckm.CKM_SHA256), 77, key));
        assertCkr(
                Ckr.CKR_MECHANISM_INVALID,
                () -> application.unwrapKey(session, mechanism(Ckm.CKM_SHA256), 77, wrapped, GENERIC));
        assertCkr(
                Ckr.CKR_MECHANISM_INVALID,
                () -> application.deriveKey(session, mechanism(Ckm.CKM_SHA256), 77, GENERIC));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> wrap(mechanism(Ckm.CKM_AES_CBC_PAD), wrapping, key));
        assertCkr(Ckr.CKR_UNWRAPPING_KEY_HANDLE_INVALID, () -> unwrap(77, wrapped));
        assertCkr(Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED, () -> unwrap(useless, wrapped));
        assertCkr(Ckr.CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT, () -> unwrap(key, wrapped));
        assertCkr(Ckr.CKR_WRAPPED_KEY_LEN_RANGE, () -> unwrap(wrapping, Arrays.copyOf(wrapped, 31)));
    }

    @Test
    void keyLongerThanTheBlock_isKeySizeRange() {
        long publicKey = application.createObject(
                session, Templates.with(Templates.publicKey(Templates.credential(KeyType.RSA_1024)), WRAPS));
        long key = fixture.secret(Ckk.CKK_GENERIC_SECRET, new byte[118], EXTRACTABLE);

        assertCkr(Ckr.CKR_KEY_SIZE_RANGE, () -> wrap(mechanism(Ckm.CKM_RSA_PKCS), publicKey, key));
    }

    private long generic(Attribute... more) {
        return fixture.secret(Ckk.CKK_GENERIC_SECRET, VALUE, more);
    }

    private byte[] wrap(Mechanism mechanism, long wrapping, long key) {
        return output(room -> application.wrapKey(session, mechanism, wrapping, key, room));
    }

    private long unwrap(long unwrapping, byte[] wrapped) {
        return application.unwrapKey(session, CBC_PAD, unwrapping, wrapped, GENERIC);
    }
}
