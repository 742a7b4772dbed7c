package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.TokenProfile;

/** Messages that the card signs with ECDSA, verified by the JDK. */
class SignedMessagesByCardTest {
    private static final byte[] NONE = {};
    private static final byte[] DATA = "a message".getBytes(StandardCharsets.US_ASCII);
    private static final Mechanism HASHED = Mechanism.of(Ckm.CKM_ECDSA_SHA256);

    private final Credential credential = Templates.credential(KeyType.P256);
    private final Cryptoki application =
            TokenFixture.ready(TokenProfile.named("pkcs11-3.2")).application();
    private final long session = TokenFixture.openUser(application);

    @Test
    void messages_verifyWithTheJdk() throws GeneralSecurityException {
        application.messageSignInit(session, HASHED, key());
        for (int i = 0; i < 2; i++) {
            assertVerifies(output(room -> application.signMessage(session, NONE, DATA, room)));
            application.signMessageBegin(session, NONE);
            application.signMessageNext(session, NONE, DATA, null);
            assertVerifies(output(room -> application.signMessageNext(session, NONE, NONE, room)));
        }
    }

    @Test
    void bareEcdsa_takesNoParts() {
        application.messageSignInit(session, Mechanism.of(Ckm.CKM_ECDSA), key());

        assertCkr(Ckr.CKR_FUNCTION_NOT_SUPPORTED, () -> application.signMessageBegin(session, NONE));
        assertCkr(
                Ckr.CKR_DATA_LEN_RANGE,
                () -> application.signMessage(session, NONE, new byte[129], OutputBuffer.of(64)));
        assertThat(output(room -> application.signMessage(session, NONE, new byte[32], room)))
                .hasSize(64);
    }

    /** One PIN is for one message, whether it is signed or refused. */
    @Test
    void alwaysAuthenticateKey_wantsThePinForEachMessage() throws GeneralSecurityException {
        application.messageSignInit(session, HASHED, key(Attribute.ofBoolean(Cka.CKA_ALWAYS_AUTHENTICATE, true)));
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, this::sign);
        for (int i = 0; i < 2; i++) {
            login();
            assertVerifies(sign());
            assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, this::sign);
        }
        application.signMessageBegin(session, NONE);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.signMessageNext(session, NONE, DATA, null));
        application.signMessageBegin(session, NONE);
        login();
        application.signMessageNext(session, NONE, DATA, null);
        assertVerifies(output(room -> application.signMessageNext(session, NONE, NONE, room)));

        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, this::sign);
    }

    @Test
    void logout_leavesNothingToSignWith() {
        application.messageSignInit(session, HASHED, key());
        application.logout(session);

        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, this::sign);
    }

    private byte[] sign() {
        return output(room -> application.signMessage(session, NONE, DATA, room));
    }

    private void login() {
        application.login(session, Cku.CKU_CONTEXT_SPECIFIC, TokenFixture.ascii(TokenFixture.PIN));
    }

    private long key(Attribute... more) {
        return application.createObject(session, Templates.with(Templates.privateKey(credential), more));
    }

    private void assertVerifies(byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(credential.certificate().getPublicKey());
        verifier.update(DATA);
        assertThat(verifier.verify(signature)).isTrue();
    }
}
