package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Cka.CKA_ALLOWED_MECHANISMS;
import static org.tokentwin.cryptoki.Cka.CKA_CLASS;
import static org.tokentwin.cryptoki.Cka.CKA_DERIVE_TEMPLATE;
import static org.tokentwin.cryptoki.Cka.CKA_EXTRACTABLE;
import static org.tokentwin.cryptoki.Cka.CKA_ID;
import static org.tokentwin.cryptoki.Cka.CKA_LABEL;
import static org.tokentwin.cryptoki.Cka.CKA_MODULUS;
import static org.tokentwin.cryptoki.Cka.CKA_PRIVATE_EXPONENT;
import static org.tokentwin.cryptoki.Cka.CKA_START_DATE;
import static org.tokentwin.cryptoki.Cka.CKA_UNWRAP_TEMPLATE;
import static org.tokentwin.cryptoki.Cka.CKA_WRAP_TEMPLATE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.NestedTemplate;

/** {@code CK_ATTRIBUTE} templates in both directions, for a program in this process and for one in another. */
@ParameterizedClass
@EnumSource
class AttributeTemplateTest {
    private static final long UNAVAILABLE = -1;
    private static final MemorySegment NULL = NativePkcs11.NULL;
    private static final Attribute DERIVE_NOTHING = NestedTemplate.of(CKA_DERIVE_TEMPLATE, List.of());

    private final LoadedFake token;
    private final NativePkcs11 c;

