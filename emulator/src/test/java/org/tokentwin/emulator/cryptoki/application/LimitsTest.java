package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.KeyType;

/** What is too much has its name, and a PIN given once more is for one operation. */
class LimitsTest {
    private static final byte[] PIN = TokenFixture.ascii(TokenFixture.PIN);
    private static final byte[] TOO_LONG = new byte[0x7001];

    private final Cryptoki application = TokenFixture.ready().application();
    private final long session = TokenFixture.openUser(application);

    @Test
    void valueThatNoObjectHolds_isDeviceMemoryOnTheTokenAndHostMemoryInASession() {
        List<Attribute> data = Templates.data("long", "");
        Attribute value = Attribute.of(Cka.CKA_VALUE, TOO_LONG);
        List<Attribute> withValue = Templates.with(Templates.without(data, Cka.CKA_VALUE), value);

        assertCkr(Ckr.CKR_HOST_MEMORY, () -> application.createObject(session, withValue));
        assertCkr(Ckr.CKR_DEVICE_MEMORY, () -> application.createObject(session, Templates.onToken(withValue)));
        long onToken = application.createObject(session, Templates.onToken(data));
        assertCkr(Ckr.CKR_DEVICE_MEMORY, () -> application.setAttributeValue(session, onToken, List.of(value)));
        long inSession = application.createObject(session, data);
        assertCkr(Ckr.CKR_HOST_MEMORY, () -> application.setAttributeValue(session, inSession, List.of(value)));
    }

    /** Each has room, and both together have not. */
    @Test
    void valuesThatNoFileHoldsTogether_areDeviceMemory() {
        byte[] half = new byte[0x6000];
        List<Attribute> data = Templates.onToken(Templates.with(
                Templates.data("long", ""), Attribute.of(Cka.CKA_VALUE, half), Attribute.of(Cka.CKA_LABEL, half)));

        assertCkr(Ckr.CKR_DEVICE_MEMORY, () -> application.createObject(session, data));
        long object = application.createObject(session, Templates.with(data, Attribute.of(Cka.CKA_VALUE, new byte[1])));
        assertCkr(
                Ckr.CKR_DEVICE_MEMORY,
                () -> application.setAttributeValue(session, object, List.of(Attribute.of(Cka.CKA_VALUE, half))));
    }

    @Test
    void pinOnceMore_opensTheOperationThatBeganLast() {
        long key = importedKey();
        application.decryptInit(session, Mechanism.of(Ckm.CKM_RSA_PKCS), key);
        application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);

        application.login(session, Cku.CKU_CONTEXT_SPECIFIC, PIN);

        OutputBuffer signature = OutputBuffer.of(512);
        application.sign(session, new byte[] {1}, signature);
        assertThat(signature.bytes()).isPresent();
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.decrypt(session, new byte[128], OutputBuffer.of(512)));
    }

    @Test
    void lockedByThePinOnceMore_leavesPublicObjectsToBeFound() {
        long key = importedKey();
        application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);
        application.createObject(session, Templates.onToken(Templates.data("open", "value")));
        for (int i = 1; i < 15; i++) {
            assertCkr(Ckr.CKR_PIN_INCORRECT, this::wrongPinOnceMore);
        }
        assertCkr(Ckr.CKR_PIN_LOCKED, this::wrongPinOnceMore);

        assertThat(TokenFixture.find(application, session, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA)))
                .hasSize(1);
    }

    private void wrongPinOnceMore() {
        application.login(session, Cku.CKU_CONTEXT_SPECIFIC, TokenFixture.ascii("Wrong-pin1"));
    }

    private long importedKey() {
        return application.createObject(
                session,
                Templates.onToken(Templates.with(
                        Templates.privateKey(Templates.credential(KeyType.RSA_1024)),
                        Attribute.ofBoolean(Cka.CKA_ALWAYS_AUTHENTICATE, true))));
    }
}
