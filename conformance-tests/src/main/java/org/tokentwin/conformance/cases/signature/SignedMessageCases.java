package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.raw.RawMemory.NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_BUFFER_TOO_SMALL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.GcmMessage;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SecretMac;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Messages that are signed and verified one after the other with one key, PKCS#11 v3.0 sections 5.14 and 5.16, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class SignedMessageCases {
    private static final String SIGNING = "v3.0 5.14 C_SignMessage";
    private static final String VERIFYING = "v3.0 5.16 C_VerifyMessage";
    private static final byte[] TEXT = GcmMessage.bytes(50, 11);
    private static final byte[] OTHER = GcmMessage.bytes(70, 12);
    private static final int FIRST_PART = 17;
    private static final long NEVER_GIVEN = 0x7FFF_1234;

    /** A session of the user with a key of the suite's, and messages begun with it. */
    private record Begun(SignedMessages messages, long key) {
        boolean signs() {
            return messages.direction() == SignedMessageDirection.SIGN;
        }

        /** Signs a message as the JDK does, or accepts the JDK's signature. */
        void assertWhole(byte[] text) throws Exception {
            byte[] expected = SecretMac.SHA256_HMAC.of(text);
            if (signs()) {
                assertThat(messages.sign(text)).isEqualTo(expected);
            } else {
                assertOk(() -> messages.verify(text, expected));
            }
        }

        /** The same with a message in parts. */
        void assertInParts(byte[] text) throws Exception {
            messages.begin();
            messages.part(Arrays.copyOf(text, FIRST_PART));
            byte[] rest = Arrays.copyOfRange(text, FIRST_PART, text.length);
            byte[] expected = SecretMac.SHA256_HMAC.of(text);
            if (signs()) {
                assertThat(messages.last(rest)).isEqualTo(expected);
            } else {
                assertOk(() -> messages.last(rest, expected));
            }
        }

        /** A message at once, whatever comes of it. */
        void whole() throws PKCS11Exception {
            if (signs()) {
                messages.sign(TEXT);
            } else {
                messages.verify(TEXT, code());
            }
        }

        void last() throws PKCS11Exception {
            if (signs()) {
                messages.last(TEXT);
            } else {
                messages.last(TEXT, code());
            }
        }

        void assertOver() throws Exception {
            assertReturns(CKR_OPERATION_NOT_INITIALIZED, this::whole);
            assertOk(() -> messages.init(key));
            assertWhole(TEXT);
        }
    }

    private interface Use {
        void with(Begun begun) throws Exception;
    }

    private static byte[] code() {
        try {
            return SecretMac.SHA256_HMAC.of(TEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static void begun(TokenUnderTest token, SignedMessageDirection direction, Use use) throws Exception {
        prepared(token, direction, true, begun -> {
            begun.messages().init(begun.key());
            use.with(begun);
        });
    }

    private static void prepared(TokenUnderTest token, SignedMessageDirection direction, boolean permitted, Use use)
            throws Exception {
        token.rawWith(direction.init());
        token.requireFlag(CKM_SHA256_HMAC, direction.flag());
        long session = token.openReadOnlyUser();
        long key = SecretKeys.onToken(
                token,
                session,
                SecretMac.SHA256_HMAC.keyType(),
                SecretMac.SHA256_HMAC.keyValue(),
                bool(SignedMessageDirection.SIGN.attribute(), permitted || direction != SignedMessageDirection.SIGN),
                bool(
                        SignedMessageDirection.VERIFY.attribute(),
                        permitted || direction != SignedMessageDirection.VERIFY));
        try (Arena arena = Arena.ofConfined()) {
            SignedMessages messages =
                    new SignedMessages(token, new RawMemory(arena), session, CKM_SHA256_HMAC, direction);
            use.with(new Begun(messages, key));
        }
    }

    /** A rule for one direction: that of verifying has an id 100 higher. */
    record Row(int rule, SignedMessageDirection direction, String text) implements CaseRow {
        @Override
        public String id() {
            return "MESSAGE-%03d".formatted(rule + (direction == SignedMessageDirection.SIGN ? 200 : 300));
        }

        @Override
        public String requirement() {
            return text.formatted(direction.init(), direction.whole(), direction.next());
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(CKM_SHA256_HMAC);
        }
    }

    private static List<Row> rows(int rule, String text) {
        return Stream.of(SignedMessageDirection.values())
                .map(direction -> new Row(rule, direction, text))
                .toList();
    }

    static List<Row> asTheJdk() {
        return rows(1, "%2$s gives, or takes, the code that the JDK gives");
    }

    @ConformanceCases(section = SIGNING, rows = "asTheJdk", effect = Effect.SESSION_OBJECTS)
    void wholeMessage_isTheJdks(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> begun.assertWhole(TEXT));
    }

    static List<Row> inParts() {
        return rows(2, "%3$s in two parts gives, or takes, what %2$s does");
    }

    @ConformanceCases(section = SIGNING + "Begin", rows = "inParts", effect = Effect.SESSION_OBJECTS)
    void messageInParts_isTheSame(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> begun.assertInParts(TEXT));
    }

    static List<Row> oneAfterTheOther() {
        return rows(3, "After one %1$s, messages at once and in parts follow each other");
    }

    @ConformanceCases(section = SIGNING, rows = "oneAfterTheOther", effect = Effect.SESSION_OBJECTS)
    void messages_followEachOther(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> {
            for (byte[] text : List.of(TEXT, OTHER, TEXT)) {
                begun.assertWhole(text);
                begun.assertInParts(text);
            }
        });
    }

    static List<Row> inTheMiddle() {
        return rows(4, "%2$s while a message in parts goes on returns CKR_OPERATION_ACTIVE");
    }

    @ConformanceCases(section = SIGNING, rows = "inTheMiddle", effect = Effect.SESSION_OBJECTS)
    void wholeMessageInTheMiddle_isRefused(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> {
            begun.messages().begin();
            begun.messages().part(TEXT);

            assertReturns(CKR_OPERATION_ACTIVE, begun::whole);
        });
    }

    static List<Row> withoutBegin() {
        return rows(
                5,
                "%3$s without a message that was begun, or after its last part, returns CKR_OPERATION_NOT_INITIALIZED");
    }

    @ConformanceCases(section = SIGNING + "Next", rows = "withoutBegin", effect = Effect.SESSION_OBJECTS)
    void partWithoutBegin_isRefused(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> {
            assertReturns(CKR_OPERATION_NOT_INITIALIZED, begun::last);
            begun.assertInParts(TEXT);

            assertReturns(CKR_OPERATION_NOT_INITIALIZED, begun::last);
        });
    }

    static List<Row> begunTwice() {
        return rows(6, "A second %1$s returns CKR_OPERATION_ACTIVE");
    }

    @ConformanceCases(section = "v3.0 5.14 C_MessageSignInit", rows = "begunTwice", effect = Effect.SESSION_OBJECTS)
    void secondInit_isRefused(TokenUnderTest token, Row row) throws Exception {
        begun(
                token,
                row.direction(),
                begun -> assertReturns(
                        CKR_OPERATION_ACTIVE, () -> begun.messages().init(begun.key())));
    }

    static List<Row> ended() {
        return rows(7, "After its Final, %2$s returns CKR_OPERATION_NOT_INITIALIZED, and %1$s begins again");
    }

    @ConformanceCases(section = "v3.0 5.14 C_MessageSignFinal", rows = "ended", effect = Effect.SESSION_OBJECTS)
    void finalCall_ends(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> {
            begun.assertWhole(TEXT);
            assertOk(begun.messages()::end);

            begun.assertOver();
        });
    }

    static List<Row> cancelled() {
        return rows(8, "C_SessionCancel ends what %1$s began, and another begins");
    }

    @ConformanceCases(section = "v3.0 5.6.12 C_SessionCancel", rows = "cancelled", effect = Effect.SESSION_OBJECTS)
    void sessionCancel_ends(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> {
            CryptokiFunction cancel = CryptokiFunction.C_SessionCancel;
            long session = begun.messages().session();
            long seen = Returns.of(() ->
                    token.rawWith(cancel).call(cancel, session, row.direction().flag()));
            NotApplicable.unless(
                    seen != Ckr.CKR_OPERATION_CANCEL_FAILED.code() && seen != Ckr.CKR_FUNCTION_NOT_SUPPORTED.code(),
                    "the module cannot cancel that");

            begun.assertOver();
        });
    }

    static List<Row> nullMechanism() {
        return rows(9, "%1$s with a null mechanism ends what was begun, and another begins");
    }

    @ConformanceCases(section = "v3.0 5.14 C_MessageSignInit", rows = "nullMechanism", effect = Effect.SESSION_OBJECTS)
    void nullMechanism_ends(TokenUnderTest token, Row row) throws Exception {
        begun(token, row.direction(), begun -> {
            long seen = Returns.of(() -> begun.messages().init(NULL, 0));
            NotApplicable.unless(seen != Ckr.CKR_OPERATION_CANCEL_FAILED.code(), "the module cannot cancel that");
            assertThat(Returns.name(seen)).isEqualTo("CKR_OK");

            begun.assertOver();
        });
    }

    static List<Row> notPermitted() {
        return rows(10, "%1$s with a key whose attribute does not allow it returns CKR_KEY_FUNCTION_NOT_PERMITTED");
    }

    @ConformanceCases(section = "v3.0 5.14 C_MessageSignInit", rows = "notPermitted", effect = Effect.SESSION_OBJECTS)
    void keyWithoutTheUse_isRefused(TokenUnderTest token, Row row) throws Exception {
        prepared(
                token,
                row.direction(),
                false,
                begun -> assertReturns(
                        CKR_KEY_FUNCTION_NOT_PERMITTED, () -> begun.messages().init(begun.key())));
    }

    static List<Row> wrongInit() {
        return rows(11, "%1$s with a key that never was, or a digest mechanism, is refused, and leaves nothing begun");
    }

    @ConformanceCases(section = "v3.0 5.14 C_MessageSignInit", rows = "wrongInit", effect = Effect.SESSION_OBJECTS)
    void wrongInit_isRefused(TokenUnderTest token, Row row) throws Exception {
        prepared(token, row.direction(), true, begun -> {
            SignedMessages messages = begun.messages();
            assertReturns(CKR_KEY_HANDLE_INVALID, () -> messages.init(NEVER_GIVEN));
            assertReturns(
                    CKR_MECHANISM_INVALID, () -> messages.init(messages.memory().mechanism(CKM_SHA256), begun.key()));

            begun.assertOver();
        });
    }

    @ConformanceCase(
            id = "MESSAGE-250",
            section = "5.2",
            requirement =
                    "C_SignMessage tells the length for a null pointer and CKR_BUFFER_TOO_SMALL for too little room, and goes on",
            mechanisms = CKM_SHA256_HMAC,
            effect = Effect.SESSION_OBJECTS)
    void length_isTold(TokenUnderTest token) throws Exception {
        begun(token, SignedMessageDirection.SIGN, begun -> {
            MemorySegment length = begun.messages().memory().ulong(0);
            assertOk(() -> begun.messages().sign(TEXT, NULL, length));
            assertThat(RawMemory.ulongAt(length)).isGreaterThanOrEqualTo(code().length);
            RawMemory.setUlong(length, code().length - 1L);
            MemorySegment room = begun.messages().memory().block();
            assertReturns(CKR_BUFFER_TOO_SMALL, () -> begun.messages().sign(TEXT, room, length));

            assertThat(RawMemory.ulongAt(length)).isGreaterThanOrEqualTo(code().length);
            begun.assertWhole(TEXT);
        });
    }

    @ConformanceCase(
            id = "MESSAGE-251",
            section = "5.2",
            requirement =
                    "C_SignMessageNext with the last part tells the length for a null pointer and CKR_BUFFER_TOO_SMALL for too little room, and the message goes on",
            mechanisms = CKM_SHA256_HMAC,
            effect = Effect.SESSION_OBJECTS)
    void lengthOfAMessageInParts_isTold(TokenUnderTest token) throws Exception {
        begun(token, SignedMessageDirection.SIGN, begun -> {
            SignedMessages messages = begun.messages();
            messages.begin();
            messages.part(Arrays.copyOf(TEXT, FIRST_PART));
            byte[] rest = Arrays.copyOfRange(TEXT, FIRST_PART, TEXT.length);
            MemorySegment length = messages.memory().ulong(0);
            assertOk(() -> messages.next(rest, NULL, length));
            assertThat(RawMemory.ulongAt(length)).isGreaterThanOrEqualTo(code().length);
            RawMemory.setUlong(length, 1);
            assertReturns(
                    CKR_BUFFER_TOO_SMALL,
                    () -> messages.next(rest, messages.memory().block(), length));

            assertThat(messages.last(rest)).isEqualTo(code());
        });
    }

    @ConformanceCase(
            id = "MESSAGE-252",
            section = SIGNING,
            requirement = "Each of several messages that CKM_ECDSA_SHA256 signs verifies with the JDK",
            mechanisms = {CKM_ECDSA_SHA256, CKM_EC_KEY_PAIR_GEN},
            effect = Effect.SESSION_OBJECTS)
    void ecdsa_verifiesWithTheJdk(TokenUnderTest token) throws Exception {
        withPair(token, SignedMessageDirection.SIGN, (messages, pair) -> {
            messages.init(pair.privateKey());
            for (byte[] text : List.of(TEXT, OTHER)) {
                assertVerifies(messages, pair, text, messages.sign(text));
                messages.begin();
                messages.part(Arrays.copyOf(text, FIRST_PART));
                byte[] signature = messages.last(Arrays.copyOfRange(text, FIRST_PART, text.length));
                assertVerifies(messages, pair, text, signature);
            }
        });
    }

    private static void assertVerifies(SignedMessages messages, KeyPairs.Handles pair, byte[] text, byte[] signature)
            throws Exception {
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(PublicKeys.ec(messages.token(), messages.session(), pair.publicKey(), EcCurve.P256.oid()));
        verifier.update(text);
        assertThat(verifier.verify(signature)).isTrue();
    }

    private interface PairUse {
        void with(SignedMessages messages, KeyPairs.Handles pair) throws Exception;
    }

    private static void withPair(TokenUnderTest token, SignedMessageDirection direction, PairUse use) throws Exception {
        token.rawWith(direction.init());
        token.requireFlag(CKM_ECDSA_SHA256, direction.flag());
        long session = token.openReadOnlyUser();
        KeyPairs.Handles pair = KeyPairs.ec(token, session, EcCurve.P256);
        try (Arena arena = Arena.ofConfined()) {
            use.with(new SignedMessages(token, new RawMemory(arena), session, CKM_ECDSA_SHA256, direction), pair);
        }
    }

    @ConformanceCase(
            id = "MESSAGE-350",
            section = VERIFYING,
            requirement =
                    "A wrong signature of a message returns CKR_SIGNATURE_INVALID, at once and with the last part, and the next message goes through",
            mechanisms = CKM_SHA256_HMAC,
            effect = Effect.SESSION_OBJECTS)
    void wrongSignature_isRefused(TokenUnderTest token) throws Exception {
        begun(token, SignedMessageDirection.VERIFY, begun -> {
            SignedMessages messages = begun.messages();
            byte[] wrong = code();
            wrong[0] ^= 1;
            assertReturns(CKR_SIGNATURE_INVALID, () -> messages.verify(TEXT, wrong));
            begun.assertWhole(TEXT);
            messages.begin();
            messages.part(Arrays.copyOf(TEXT, FIRST_PART));
            byte[] rest = Arrays.copyOfRange(TEXT, FIRST_PART, TEXT.length);
            assertReturns(CKR_SIGNATURE_INVALID, () -> messages.last(rest, wrong));

            begun.assertInParts(TEXT);
        });
    }

    @ConformanceCase(
            id = "MESSAGE-351",
            section = VERIFYING,
            requirement =
                    "A signature that lacks a byte returns CKR_SIGNATURE_LEN_RANGE, and the next message goes through",
            mechanisms = CKM_SHA256_HMAC,
            effect = Effect.SESSION_OBJECTS)
    void shortSignature_isRefused(TokenUnderTest token) throws Exception {
        begun(token, SignedMessageDirection.VERIFY, begun -> {
            byte[] lacking = Arrays.copyOf(code(), code().length - 1);
            assertReturns(CKR_SIGNATURE_LEN_RANGE, () -> begun.messages().verify(TEXT, lacking));

            begun.assertWhole(TEXT);
        });
    }

    @ConformanceCase(
            id = "MESSAGE-352",
            section = VERIFYING,
            requirement = "CKM_ECDSA_SHA256 takes the signature of each message, and not that of another one",
            mechanisms = {CKM_ECDSA_SHA256, CKM_EC_KEY_PAIR_GEN},
            effect = Effect.SESSION_OBJECTS)
    void ecdsa_isJudged(TokenUnderTest token) throws Exception {
        withPair(token, SignedMessageDirection.VERIFY, (messages, pair) -> {
            byte[] signature = token.sign(messages.session(), mechanism(CKM_ECDSA_SHA256), pair.privateKey(), TEXT);
            assertVerifies(messages, pair, TEXT, signature);
            messages.init(pair.publicKey());
            assertReturns(CKR_SIGNATURE_INVALID, () -> messages.verify(OTHER, signature));

            assertOk(() -> messages.verify(TEXT, signature));
        });
    }
}
