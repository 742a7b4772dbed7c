package org.tokentwin.conformance.cases.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.tokentwin.conformance.raw.RawMemory.NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_GCM;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_BUFFER_TOO_SMALL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
import org.tokentwin.conformance.cases.reference.GcmMessage;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Messages with AES-GCM, PKCS#11 v3.0 sections 5.9, 5.11 and 6.13.2, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class MessageCases {
    private static final String ENCRYPTION = "v3.0 5.9 C_EncryptMessage";
    private static final String DECRYPTION = "v3.0 5.11 C_DecryptMessage";
    private static final byte[] TEXT = GcmMessage.bytes(50, 11);
    private static final int FIRST_PART = 17;
    private static final int FIXED_BYTES = 4;
    private static final long NEVER_GIVEN = 0x7FFF_1234;

    /** A session of the user with a key of the JDK's, and messages begun with it. */
    private record Begun(TokenUnderTest token, RawMemory memory, long session, long key, MessageDirection direction) {
        byte[] whole(GcmMessage message, byte[] input) throws PKCS11Exception {
            MemorySegment output = memory.block();
            MemorySegment length = memory.ulong(output.byteSize());
            direction.whole(token, session, message, GcmMessage.exact(memory, input), output, length);
            return output.asSlice(0, RawMemory.ulongAt(length)).toArray(ValueLayout.JAVA_BYTE);
        }

        void begin(GcmMessage message) throws PKCS11Exception {
            direction.begin(token, session, message);
        }

        byte[] next(GcmMessage message, byte[] part, boolean last) throws PKCS11Exception {
            MemorySegment output = memory.block();
            MemorySegment length = memory.ulong(output.byteSize());
            direction.next(token, session, message, GcmMessage.exact(memory, part), output, length, last);
            return output.asSlice(0, RawMemory.ulongAt(length)).toArray(ValueLayout.JAVA_BYTE);
        }

        /** All of a message in two parts, after its begin. */
        byte[] rest(GcmMessage message, byte[] input) throws PKCS11Exception {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(next(message, Arrays.copyOf(input, FIRST_PART), false));
            all.writeBytes(next(message, Arrays.copyOfRange(input, FIRST_PART, input.length), true));
            return all.toByteArray();
        }

        /** A sound message goes through: nothing ended what was begun with the key. */
        void assertGoesOn() throws PKCS11Exception {
            GcmMessage sound = message(9);
            byte[] output = whole(sound, input(sound));

            assertThat(output)
                    .isEqualTo(
                            direction == MessageDirection.ENCRYPT
                                    ? sound.sealed(TEXT).text()
                                    : TEXT);
        }

        /** A message whose vector is given; for decryption with the right tag. */
        GcmMessage message(int number) {
            return direction == MessageDirection.ENCRYPT
                    ? GcmMessage.given(memory, number)
                    : GcmMessage.given(
                            memory,
                            number,
                            GcmMessage.given(memory, number).sealed(TEXT).tag());
        }

        byte[] input(GcmMessage message) {
            return direction == MessageDirection.ENCRYPT
                    ? TEXT.clone()
                    : message.sealed(TEXT).text();
        }
    }

    private interface Use {
        void with(Begun begun) throws PKCS11Exception;
    }

    private static void begun(TokenUnderTest token, MessageDirection direction, Use use) throws PKCS11Exception {
        prepared(token, direction, true, begun -> {
            direction.init(token, begun.memory(), begun.session(), begun.key());
            use.with(begun);
        });
    }

    private static void prepared(TokenUnderTest token, MessageDirection direction, boolean permitted, Use use)
            throws PKCS11Exception {
        token.rawWith(direction.init());
        token.requireFlag(CKM_AES_GCM, direction.flag());
        long session = token.openReadOnlyUser();
        long key = SecretKeys.onToken(
                token,
                session,
                CKK_AES,
                GcmMessage.KEY,
                bool(MessageDirection.ENCRYPT.attribute(), permitted || direction != MessageDirection.ENCRYPT),
                bool(MessageDirection.DECRYPT.attribute(), permitted || direction != MessageDirection.DECRYPT));
        try (Arena arena = Arena.ofConfined()) {
            use.with(new Begun(token, new RawMemory(arena), session, key, direction));
        }
    }

    /** A rule for one direction: decryption's ids are 100 higher. */
    record Row(int rule, MessageDirection direction, String text) implements CaseRow {
        @Override
        public String id() {
            return "MESSAGE-%03d".formatted(rule + (direction == MessageDirection.ENCRYPT ? 0 : 100));
        }

        @Override
        public String requirement() {
            return text.formatted(direction.init(), direction.whole(), direction.next());
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(CKM_AES_GCM);
        }
    }

    private static List<Row> rows(int rule, String text) {
        return Stream.of(MessageDirection.values())
                .map(direction -> new Row(rule, direction, text))
                .toList();
    }

    static List<Row> asTheJdk() {
        return rows(1, "%2$s with a given IV and associated data gives what the JDK gives");
    }

    @ConformanceCases(section = ENCRYPTION, rows = "asTheJdk", effect = Effect.SESSION_OBJECTS)
    void wholeMessage_isTheJdks(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            GcmMessage message = begun.message(1);
            byte[] output = begun.whole(message, begun.input(message));

            assertOutput(row.direction(), message, output);
        });
    }

    private static void assertOutput(MessageDirection direction, GcmMessage message, byte[] output) {
        if (direction == MessageDirection.ENCRYPT) {
            assertThat(output).isEqualTo(message.sealed(TEXT).text());
            assertThat(message.tagNow())
                    .as("tag")
                    .isEqualTo(message.sealed(TEXT).tag());
        } else {
            assertThat(output).isEqualTo(TEXT);
        }
    }

    static List<Row> inParts() {
        return rows(2, "%3$s in two parts gives together what %2$s gives");
    }

    @ConformanceCases(section = ENCRYPTION + "Begin", rows = "inParts", effect = Effect.SESSION_OBJECTS)
    void messageInParts_isTheSame(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            GcmMessage message = begun.message(2);
            begun.begin(message);

            assertOutput(row.direction(), message, begun.rest(message, begun.input(message)));
        });
    }

    static List<Row> oneAfterTheOther() {
        return rows(3, "After one %1$s, messages at once and in parts follow each other");
    }

    @ConformanceCases(section = ENCRYPTION, rows = "oneAfterTheOther", effect = Effect.SESSION_OBJECTS)
    void messages_followEachOther(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            for (int i = 0; i < 3; i++) {
                GcmMessage whole = begun.message(i);
                assertOutput(row.direction(), whole, begun.whole(whole, begun.input(whole)));
                GcmMessage parts = begun.message(20 + i);
                begun.begin(parts);
                assertOutput(row.direction(), parts, begun.rest(parts, begun.input(parts)));
            }
        });
    }

    static List<Row> asked() {
        return rows(
                4,
                "%2$s tells the length for a null pointer and CKR_BUFFER_TOO_SMALL for too little room, and goes on");
    }

    @ConformanceCases(section = "5.2", rows = "asked", effect = Effect.SESSION_OBJECTS)
    void length_isTold(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            GcmMessage message = begun.message(4);
            MemorySegment input = GcmMessage.exact(begun.memory(), begun.input(message));
            MemorySegment length = begun.memory().ulong(0);
            assertOk(() -> row.direction().whole(token, begun.session(), message, input, NULL, length));
            assertThat(RawMemory.ulongAt(length)).isGreaterThanOrEqualTo(TEXT.length);
            RawMemory.setUlong(length, TEXT.length - 1);
            assertReturns(
                    CKR_BUFFER_TOO_SMALL,
                    () -> row.direction()
                            .whole(
                                    token,
                                    begun.session(),
                                    message,
                                    input,
                                    begun.memory().block(),
                                    length));

            assertThat(RawMemory.ulongAt(length)).isGreaterThanOrEqualTo(TEXT.length);
            begun.assertGoesOn();
        });
    }

    static List<Row> inTheMiddle() {
        return rows(5, "%2$s while a message in parts goes on returns CKR_OPERATION_ACTIVE");
    }

    @ConformanceCases(section = ENCRYPTION, rows = "inTheMiddle", effect = Effect.SESSION_OBJECTS)
    void wholeMessageInTheMiddle_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            begun.begin(begun.message(5));
            GcmMessage other = begun.message(6);

            assertReturns(CKR_OPERATION_ACTIVE, () -> begun.whole(other, begun.input(other)));
        });
    }

    static List<Row> withoutBegin() {
        return rows(
                6,
                "%3$s without a message that was begun, or after its last part, returns CKR_OPERATION_NOT_INITIALIZED");
    }

    @ConformanceCases(section = ENCRYPTION + "Next", rows = "withoutBegin", effect = Effect.SESSION_OBJECTS)
    void partWithoutBegin_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            GcmMessage message = begun.message(6);
            assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> begun.next(message, begun.input(message), true));
            begun.begin(message);
            begun.rest(message, begun.input(message));

            assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> begun.next(message, begun.input(message), true));
        });
    }

    static List<Row> begunTwice() {
        return rows(7, "A second %1$s returns CKR_OPERATION_ACTIVE");
    }

    @ConformanceCases(section = "v3.0 5.9 C_MessageEncryptInit", rows = "begunTwice", effect = Effect.SESSION_OBJECTS)
    void secondInit_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(
                token,
                row.direction(),
                begun -> assertReturns(
                        CKR_OPERATION_ACTIVE,
                        () -> row.direction().init(token, begun.memory(), begun.session(), begun.key())));
    }

    static List<Row> ended() {
        return rows(8, "After its Final, %2$s returns CKR_OPERATION_NOT_INITIALIZED, and %1$s begins again");
    }

    @ConformanceCases(section = "v3.0 5.9 C_MessageEncryptFinal", rows = "ended", effect = Effect.SESSION_OBJECTS)
    void finalCall_ends(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            begun.assertGoesOn();
            assertOk(() -> row.direction().end(token, begun.session()));

            assertOver(begun);
        });
    }

    private static void assertOver(Begun begun) throws PKCS11Exception {
        GcmMessage message = begun.message(8);
        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> begun.whole(message, begun.input(message)));
        assertOk(() -> begun.direction().init(begun.token(), begun.memory(), begun.session(), begun.key()));
        begun.assertGoesOn();
    }

    static List<Row> cancelled() {
        return rows(9, "C_SessionCancel ends what %1$s began, and another begins");
    }

    @ConformanceCases(section = "v3.0 5.6.12 C_SessionCancel", rows = "cancelled", effect = Effect.SESSION_OBJECTS)
    void sessionCancel_ends(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            long seen = Returns.of(() -> token.rawWith(CryptokiFunction.C_SessionCancel)
                    .call(
                            CryptokiFunction.C_SessionCancel,
                            begun.session(),
                            row.direction().flag()));
            NotApplicable.unless(
                    seen != Ckr.CKR_OPERATION_CANCEL_FAILED.code() && seen != Ckr.CKR_FUNCTION_NOT_SUPPORTED.code(),
                    "the module cannot cancel that");

            assertOver(begun);
        });
    }

    static List<Row> notPermitted() {
        return rows(10, "%1$s with a key whose attribute does not allow it returns CKR_KEY_FUNCTION_NOT_PERMITTED");
    }

    @ConformanceCases(section = "v3.0 5.9 C_MessageEncryptInit", rows = "notPermitted", effect = Effect.SESSION_OBJECTS)
    void keyWithoutTheUse_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        prepared(
                token,
                row.direction(),
                false,
                begun -> assertReturns(
                        CKR_KEY_FUNCTION_NOT_PERMITTED,
                        () -> row.direction().init(token, begun.memory(), begun.session(), begun.key())));
    }

    static List<Row> wrongInit() {
        return rows(11, "%1$s with a key that never was, or a digest mechanism, is refused, and leaves nothing begun");
    }

    @ConformanceCases(section = "v3.0 5.9 C_MessageEncryptInit", rows = "wrongInit", effect = Effect.SESSION_OBJECTS)
    void wrongInit_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        prepared(token, row.direction(), true, begun -> {
            MessageDirection direction = row.direction();
            assertReturns(
                    CKR_KEY_HANDLE_INVALID, () -> direction.init(token, begun.memory(), begun.session(), NEVER_GIVEN));
            assertReturns(
                    CKR_MECHANISM_INVALID,
                    () -> direction.init(token, begun.memory(), begun.session(), CKM_SHA256, begun.key()));

            assertOver(begun);
        });
    }

    static List<Row> wrongParameter() {
        return rows(12, "%2$s with a parameter that is too short is refused, and the next message goes through");
    }

    @ConformanceCases(section = ENCRYPTION, rows = "wrongParameter", effect = Effect.SESSION_OBJECTS)
    void shortParameter_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        begun(token, row.direction(), begun -> {
            GcmMessage sound = begun.message(12);
            GcmMessage faulty = new GcmMessage(
                    sound.iv(),
                    sound.tag(),
                    sound.parameter().asSlice(0, RawMemory.ULONG_BYTES),
                    sound.associatedData());
            assertReturnsOneOf(
                    () -> begun.whole(faulty, begun.input(sound)), CKR_MECHANISM_PARAM_INVALID, CKR_ARGUMENTS_BAD);

            begun.assertGoesOn();
        });
    }

    @ConformanceCase(
            id = "MESSAGE-050",
            section = ENCRYPTION,
            requirement = "Without associated data, and without a text, C_EncryptMessage gives what the JDK gives",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void nothingAndNothing_isTheJdks(TokenUnderTest token) throws PKCS11Exception {
        begun(token, MessageDirection.ENCRYPT, begun -> {
            GcmMessage bare = GcmMessage.bare(begun.memory(), 50);
            assertOutput(MessageDirection.ENCRYPT, bare, begun.whole(bare, TEXT));
            GcmMessage empty = GcmMessage.given(begun.memory(), 51);

            assertThat(begun.whole(empty, new byte[0])).isEmpty();
            assertThat(empty.tagNow()).isEqualTo(empty.sealed(new byte[0]).tag());
        });
    }

    @ConformanceCase(
            id = "MESSAGE-051",
            section = "v3.0 6.13.2 CKG_GENERATE",
            requirement =
                    "CKG_GENERATE gives each message another IV, which the caller is given, and keeps the fixed bits",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void generatedVectors_differ(TokenUnderTest token) throws PKCS11Exception {
        begun(token, MessageDirection.ENCRYPT, begun -> {
            GcmMessage first = generated(begun, Ckg.CKG_GENERATE);
            GcmMessage second = generated(begun, Ckg.CKG_GENERATE);

            assertOutput(MessageDirection.ENCRYPT, first, begun.whole(first, TEXT));
            assertOutput(MessageDirection.ENCRYPT, second, begun.whole(second, TEXT));
            assertThat(first.ivNow()).isNotEqualTo(second.ivNow());
            assertThat(Arrays.copyOf(first.ivNow(), FIXED_BYTES))
                    .as("fixed bits")
                    .isEqualTo(Arrays.copyOf(GcmMessage.vector(1), FIXED_BYTES));
        });
    }

    @ConformanceCase(
            id = "MESSAGE-052",
            section = "v3.0 6.13.2 CKG_GENERATE_COUNTER",
            requirement = "CKG_GENERATE_COUNTER counts up from zero behind the fixed bits",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void countedVectors_beginAtZero(TokenUnderTest token) throws PKCS11Exception {
        begun(token, MessageDirection.ENCRYPT, begun -> {
            for (int number = 0; number < 3; number++) {
                GcmMessage message = generated(begun, Ckg.CKG_GENERATE_COUNTER);
                long seen = Returns.of(() -> begun.whole(message, TEXT));
                NotApplicable.unless(seen != CKR_MECHANISM_PARAM_INVALID, "the token does not have that generator");
                assertThat(Returns.name(seen)).isEqualTo("CKR_OK");
                byte[] expected = Arrays.copyOf(Arrays.copyOf(GcmMessage.vector(1), FIXED_BYTES), GcmMessage.IV_BYTES);
                expected[GcmMessage.IV_BYTES - 1] = (byte) number;

                assertThat(message.ivNow()).isEqualTo(expected);
            }
        });
    }

    @ConformanceCase(
            id = "MESSAGE-053",
            section = ENCRYPTION + "Begin",
            requirement = "C_EncryptMessageBegin gives the IV that it makes, and the last part the tag for it",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void generatedVectorInParts_isGiven(TokenUnderTest token) throws PKCS11Exception {
        begun(token, MessageDirection.ENCRYPT, begun -> {
            GcmMessage message = generated(begun, Ckg.CKG_GENERATE);
            begun.begin(message);
            byte[] iv = message.ivNow();
            byte[] output = begun.rest(message, TEXT);

            assertThat(message.ivNow()).isEqualTo(iv);
            assertOutput(MessageDirection.ENCRYPT, message, output);
        });
    }

    private static GcmMessage generated(Begun begun, long generator) {
        return GcmMessage.of(
                begun.memory(),
                GcmMessage.vector(1),
                new byte[GcmMessage.TAG_BYTES],
                (long) FIXED_BYTES * Byte.SIZE,
                generator);
    }

    @ConformanceCase(
            id = "MESSAGE-054",
            section = "v3.0 5.9 C_MessageEncryptInit",
            requirement = "A null mechanism ends what was begun, and another begins",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void nullMechanism_ends(TokenUnderTest token) throws PKCS11Exception {
        begun(token, MessageDirection.ENCRYPT, begun -> {
            long seen = Returns.of(() -> MessageDirection.ENCRYPT.cancel(token, begun.session()));
            NotApplicable.unless(seen != Ckr.CKR_OPERATION_CANCEL_FAILED.code(), "the module cannot cancel that");
            assertThat(Returns.name(seen)).isEqualTo("CKR_OK");

            assertOver(begun);
        });
    }

    private interface Forgery {
        byte[] of(GcmMessage message, byte[] cryptogram);
    }

    private static void assertForged(TokenUnderTest token, Forgery forgery, boolean otherAssociatedData)
            throws PKCS11Exception {
        begun(token, MessageDirection.DECRYPT, begun -> {
            GcmMessage sound = begun.message(60);
            byte[] input = forgery.of(sound, begun.input(sound));
            GcmMessage sent = otherAssociatedData ? sound.withOtherAssociatedData(begun.memory()) : sound;
            assertReturns(Ckr.CKR_AEAD_DECRYPT_FAILED.code(), () -> begun.whole(sent, input));
            begun.assertGoesOn();
            begun.begin(sent);
            assertReturns(Ckr.CKR_AEAD_DECRYPT_FAILED.code(), () -> begun.rest(sent, input));
            GcmMessage after = begun.message(61);
            begun.begin(after);

            assertOutput(MessageDirection.DECRYPT, after, begun.rest(after, begun.input(after)));
        });
    }

    @ConformanceCase(
            id = "MESSAGE-150",
            section = DECRYPTION,
            requirement =
                    "A wrong tag returns CKR_AEAD_DECRYPT_FAILED, at once and with the last part, and the next message goes through",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void wrongTag_isRefused(TokenUnderTest token) throws PKCS11Exception {
        assertForged(
                token,
                (message, cryptogram) -> {
                    byte first = message.tag().get(ValueLayout.JAVA_BYTE, 0);
                    message.tag().set(ValueLayout.JAVA_BYTE, 0, (byte) (first ^ 1));
                    return cryptogram;
                },
                false);
    }

    @ConformanceCase(
            id = "MESSAGE-151",
            section = DECRYPTION,
            requirement = "A changed cryptogram returns CKR_AEAD_DECRYPT_FAILED, and the next message goes through",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void changedCryptogram_isRefused(TokenUnderTest token) throws PKCS11Exception {
        assertForged(
                token,
                (message, cryptogram) -> {
                    cryptogram[cryptogram.length - 1] ^= 1;
                    return cryptogram;
                },
                false);
    }

    @ConformanceCase(
            id = "MESSAGE-152",
            section = DECRYPTION,
            requirement = "Other associated data returns CKR_AEAD_DECRYPT_FAILED, and the next message goes through",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void otherAssociatedData_isRefused(TokenUnderTest token) throws PKCS11Exception {
        assertForged(token, (message, cryptogram) -> cryptogram, true);
    }

    @ConformanceCase(
            id = "MESSAGE-153",
            section = "v3.0 6.13.2 MessageDecrypt",
            requirement = "The generator and the fixed bits are passed over where a message is decrypted",
            mechanisms = CKM_AES_GCM,
            effect = Effect.SESSION_OBJECTS)
    void generator_isPassedOver(TokenUnderTest token) throws PKCS11Exception {
        begun(token, MessageDirection.DECRYPT, begun -> {
            GcmMessage sound = begun.message(62);
            GcmMessage same = GcmMessage.of(
                    begun.memory(),
                    sound.ivNow(),
                    sound.tagNow(),
                    (long) FIXED_BYTES * Byte.SIZE,
                    Ckg.CKG_GENERATE_COUNTER);

            assertThat(begun.whole(same, begun.input(sound))).isEqualTo(TEXT);
            assertThat(same.ivNow()).isEqualTo(sound.ivNow());
        });
    }
}
