package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.SENSITIVE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.TELLING;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/** CKM_RSA_AES_KEY_WRAP, against the JDK's OAEP and its AES key wrap with padding. */
class RsaAesKeyWrapTest {
    private static final byte[] VALUE = "a secret of any length".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEMPORARY = new byte[32];
    private static final int MODULUS_BYTES = 256;
    private static final List<Attribute> GENERIC = List.of(
            Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
            Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET),
            TELLING,
            EXTRACTABLE);

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;
    private final Credential credential = Templates.credential(KeyType.RSA_2048);
    private final long privateKey = application.createObject(
            session, Templates.with(Templates.privateKey(credential), flag(Cka.CKA_UNWRAP, true)));
    private final long publicKey = application.createObject(
            session, Templates.with(Templates.publicKey(credential), flag(Cka.CKA_WRAP, true)));

    @ParameterizedTest
    @ValueSource(longs = {128, 192, 256})
    void wrappedKey_isWhatTheJdkUnwraps(long bits) throws GeneralSecurityException {
        byte[] wrapped = wrap(rsaAes(bits));

        assertThat(wrapped).hasSize(MODULUS_BYTES + 32);
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep.init(Cipher.DECRYPT_MODE, credential.privateKey(), spec());
        byte[] temporary = oaep.doFinal(wrapped, 0, MODULUS_BYTES);
        assertThat(temporary).hasSize((int) bits / 8);
        Cipher keyWrap = Cipher.getInstance("AES/KWP/NoPadding");
        keyWrap.init(Cipher.DECRYPT_MODE, new SecretKeySpec(temporary, "AES"));
        assertThat(keyWrap.doFinal(wrapped, MODULUS_BYTES, wrapped.length - MODULUS_BYTES))
                .isEqualTo(VALUE);
        assertThat(fixture.value(application.unwrapKey(session, rsaAes(bits), privateKey, wrapped, GENERIC)))
                .isEqualTo(VALUE);
    }

    @Test
    void temporaryKeys_differ() throws GeneralSecurityException {
        byte[] one = wrap(rsaAes(256));
        byte[] other = wrap(rsaAes(256));

        assertThat(Arrays.copyOfRange(one, MODULUS_BYTES, one.length))
                .isNotEqualTo(Arrays.copyOfRange(other, MODULUS_BYTES, other.length));
    }

    @Test
    void privateRsaKey_isUnwrappedOntoTheTokenAndSigns() throws GeneralSecurityException {
        Credential moved = Templates.credential(KeyType.RSA_3072);
        long key = application.unwrapKey(
                session,
                rsaAes(256),
                privateKey,
                wrappedByTheJdk(moved.privateKey().getEncoded()),
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                        Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                        flag(Cka.CKA_TOKEN, true)));

        byte[] signature = fixture.sign(Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key, VALUE);
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(moved.certificate());
        verifier.update(VALUE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 287})
    void whatWasChanged_isWrappedKeyInvalid(int at) throws GeneralSecurityException {
        byte[] wrapped = wrappedByTheJdk(VALUE);
        wrapped[at] ^= 1;

        assertCkr(Ckr.CKR_WRAPPED_KEY_INVALID, () -> unwrap(rsaAes(256), wrapped));
    }

    /** An AES key, and yet not the one that was announced. */
    @Test
    void temporaryKeyOfAnotherLength_isWrappedKeyInvalid() throws GeneralSecurityException {
        byte[] wrapped = wrappedByTheJdk(VALUE);

        assertCkr(Ckr.CKR_WRAPPED_KEY_INVALID, () -> unwrap(rsaAes(128), wrapped));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256, 271, 281})
    void whatWasCut_isWrappedKeyLenRange(int length) throws GeneralSecurityException {
        byte[] wrapped = Arrays.copyOf(wrappedByTheJdk(VALUE), length);

        assertCkr(Ckr.CKR_WRAPPED_KEY_LEN_RANGE, () -> unwrap(rsaAes(256), wrapped));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 64, 127, 130, 512, -1, Long.MIN_VALUE})
    void temporaryKeyOfNoAesLength_isParamInvalid(long bits) {
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> wrap(rsaAes(bits)));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> unwrap(rsaAes(bits), new byte[MODULUS_BYTES + 32]));
    }

    @Test
    void parameterThatIsNone_isParamInvalid() {
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> wrap(Mechanism.of(Ckm.CKM_RSA_AES_KEY_WRAP)));
        MechanismParameter noHash = new MechanismParameter.RsaAesKeyWrap(
                256, new MechanismParameter.RsaPkcsOaep(Ckm.CKM_AES_CBC, Ckg.CKG_MGF1_SHA256, 1, new byte[0]));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> wrap(new Mechanism(Ckm.CKM_RSA_AES_KEY_WRAP, noHash)));
    }

    @Test
    void otherKeysAndFunctions_areRefused() {
        long aes = fixture.aes(flag(Cka.CKA_WRAP, true), flag(Cka.CKA_UNWRAP, true));
        long key = fixture.secret(Ckk.CKK_GENERIC_SECRET, VALUE, EXTRACTABLE);

        assertCkr(
                Ckr.CKR_WRAPPING_KEY_TYPE_INCONSISTENT,
                () -> application.wrapKey(session, rsaAes(256), aes, key, OutputBuffer.of(1000)));
        assertCkr(
                Ckr.CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT,
                () -> application.unwrapKey(session, rsaAes(256), aes, new byte[300], GENERIC));
        assertCkr(Ckr.CKR_MECHANISM_INVALID, () -> application.encryptInit(session, rsaAes(256), publicKey));
    }

    private byte[] wrap(Mechanism mechanism) {
        long key = fixture.secret(Ckk.CKK_GENERIC_SECRET, VALUE, SENSITIVE, EXTRACTABLE);
        return output(room -> application.wrapKey(session, mechanism, publicKey, key, room));
    }

    private void unwrap(Mechanism mechanism, byte[] wrapped) {
        application.unwrapKey(session, mechanism, privateKey, wrapped, GENERIC);
    }

    private byte[] wrappedByTheJdk(byte[] value) throws GeneralSecurityException {
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep.init(Cipher.ENCRYPT_MODE, credential.certificate().getPublicKey(), spec());
        byte[] transported = oaep.doFinal(TEMPORARY);
        Cipher keyWrap = Cipher.getInstance("AES/KWP/NoPadding");
        keyWrap.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(TEMPORARY, "AES"));
        byte[] wrapped = keyWrap.doFinal(value);
        byte[] both = Arrays.copyOf(transported, MODULUS_BYTES + wrapped.length);
        System.arraycopy(wrapped, 0, both, MODULUS_BYTES, wrapped.length);
        return both;
    }

    private static OAEPParameterSpec spec() {
        return new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    }

    private static Mechanism rsaAes(long bits) {
        MechanismParameter.RsaPkcsOaep oaep = new MechanismParameter.RsaPkcsOaep(
                Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, Ckz.CKZ_DATA_SPECIFIED, new byte[0]);
        return new Mechanism(Ckm.CKM_RSA_AES_KEY_WRAP, new MechanismParameter.RsaAesKeyWrap(bits, oaep));
    }
}
