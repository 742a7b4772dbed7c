package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.profile.TokenProfile;

/** SafeNet's objects of the token and of the rules for its PINs; the numbers are those of its header. */
class PinPolicyObjectTest {
    private static final long TOKEN_OBJECT = 0x80005002L;
    private static final long POLICY_OBJECT = 0x80005003L;
    private static final long MIN_LENGTH = 0x80001202L;
    private static final long MAX_AGE = 0x80001204L;
    private static final long MIN_AGE = 0x80001205L;
    private static final long DIGITS = 0x8000120AL;
    private static final long UPPER_CASE = 0x8000120BL;
    private static final long MAX_LENGTH = 0x8000120FL;

    private final TokenFixture token = TokenFixture.withSoPin();
    private final Cryptoki application = token.application();
    private final long session = TokenFixture.openReadWrite(application);

    @Test
    void policyObject_tellsTheRulesOfTheCardWithoutALogin() {
        Cryptoki ecert = TokenFixture.issued().application();
        long reading = TokenFixture.openReadOnly(ecert);
        long policy = feature(ecert, reading, POLICY_OBJECT);

        assertThat(number(ecert, reading, policy, 0x80001201L)).as("type").isEqualTo(1);
        assertThat(number(ecert, reading, policy, MIN_LENGTH)).isEqualTo(8);
        assertThat(number(ecert, reading, policy, MAX_LENGTH)).isEqualTo(20);
        assertThat(number(ecert, reading, policy, MAX_AGE)).isZero();
        assertThat(number(ecert, reading, policy, UPPER_CASE)).as("enforced").isEqualTo(2);
        assertThat(number(ecert, reading, policy, DIGITS)).as("enforced").isEqualTo(2);
        assertThat(number(application, session, policyOf(), 0x80001207L))
                .as("history of a 5110")
                .isEqualTo(10);
        assertThat(number(application, session, policyOf(), 0x80001209L))
                .as("repetitions of a 5110")
                .isEqualTo(3);
    }

    @Test
    void ruleThatTheSoChanges_isKeptAndEnforcedByTheCard() {
        change(number(MIN_LENGTH, 10), number(UPPER_CASE, 2), number(DIGITS, 1));

        assertThat(number(application, session, policyOf(), MIN_LENGTH)).isEqualTo(10);
        assertThat(number(application, session, policyOf(), UPPER_CASE)).isEqualTo(2);
        assertThat(application.getTokenInfo(0).minPinLen()).isEqualTo(10);
        assertCkr(Ckr.CKR_PIN_LEN_RANGE, () -> application.initPin(session, ascii("Short-one")));
        assertCkr(Ckr.CKR_PIN_INVALID, () -> application.initPin(session, ascii("no-upper-case")));
        assertCkr(Ckr.CKR_PIN_INVALID, () -> application.initPin(session, ascii("With-digit-1")));
        application.initPin(session, ascii("Long-enough"));
    }

    @Test
    void ruleOfFourBytes_isTakenToo() {
        application.login(session, Cku.CKU_SO, ascii(TokenFixture.SO_PIN));

        set(Attribute.of(MAX_AGE, new byte[] {30, 0, 0, 0}));

        assertThat(number(application, session, policyOf(), MAX_AGE)).isEqualTo(30);
    }

    @Test
    void ruleThatTheUserChanges_isRefused() {
        application.login(session, Cku.CKU_USER, ascii("1234567890"));

        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> set(number(MIN_LENGTH, 4)));

        application.logout(session);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> set(number(MIN_LENGTH, 4)));
        assertThat(number(application, session, policyOf(), MIN_LENGTH)).isEqualTo(6);
    }

    @Test
    void rulesThatTheCardCannotHold_areRefused_andNoneOfThemIsKept() {
        application.login(session, Cku.CKU_SO, ascii(TokenFixture.SO_PIN));

        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> set(number(MAX_LENGTH, 10), number(MIN_LENGTH, 11)));
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> set(number(MIN_LENGTH, 300)));
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> set(Attribute.of(MIN_LENGTH, new byte[] {8})));
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> set(number(DIGITS, 3)));
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> set(number(MIN_LENGTH, 8), number(MIN_AGE, 1)));
        assertCkr(Ckr.CKR_ATTRIBUTE_TYPE_INVALID, () -> set(number(MIN_LENGTH, 8), number(0x80001234L, 1)));

        assertThat(number(application, session, policyOf(), MAX_LENGTH)).isEqualTo(20);
        assertThat(number(application, session, policyOf(), MIN_LENGTH)).isEqualTo(6);
    }

    @Test
    void tokenObject_tellsWhatIsKnown_andNobodyChangesIt() {
        application.login(session, Cku.CKU_SO, ascii(TokenFixture.SO_PIN));
        long object = feature(application, session, TOKEN_OBJECT);

        assertThat(value(application, session, object, 0x8000110AL).value()).isEqualTo(TokenFixture.CARD_ID);
        assertThat(number(application, session, object, 0x8000110BL))
                .as("card type")
                .isEqualTo(2);
        assertThat(value(application, session, object, 0x8000111DL).asBoolean()).isTrue();
        assertThat(number(application, session, object, 0x8000113EL))
                .isEqualTo(application.getTokenInfo(0).freePublicMemory());
        assertThat(read(application, session, object, 0x80001101L).ckr())
                .as("product name, which was not seen")
                .isEqualTo(Ckr.CKR_ATTRIBUTE_TYPE_INVALID);
        assertCkr(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                () -> application.setAttributeValue(session, object, List.of(number(0x80001112L, 3))));
    }

    @Test
    void rulesInAReadOnlySession_areNotChanged() {
        long reading = TokenFixture.openReadOnly(application);
        long policy = policyOf();

        assertCkr(
                Ckr.CKR_SESSION_READ_ONLY,
                () -> application.setAttributeValue(reading, policy, List.of(number(MIN_LENGTH, 8))));
    }

    @Test
    void tokenOfNoVendor_hasNeither() {
        Cryptoki other = TokenFixture.issued(TokenProfile.named("pkcs11-3.2")).application();
        long reading = TokenFixture.openReadOnly(other);

        assertThat(TokenFixture.find(other, reading, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE)))
                .isEmpty();
    }

    private void change(Attribute... values) {
        application.login(session, Cku.CKU_SO, ascii(TokenFixture.SO_PIN));
        set(values);
    }

    private void set(Attribute... values) {
        application.setAttributeValue(session, policyOf(), List.of(values));
    }

    private long policyOf() {
        return feature(application, session, POLICY_OBJECT);
    }

    static long feature(Cryptoki application, long session, long type) {
        return TokenFixture.find(
                application,
                session,
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE),
                Attribute.ofUlong(Cka.CKA_HW_FEATURE_TYPE, type))[0];
    }

    static Attribute number(long type, long value) {
        return Attribute.of(
                type,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
    }

    static long number(Cryptoki application, long session, long object, long type) {
        return ByteBuffer.wrap(value(application, session, object, type).value())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private static Attribute value(Cryptoki application, long session, long object, long type) {
        return read(application, session, object, type).value().orElseThrow();
    }

    private static AttributeResult read(Cryptoki application, long session, long object, long type) {
        return application.getAttributeValue(session, object, new long[] {type}).getFirst();
    }
}
