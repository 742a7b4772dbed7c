package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.find;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadOnly;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadWrite;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** Objects by way of sessions: who sees them, who changes them, how long they live. PKCS#11 v2.40 section 5.7. */
class ObjectTest {
    private static final Attribute IS_PRIVATE = Attribute.ofBoolean(Cka.CKA_PRIVATE, true);
    private static final Attribute CHANGED = Attribute.ofString(Cka.CKA_LABEL, "changed");

    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki application = token.application();
    private final long session = TokenFixture.openUser(application);

    @Test
    void tokenObject_outlivesSessionsAndPower() {
        application.createObject(session, Templates.onToken(Templates.data("label", "value")));
        application.finalizeCryptoki(false);
        token.reader().insert(token.reader().remove().orElseThrow());

        Cryptoki later = token.application();
        long reading = openReadOnly(later);
        long[] found = find(later, reading, Attribute.ofString(Cka.CKA_LABEL, "label"));

        assertThat(found).hasSize(1);
        assertThat(text(later, reading, found[0], Cka.CKA_VALUE)).isEqualTo("value");
    }

    @Test
    void sessionObject_isTheApplicationsOwn_andEndsWithItsSession() {
        long second = openReadOnly(application);
        long object = application.createObject(second, Templates.data("label", "value"));
        Cryptoki other = token.application();

        assertThat(text(application, session, object, Cka.CKA_LABEL)).isEqualTo("label");
        assertThat(find(other, openReadOnly(other))).isEmpty();
        application.closeSession(second);

        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> application.getObjectSize(session, object));
    }

    @Test
    void privateObjects_areThereForTheUserOnly() {
        long onToken = application.createObject(
                session, Templates.with(Templates.onToken(Templates.data("secret", "x")), IS_PRIVATE));
        long inSession = application.createObject(session, Templates.with(Templates.data("secret", "y"), IS_PRIVATE));
        Cryptoki other = token.application();
        assertThat(find(other, openReadOnly(other))).isEmpty();
        assertThat(find(application, session)).containsExactly(onToken, inSession);

        application.logout(session);

        assertThat(find(application, session)).isEmpty();
        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> application.getObjectSize(session, onToken));
        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> application.destroyObject(session, onToken));
        assertCkr(
                Ckr.CKR_USER_NOT_LOGGED_IN,
                () -> application.createObject(session, Templates.with(Templates.data("secret", "z"), IS_PRIVATE)));

        application.login(session, 1, TokenFixture.ascii(TokenFixture.PIN));
        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> application.getObjectSize(session, onToken));
        assertThat(find(application, session)).hasSize(1).doesNotContain(onToken, inSession);
    }

    @Test
    void privateObjectsFile_isReadByNobodyWithoutThePin() {
        application.createObject(
                session, Templates.with(Templates.onToken(Templates.data("secret", "the secret text")), IS_PRIVATE));
        var channel = CardChannel.basic(token.card());

        byte[] index = readOnBasicChannel(0x0101);

        assertThat(new String(index, StandardCharsets.US_ASCII)).contains("prv5000");
        token.send(0xA4, 0x00, 0x00, new byte[] {0x50, 0x00});
        assertThat(channel.transmit(CommandApdu.of(0xB0, 0, 0, 256)).sw()).isEqualTo(0x6982);
    }

    @Test
    void readOnlySession_makesNoTokenObjects_evenWithoutLogin() {
        long readOnly = openReadOnly(application);
        long object = application.createObject(session, Templates.onToken(Templates.data("label", "value")));
        application.logout(session);
        List<Attribute> both = Templates.with(Templates.onToken(Templates.data("label", "value")), IS_PRIVATE);

        assertCkr(Ckr.CKR_SESSION_READ_ONLY, () -> application.createObject(readOnly, both));
        assertCkr(Ckr.CKR_SESSION_READ_ONLY, () -> application.destroyObject(readOnly, object));
        assertCkr(Ckr.CKR_SESSION_READ_ONLY, () -> application.setAttributeValue(readOnly, object, List.of(CHANGED)));
        assertCkr(
                Ckr.CKR_SESSION_READ_ONLY,
                () -> application.copyObject(readOnly, object, List.of(Attribute.ofBoolean(Cka.CKA_TOKEN, true))));
    }

    @Test
    void publicTokenObjects_areWrittenByTheLoggedInOnly() {
        long object = application.createObject(session, Templates.onToken(Templates.data("label", "value")));
        application.logout(session);

        assertCkr(
                Ckr.CKR_USER_NOT_LOGGED_IN,
                () -> application.createObject(session, Templates.onToken(Templates.data("other", "value"))));
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.destroyObject(session, object));
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.setAttributeValue(session, object, List.of(CHANGED)));
        assertThat(text(application, session, object, Cka.CKA_LABEL)).isEqualTo("label");
    }

    @Test
    void longObject_isWrittenInParts_andChanged() {
        String content = "0123456789".repeat(1000);
        long object = application.createObject(session, Templates.onToken(Templates.data("long", content)));
        Cryptoki other = token.application();
        long reading = openReadOnly(other);
        assertThat(text(other, reading, find(other, reading)[0], Cka.CKA_VALUE)).isEqualTo(content);

        application.setAttributeValue(session, object, List.of(CHANGED));

        assertThat(text(application, session, object, Cka.CKA_VALUE)).isEqualTo(content);
        assertThat(text(other, reading, find(other, reading)[0], Cka.CKA_LABEL)).isEqualTo("changed");
    }

    @Test
    void change_isSeenByOtherApplications_underTheSameHandle() {
        long object = application.createObject(session, Templates.onToken(Templates.data("label", "value")));
        Cryptoki other = token.application();
        long reading = openReadOnly(other);
        long[] before = find(other, reading);

        application.setAttributeValue(session, object, List.of(CHANGED));

        assertThat(text(other, reading, before[0], Cka.CKA_LABEL)).isEqualTo("changed");
        assertThat(text(application, session, object, Cka.CKA_LABEL)).isEqualTo("changed");
        application.destroyObject(session, object);
        assertThat(find(other, reading)).isEmpty();
        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> other.getObjectSize(reading, before[0]));
    }

    @Test
    void newObjectInTheFileOfAnOldOne_hasAnotherHandle() {
        long first = application.createObject(session, Templates.onToken(Templates.data("first", "value")));
        Cryptoki other = token.application();
        long reading = openReadOnly(other);
        long[] before = find(other, reading);
        application.destroyObject(session, first);

        application.createObject(session, Templates.onToken(Templates.data("second", "value")));

        assertThat(find(other, reading)).hasSize(1).doesNotContain(before);
        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> other.getObjectSize(reading, before[0]));
    }

    @Test
    void search_isASnapshotAndComesInParts() {
        for (int i = 0; i < 5; i++) {
            application.createObject(session, Templates.data("label " + i, "value"));
        }
        application.findObjectsInit(session, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA)));
        application.createObject(session, Templates.data("too late", "value"));

        assertCkr(Ckr.CKR_OPERATION_ACTIVE, () -> application.findObjectsInit(session, List.of()));
        assertThat(application.findObjects(session, 2)).hasSize(2);
        assertThat(application.findObjects(session, 0)).isEmpty();
        assertThat(application.findObjects(session, -1)).hasSize(3);
        assertThat(application.findObjects(session, 2)).isEmpty();
        application.findObjectsFinal(session);
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.findObjects(session, 2));
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.findObjectsFinal(session));
    }

    @Test
    void search_matchesEveryAttribute_andNothingUnknown() {
        application.createObject(session, Templates.data("label", "value"));
        long object = application.createObject(session, Templates.data("label", "other"));

        assertThat(find(
                        application,
                        session,
                        Attribute.ofString(Cka.CKA_LABEL, "label"),
                        Attribute.ofString(Cka.CKA_VALUE, "other")))
                .containsExactly(object);
        assertThat(find(application, session, Attribute.ofString(Cka.CKA_LABEL, "lab")))
                .isEmpty();
        assertThat(find(application, session, Attribute.ofUlong(0x80000001L, 1)))
                .isEmpty();
        assertThat(find(application, session, Attribute.of(Cka.CKA_CLASS, new byte[3])))
                .isEmpty();
    }

    @Test
    void copy_isAnotherObject_withTheChangesAskedFor() {
        long object = application.createObject(session, Templates.data("label", "value"));

        long copy = application.copyObject(
                session, object, List.of(CHANGED, Attribute.ofBoolean(Cka.CKA_TOKEN, true), IS_PRIVATE));

        assertThat(copy).isNotEqualTo(object);
        assertThat(text(application, session, copy, Cka.CKA_LABEL)).isEqualTo("changed");
        assertThat(text(application, session, copy, Cka.CKA_VALUE)).isEqualTo("value");
        assertThat(value(application, session, copy, Cka.CKA_TOKEN).asBoolean()).isTrue();
        application.logout(session);
        assertThat(find(application, session)).containsExactly(object);
    }

    @Test
    void flagsOfAnObject_areObeyed() {
        long rigid = application.createObject(
                session,
                Templates.with(
                        Templates.data("label", "value"),
                        Attribute.ofBoolean(Cka.CKA_MODIFIABLE, false),
                        Attribute.ofBoolean(Cka.CKA_COPYABLE, false),
                        Attribute.ofBoolean(Cka.CKA_DESTROYABLE, false)));

        assertCkr(Ckr.CKR_ACTION_PROHIBITED, () -> application.setAttributeValue(session, rigid, List.of(CHANGED)));
        assertCkr(Ckr.CKR_ACTION_PROHIBITED, () -> application.copyObject(session, rigid, List.of()));
        assertCkr(Ckr.CKR_ACTION_PROHIBITED, () -> application.destroyObject(session, rigid));
        assertThat(text(application, session, rigid, Cka.CKA_LABEL)).isEqualTo("label");
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "P256"})
    void privateKey_neverGivesItsValue(KeyType type) {
        long key =
                application.createObject(session, Templates.onToken(Templates.privateKey(Templates.credential(type))));
        long[] secret = type.isRsa()
                ? new long[] {
                    Cka.CKA_PRIVATE_EXPONENT,
                    Cka.CKA_PRIME_1,
                    Cka.CKA_PRIME_2,
                    Cka.CKA_EXPONENT_1,
                    Cka.CKA_EXPONENT_2,
                    Cka.CKA_COEFFICIENT
                }
                : new long[] {Cka.CKA_VALUE};

        assertThat(application.getAttributeValue(session, key, secret))
                .extracting(AttributeResult::ckr)
                .containsOnly(Ckr.CKR_ATTRIBUTE_SENSITIVE);
        assertThat(value(application, session, key, Cka.CKA_SENSITIVE).asBoolean())
                .isTrue();
        assertThat(value(application, session, key, Cka.CKA_EXTRACTABLE).asBoolean())
                .isFalse();
        assertThat(value(application, session, key, Cka.CKA_ALWAYS_SENSITIVE).asBoolean())
                .isFalse();
        assertThat(value(application, session, key, Cka.CKA_NEVER_EXTRACTABLE).asBoolean())
                .isFalse();
        assertThat(value(application, session, key, Cka.CKA_LOCAL).asBoolean()).isFalse();
        assertThat(application.getObjectSize(session, key)).isPositive();
    }

    @Test
    void attributesThatAnObjectLacks_areRefusedOneByOne() {
        long object = application.createObject(session, Templates.data("label", "value"));

        List<AttributeResult> results = application.getAttributeValue(
                session, object, new long[] {Cka.CKA_MODULUS, Cka.CKA_LABEL, 0x80000001L});

        assertThat(results)
                .extracting(AttributeResult::ckr)
                .containsExactly(Ckr.CKR_ATTRIBUTE_TYPE_INVALID, Ckr.CKR_OK, Ckr.CKR_ATTRIBUTE_TYPE_INVALID);
    }

    @Test
    void keySlots_areGivenBack() {
        Credential credential = Templates.credential(KeyType.P256);
        for (int i = 0; i < 33; i++) {
            application.destroyObject(session, application.createObject(session, Templates.privateKey(credential)));
            long second = openReadOnly(application);
            application.createObject(second, Templates.privateKey(credential));
            application.closeSession(second);
        }
        for (int i = 0; i < 33; i++) {
            application.destroyObject(
                    session, application.createObject(session, Templates.onToken(Templates.privateKey(credential))));
        }

        assertThat(find(application, session)).isEmpty();
    }

    @Test
    void fullCard_isDeviceMemory_andLeavesNothingHalfMade() {
        Credential credential = Templates.credential(KeyType.P256);
        List<Attribute> key = Templates.onToken(Templates.privateKey(credential));
        for (int i = 0; i < 32; i++) {
            application.createObject(session, key);
        }
        int before = find(application, session).length;

        assertCkr(Ckr.CKR_DEVICE_MEMORY, () -> application.createObject(session, key));
        assertThat(find(application, session)).hasSize(before);
        List<Attribute> large = Templates.onToken(Templates.data("large", "x".repeat(20_000)));
        assertCkr(Ckr.CKR_DEVICE_MEMORY, () -> {
            for (int i = 0; i < 6; i++) {
                application.createObject(session, large);
            }
        });
        assertThat(find(application, session).length).isBetween(before, before + 5);
    }

    @Test
    void so_makesPublicObjectsAndTrustsCertificates() {
        TokenFixture withSo = TokenFixture.withSoPin();
        Cryptoki admin = withSo.application();
        long adminSession = openReadWrite(admin);
        List<Attribute> trusted = Templates.with(
                Templates.onToken(
                        Templates.certificate(Templates.credential(KeyType.P256).certificate())),
                Attribute.ofBoolean(Cka.CKA_TRUSTED, true));
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> admin.createObject(adminSession, trusted));

        admin.login(adminSession, 0, TokenFixture.ascii(TokenFixture.SO_PIN));
        long object = admin.createObject(adminSession, trusted);

        assertThat(value(admin, adminSession, object, Cka.CKA_TRUSTED).asBoolean())
                .isTrue();
        assertCkr(
                Ckr.CKR_USER_NOT_LOGGED_IN,
                () -> admin.createObject(adminSession, Templates.with(Templates.data("secret", "x"), IS_PRIVATE)));
    }

    @Test
    void initToken_wipesAndNamesTheToken() {
        TokenFixture withSo = TokenFixture.withSoPin();
        Cryptoki admin = withSo.application();
        long adminSession = openReadWrite(admin);
        admin.login(adminSession, 0, TokenFixture.ascii(TokenFixture.SO_PIN));
        admin.createObject(adminSession, Templates.onToken(Templates.data("label", "value")));
        byte[] label = TokenFixture.ascii("Office token                    ");
        assertCkr(Ckr.CKR_SESSION_EXISTS, () -> admin.initToken(0, TokenFixture.ascii(TokenFixture.SO_PIN), label));
        admin.closeAllSessions(0);

        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> admin.initToken(0, TokenFixture.ascii("wrong"), label));
        admin.initToken(0, TokenFixture.ascii(TokenFixture.SO_PIN), label);

        assertThat(admin.getTokenInfo(0).label()).isEqualTo("Office token");
        long after = openReadWrite(admin);
        assertThat(find(admin, after)).isEmpty();
        assertCkr(Ckr.CKR_USER_PIN_NOT_INITIALIZED, () -> admin.login(after, 1, TokenFixture.ascii(TokenFixture.PIN)));
        admin.login(after, 0, TokenFixture.ascii(TokenFixture.SO_PIN));
        admin.initPin(after, TokenFixture.ascii("user-pin"));
    }

    private byte[] readOnBasicChannel(int id) {
        token.send(0xA4, 0x00, 0x00, new byte[] {(byte) (id >> 8), (byte) id});
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xB0, 0, 0, 2048))
                .data();
    }

    private static Attribute value(Cryptoki application, long session, long object, long type) {
        return application
                .getAttributeValue(session, object, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow();
    }

    private static String text(Cryptoki application, long session, long object, long type) {
        return value(application, session, object, type).asString();
    }
}
