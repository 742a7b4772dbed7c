package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** Signatures through the whole stack, verified by the JDK. */
class SigningTest {
    private static final byte[] DATA = TokenFixture.ascii("what is signed");

    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki application = token.application();
    private final long session = TokenFixture.openUser(application);

    @ParameterizedTest
    @CsvSource({
        "RSA_1024, 0x40, SHA256withRSA, true",
        "RSA_2048, 0x40, SHA256withRSA, true",
        "RSA_2048, 0x42, SHA512withRSA, false",
        "RSA_3072, 0x06, SHA1withRSA, true",
        "RSA_4096, 0x40, SHA256withRSA, true",
        "P256, 0x1044, SHA256withECDSAinP1363Format, true",
        "P384, 0x1045, SHA384withECDSAinP1363Format, false",
        "P521, 0x1046, SHA512withECDSAinP1363Format, true"
    })
    void importedKey_signs(KeyType type, String mechanism, String algorithm, boolean onToken)
            throws GeneralSecurityException {
        Credential credential = Templates.credential(type);
        long key = application.createObject(
                session, Templates.with(Templates.privateKey(credential), Attribute.ofBoolean(Cka.CKA_TOKEN, onToken)));

        byte[] signature = sign(application, session, Mechanism.of(Long.decode(mechanism)), key);

        assertThat(verifies(algorithm, credential.certificate().getPublicKey(), signature))
                .isTrue();
    }

    @Test
    void tokenKey_isFoundAndSignsInAnotherApplication() throws GeneralSecurityException {
        Credential credential = Templates.credential(KeyType.RSA_2048);
        application.createObject(session, Templates.onToken(Templates.privateKey(credential)));

        Cryptoki other = token.application();
        long otherSession = TokenFixture.openUser(other);
        long[] keys = TokenFixture.find(other, otherSession, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY));

        assertThat(keys).hasSize(1);
        byte[] signature = sign(other, otherSession, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), keys[0]);
        assertThat(verifies("SHA256withRSA", credential.certificate().getPublicKey(), signature))
                .isTrue();
    }

    @Test
    void tooSmallABuffer_leavesTheOperationActive() {
        long key = application.createObject(session, Templates.privateKey(Templates.credential(KeyType.RSA_1024)));
        application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);

        assertCkr(Ckr.CKR_BUFFER_TOO_SMALL, () -> application.sign(session, DATA, OutputBuffer.of(127)));
        OutputBuffer length = OutputBuffer.lengthOnly();
        application.sign(session, DATA, length);
        assertThat(length.length()).isEqualTo(128);
        application.sign(session, DATA, OutputBuffer.of(128));
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.sign(session, DATA, OutputBuffer.of(128)));
    }

    @Test
    void keyWithoutCkaSign_isRefused() {
        long key = application.createObject(
                session,
                Templates.with(
                        Templates.privateKey(Templates.credential(KeyType.RSA_1024)),
                        Attribute.ofBoolean(Cka.CKA_SIGN, false)));

        assertCkr(
                Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key));
    }

    @Test
    void secondInit_isRefusedWhileTheFirstIsActive() {
        long key = application.createObject(session, Templates.privateKey(Templates.credential(KeyType.P256)));
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);

        assertCkr(
                Ckr.CKR_OPERATION_ACTIVE, () -> application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key));
    }

    @Test
    void logoutBetweenInitAndSign_endsTheOperation() {
        long key = application.createObject(
                session, Templates.onToken(Templates.privateKey(Templates.credential(KeyType.P256))));
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);
        application.logout(session);

        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.sign(session, DATA, OutputBuffer.of(64)));
        assertCkr(
                Ckr.CKR_KEY_HANDLE_INVALID,
                () -> application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key));
    }

    @Test
    void alwaysAuthenticateKey_wantsThePinForEachSignature() throws GeneralSecurityException {
        Credential credential = Templates.credential(KeyType.P256);
        long key = application.createObject(
                session,
                Templates.with(
                        Templates.privateKey(credential), Attribute.ofBoolean(Cka.CKA_ALWAYS_AUTHENTICATE, true)));
        assertCkr(
                Ckr.CKR_OPERATION_NOT_INITIALIZED,
                () -> application.login(session, Cku.CKU_CONTEXT_SPECIFIC, TokenFixture.ascii(TokenFixture.PIN)));
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);

        OutputBuffer length = OutputBuffer.lengthOnly();
        application.sign(session, DATA, length);
        assertThat(length.length()).isEqualTo(64);
        assertCkr(Ckr.CKR_BUFFER_TOO_SMALL, () -> application.sign(session, DATA, OutputBuffer.of(63)));
        assertCkr(
                Ckr.CKR_PIN_INCORRECT,
                () -> application.login(session, Cku.CKU_CONTEXT_SPECIFIC, TokenFixture.ascii("Wrong-pin1")));
        application.login(session, Cku.CKU_CONTEXT_SPECIFIC, TokenFixture.ascii(TokenFixture.PIN));
        OutputBuffer signature = OutputBuffer.of(64);
        application.sign(session, DATA, signature);

        assertThat(verifies(
                        "SHA256withECDSAinP1363Format",
                        credential.certificate().getPublicKey(),
                        signature.bytes().orElseThrow()))
                .isTrue();
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.sign(session, DATA, OutputBuffer.of(64)));
    }

    @Test
    void alwaysAuthenticateKeyUsedWithoutThePin_endsTheOperation() {
        long key = application.createObject(
                session,
                Templates.with(
                        Templates.privateKey(Templates.credential(KeyType.RSA_1024)),
                        Attribute.ofBoolean(Cka.CKA_ALWAYS_AUTHENTICATE, true)));
        Mechanism signature = Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS);
        Mechanism encryption = Mechanism.of(Ckm.CKM_RSA_PKCS);

        application.signInit(session, signature, key);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.sign(session, DATA, OutputBuffer.of(128)));
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.sign(session, DATA, OutputBuffer.of(128)));
        application.signInit(session, signature, key);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.signUpdate(session, DATA));
        application.signInit(session, signature, key);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.signFinal(session, OutputBuffer.of(128)));
        application.signInit(session, signature, key);
        application.signRecoverInit(session, encryption, key);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.signRecover(session, DATA, OutputBuffer.of(128)));
        application.signRecoverInit(session, encryption, key);
        application.decryptInit(session, encryption, key);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.decrypt(session, DATA, OutputBuffer.of(128)));
        application.decryptInit(session, encryption, key);
    }

    static byte[] sign(Cryptoki application, long session, Mechanism mechanism, long key) {
        OutputBuffer signature = OutputBuffer.of(1024);
        application.signInit(session, mechanism, key);
        application.sign(session, DATA, signature);
        return signature.bytes().orElseThrow();
    }

    private static boolean verifies(String algorithm, PublicKey key, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(DATA);
        return verifier.verify(signature);
    }
}
