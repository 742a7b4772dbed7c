package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_ALLOWED_MECHANISMS;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_CLASS;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_ID;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_LABEL;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_MODULUS;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_PRIVATE_EXPONENT;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_START_DATE;
import static org.tokentwin.emulator.cryptoki.Cka.CKA_WRAP_TEMPLATE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Ckr;

/** {@code CK_ATTRIBUTE} templates in both directions. */
class AttributeTemplateTest {
    private static final long UNAVAILABLE = -1;
    private static final MemorySegment NULL = NativePkcs11.NULL;

    private final LoadedFake token = new LoadedFake().on("createObject", _ -> 1L);
    private final NativePkcs11 c = token.c;

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void eachKindOfValue_isReadInItsCanonicalForm() {
        var template = c.structure(
                CKA_CLASS,
                c.ulong(3),
                8L,
                CKA_EXTRACTABLE,
                c.bytes((byte) 0),
                1L,
                CKA_START_DATE,
                c.bytes("20260101".getBytes(StandardCharsets.US_ASCII)),
                8L,
                CKA_ID,
                c.bytes((byte) 1, (byte) 2),
                2L,
                CKA_ALLOWED_MECHANISMS,
                c.structure(1L, 0x40L),
                16L,
                CKA_LABEL,
                NULL,
                0L);
        assertThat(create(template, 6)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(created())
                .containsExactly(
                        Attribute.ofUlong(CKA_CLASS, 3),
                        Attribute.ofBoolean(CKA_EXTRACTABLE, false),
                        Attribute.ofString(CKA_START_DATE, "20260101"),
                        Attribute.of(CKA_ID, new byte[] {1, 2}),
                        Attribute.of(
                                CKA_ALLOWED_MECHANISMS, new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x40}),
                        Attribute.of(CKA_LABEL, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 7, 9})
    void ulongOfAWrongLength_isPassedOnAsItIs(long length) {
        assertThat(create(c.structure(CKA_CLASS, c.buffer(9), length), 1)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(created().getFirst().length()).isEqualTo((int) length).isNotEqualTo(Long.BYTES);
    }

    @Test
    void nullValueWithALength_isRefused() {
        assertThat(create(c.structure(CKA_LABEL, NULL, 3L), 1)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        assertThat(token.cryptoki.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0x8000_0000L, -1})
    void absurdValueLength_isRefusedWithoutReading(long length) {
        assertThat(create(c.structure(CKA_LABEL, c.bytes((byte) 1), length), 1))
                .isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, -1})
    void absurdCount_isRefusedWithoutReading(long count) {
        assertThat(create(c.structure(CKA_LABEL, NULL, 0L), count)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    @Test
    void nullTemplate_isNoAttributesOnlyWithCountZero() {
        assertThat(create(NULL, 0)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(created()).isEmpty();
        assertThat(create(NULL, 1)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    @Test
    void attributeThatIsATemplate_isRefused() {
        var inner = c.structure(CKA_LABEL, NULL, 0L);
        assertThat(create(c.structure(CKA_WRAP_TEMPLATE, inner, 24L), 1))
                .isEqualTo(Ckr.CKR_ATTRIBUTE_TYPE_INVALID.code());
    }

    @Test
    void queriedValues_areWrittenInNativeForm() {
        answer(
                AttributeResult.of(Attribute.ofUlong(CKA_CLASS, 0x0102)),
                AttributeResult.of(Attribute.ofString(CKA_LABEL, "ab")));
        var objectClass = c.buffer(8);
        var label = c.buffer(3);
        var template = c.structure(CKA_CLASS, objectClass, 8L, CKA_LABEL, label, 3L);
        assertThat(query(template, 2)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.ulong(objectClass)).isEqualTo(0x0102);
        assertThat(Memory.bytes(label)).containsExactly('a', 'b', 0xEE);
        assertThat(lengths(template)).containsExactly(8, 2);
        assertThat((long[]) token.onlyCall().arguments().get(2)).containsExactly(CKA_CLASS, CKA_LABEL);
    }

    @Test
    void queryWithNullValues_isToldTheLengths() {
        answer(
                AttributeResult.of(Attribute.ofUlong(CKA_CLASS, 2)),
                AttributeResult.of(Attribute.of(CKA_MODULUS, new byte[256])));
        var template = c.structure(CKA_CLASS, NULL, 0L, CKA_MODULUS, NULL, 123L);
        assertThat(query(template, 2)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(lengths(template)).containsExactly(8, 256);
    }

    @Test
    void refusedAttribute_isMarkedAndTheOthersAreGiven() {
        answer(
                AttributeResult.refused(CKA_PRIVATE_EXPONENT, Ckr.CKR_ATTRIBUTE_SENSITIVE),
                AttributeResult.of(Attribute.ofString(CKA_LABEL, "ab")));
        var label = c.buffer(2);
        var template = c.structure(CKA_PRIVATE_EXPONENT, c.buffer(2), 2L, CKA_LABEL, label, 2L);
        assertThat(query(template, 2)).isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE.code());
        assertThat(lengths(template)).containsExactly(UNAVAILABLE, 2);
        assertThat(Memory.bytes(label)).containsExactly('a', 'b');
    }

    @Test
    void valueThatDoesNotFit_isMarkedAndNotWritten() {
        answer(AttributeResult.of(Attribute.ofString(CKA_LABEL, "abc")));
        var label = c.buffer(2);
        var template = c.structure(CKA_LABEL, label, 2L);
        assertThat(query(template, 1)).isEqualTo(Ckr.CKR_BUFFER_TOO_SMALL.code());
        assertThat(lengths(template)).containsExactly(UNAVAILABLE);
        assertThat(Memory.bytes(label)).containsOnly(0xEE);
    }

    @Test
    void ofSeveralErrors_sensitiveIsReturnedBeforeInvalidBeforeTooSmall() {
        AttributeResult tooLong = AttributeResult.of(Attribute.ofString(CKA_LABEL, "abc"));
        AttributeResult unknown = AttributeResult.refused(0x999, Ckr.CKR_ATTRIBUTE_TYPE_INVALID);
        AttributeResult sensitive = AttributeResult.refused(CKA_PRIVATE_EXPONENT, Ckr.CKR_ATTRIBUTE_SENSITIVE);
        answer(tooLong, unknown, sensitive);
        var three = c.structure(CKA_LABEL, c.buffer(1), 1L, 0x999L, NULL, 0L, CKA_PRIVATE_EXPONENT, NULL, 0L);
        assertThat(query(three, 3)).isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE.code());
        assertThat(lengths(three)).containsOnly(UNAVAILABLE);

        answer(tooLong, unknown);
        var two = c.structure(CKA_LABEL, c.buffer(1), 1L, 0x999L, NULL, 0L);
        assertThat(query(two, 2)).isEqualTo(Ckr.CKR_ATTRIBUTE_TYPE_INVALID.code());
        assertThat(lengths(two)).containsOnly(UNAVAILABLE);
    }

    private long create(MemorySegment template, long count) {
        return c.call("C_CreateObject", 1L, template, count, c.ulong(0));
    }

    @SuppressWarnings("unchecked")
    private List<Attribute> created() {
        return (List<Attribute>) token.onlyCall().arguments().get(1);
    }

    private void answer(AttributeResult... results) {
        token.on("getAttributeValue", _ -> List.of(results));
    }

    private long query(MemorySegment template, long count) {
        return c.call("C_GetAttributeValue", 1L, 2L, template, count);
    }

    /** The ulValueLen of each CK_ATTRIBUTE. */
    private static long[] lengths(MemorySegment template) {
        long[] fields = Memory.ulongs(template);
        return IntStream.range(0, fields.length / 3)
                .mapToLong(i -> fields[3 * i + 2])
                .toArray();
    }
}