    AttributeTemplateTest(Way way) {
        token = new LoadedFake(way).on("createObject", _ -> 1L);
        c = token.c;
    }

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
    void attributeThatIsATemplate_isReadWithWhatItsPointersPointTo() {
        var innermost = c.structure(CKA_CLASS, c.ulong(4), 8L);
        var inner = c.structure(
                CKA_EXTRACTABLE, c.bytes((byte) 1), 1L, CKA_UNWRAP_TEMPLATE, innermost, 24L, CKA_LABEL, NULL, 0L);
        var template = c.structure(
                CKA_WRAP_TEMPLATE, inner, 72L, CKA_ID, c.bytes((byte) 7), 1L, CKA_DERIVE_TEMPLATE, NULL, 0L);

        assertThat(create(template, 3)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(created()).containsExactly(wrapTemplate(), Attribute.of(CKA_ID, new byte[] {7}), DERIVE_NOTHING);
    }

    private static Attribute wrapTemplate() {
        return NestedTemplate.of(
                CKA_WRAP_TEMPLATE,
                List.of(
                        Attribute.ofBoolean(CKA_EXTRACTABLE, true),
                        NestedTemplate.of(CKA_UNWRAP_TEMPLATE, List.of(Attribute.ofUlong(CKA_CLASS, 4))),
                        Attribute.ofString(CKA_LABEL, "")));
    }

    /** No whole number of attributes, more than any object holds, and a null pointer. */
    @ParameterizedTest
    @CsvSource({
        "23, CKR_ATTRIBUTE_VALUE_INVALID",
        "25, CKR_ATTRIBUTE_VALUE_INVALID",
        "2400000, CKR_ATTRIBUTE_VALUE_INVALID",
        "-1, CKR_ARGUMENTS_BAD",
        "2147483648, CKR_ARGUMENTS_BAD"
    })
    void lengthThatNoTemplateHas_isRefusedWithoutReading(long length, Ckr result) {
        var inner = c.structure(CKA_LABEL, NULL, 0L);
        assertThat(create(c.structure(CKA_WRAP_TEMPLATE, inner, length), 1)).isEqualTo(result.code());
        assertThat(create(c.structure(CKA_WRAP_TEMPLATE, NULL, length), 1)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        assertThat(token.cryptoki.calls()).isEmpty();
    }

    @Test
    void templateThatContainsItself_isRefused() {
        var inner = c.structure(CKA_WRAP_TEMPLATE, NULL, 48L, CKA_WRAP_TEMPLATE, NULL, 48L);
        inner.set(ADDRESS, 8, inner);
        inner.set(ADDRESS, 32, inner);
        assertThat(create(inner, 2)).isEqualTo(Ckr.CKR_ATTRIBUTE_VALUE_INVALID.code());
        assertThat(token.cryptoki.calls()).isEmpty();
    }

    @Test
    void templateInFourTemplates_isReadAndInFiveRefused() {
        var template = c.structure(CKA_LABEL, NULL, 0L);
        for (int depth = 1; depth <= 4; depth++) {
            template = c.structure(CKA_WRAP_TEMPLATE, template, 24L);
        }
        assertThat(create(template, 1)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(create(c.structure(CKA_WRAP_TEMPLATE, template, 24L), 1))
                .isEqualTo(Ckr.CKR_ATTRIBUTE_VALUE_INVALID.code());
    }

    @Test
    void valueInATemplateThatIsTooLong_isRefusedWithoutReading() {
        var inner = c.structure(CKA_LABEL, c.bytes((byte) 1), 1L << 20);
        assertThat(create(c.structure(CKA_WRAP_TEMPLATE, inner, 24L), 1))
                .isEqualTo(Ckr.CKR_ATTRIBUTE_VALUE_INVALID.code());
        var nothing = c.structure(CKA_LABEL, NULL, 1L);
        assertThat(create(c.structure(CKA_WRAP_TEMPLATE, nothing, 24L), 1)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    @Test
    void queriedTemplate_isWrittenIntoTheRoomsOfItsAttributes() {
        answer(AttributeResult.of(wrapTemplate()));
        var innermost = c.structure(0L, c.buffer(8), 8L);
        var extractable = c.buffer(1);
        var inner = c.structure(0L, extractable, 1L, CKA_UNWRAP_TEMPLATE, innermost, 24L, 9L, NULL, 5L, 9L, NULL, 5L);
        var template = c.structure(CKA_WRAP_TEMPLATE, inner, 96L);

        assertThat(query(template, 1)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(lengths(template)).containsExactly(72);
        assertThat(lengths(inner)).containsExactly(1, 24, 0, 5);
        assertThat(types(inner)).containsExactly(CKA_EXTRACTABLE, CKA_UNWRAP_TEMPLATE, CKA_LABEL, 9);
        assertThat(Memory.bytes(extractable)).containsExactly(1);
        assertThat(types(innermost)).containsExactly(CKA_CLASS);
        assertThat(lengths(innermost)).containsExactly(8);
        assertThat(Memory.ulong(innermost.get(ADDRESS, 8).reinterpret(8))).isEqualTo(4);
    }

    @Test
    void queriedTemplateWithoutRooms_isToldItsLength() {
        answer(AttributeResult.of(wrapTemplate()));
        var template = c.structure(CKA_WRAP_TEMPLATE, NULL, 0L);
        assertThat(query(template, 1)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(lengths(template)).containsExactly(72);
    }

    @Test
    void queriedTemplateWithNullRooms_isToldTheLengthOfEach() {
        answer(AttributeResult.of(wrapTemplate()));
        var inner = c.structure(0L, NULL, 0L, 0L, NULL, 0L, 0L, NULL, 7L);
        assertThat(query(c.structure(CKA_WRAP_TEMPLATE, inner, 72L), 1)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(types(inner)).containsExactly(CKA_EXTRACTABLE, CKA_UNWRAP_TEMPLATE, CKA_LABEL);
        assertThat(lengths(inner)).containsExactly(1, 24, 0);
    }

    @Test
    void queriedTemplateWithOneRoomTooSmall_fillsTheOthers() {
        answer(AttributeResult.of(NestedTemplate.of(
                CKA_WRAP_TEMPLATE, List.of(Attribute.ofString(CKA_LABEL, "abc"), Attribute.ofString(CKA_ID, "d")))));
        var label = c.buffer(2);
        var id = c.buffer(1);
        var inner = c.structure(0L, label, 2L, 0L, id, 1L);
        var template = c.structure(CKA_WRAP_TEMPLATE, inner, 48L);

        assertThat(query(template, 1)).isEqualTo(Ckr.CKR_BUFFER_TOO_SMALL.code());
        assertThat(lengths(template)).containsExactly(48);
        assertThat(lengths(inner)).containsExactly(UNAVAILABLE, 1);
        assertThat(Memory.bytes(label)).containsOnly(0xEE);
        assertThat(Memory.bytes(id)).containsExactly('d');
    }

    @Test
    void queriedTemplateWithTooFewRooms_isMarkedAndNotWritten() {
        answer(AttributeResult.of(wrapTemplate()));
        var inner = c.structure(3L, c.buffer(8), 8L);
        var template = c.structure(CKA_WRAP_TEMPLATE, inner, 24L);
        assertThat(query(template, 1)).isEqualTo(Ckr.CKR_BUFFER_TOO_SMALL.code());
        assertThat(lengths(template)).containsExactly(UNAVAILABLE);
        assertThat(types(inner)).containsExactly(3);
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

    /** The type of each CK_ATTRIBUTE. */
    private static long[] types(MemorySegment template) {
        long[] fields = Memory.ulongs(template);
        return IntStream.range(0, fields.length / 3)
                .mapToLong(i -> fields[3 * i])
                .toArray();
    }

    /** The ulValueLen of each CK_ATTRIBUTE. */
    private static long[] lengths(MemorySegment template) {
        long[] fields = Memory.ulongs(template);
        return IntStream.range(0, fields.length / 3)
                .mapToLong(i -> fields[3 * i + 2])
                .toArray();
    }
}
