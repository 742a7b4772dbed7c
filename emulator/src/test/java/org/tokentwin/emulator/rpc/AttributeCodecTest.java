package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeRoom;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.NestedTemplate;

class AttributeCodecTest {
    private static final int ANSWER_HEAD =
            RpcWriter.answering(RpcCall.C_GET_ATTRIBUTE_VALUE).body().length;

    private static final Attribute TEMPLATE = NestedTemplate.of(
            Cka.CKA_UNWRAP_TEMPLATE,
            List.of(
                    Attribute.ofBoolean(Cka.CKA_SENSITIVE, true),
                    NestedTemplate.of(Cka.CKA_WRAP_TEMPLATE, List.of(Attribute.ofString(Cka.CKA_LABEL, "x")))));

    @Test
    void ulong_isEightBytes() {
        RpcReader in = value(Cka.CKA_CLASS, 8).ulong(Cko.CKO_PRIVATE_KEY).reader();

        assertThat(AttributeCodec.read(in, 0)).isEqualTo(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY));
        in.requireEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 7, 9, 16, -1})
    void ulongOfAnotherLength_isNoUlong(int length) {
        RpcReader in = value(Cka.CKA_CLASS, length).ulong(1).reader();

        Attribute read = AttributeCodec.read(in, 0);
        assertRefused(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, read::asUlong);
        in.requireEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 8, -1})
    void booleanOfAnotherLength_isNoBoolean(int length) {
        RpcReader in = value(Cka.CKA_TOKEN, length).uint8(1).reader();

        Attribute read = AttributeCodec.read(in, 0);
        assertRefused(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, read::asBoolean);
        in.requireEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9, 15, 17})
    void mechanismsOfAnotherLength_areNoWholeNumber(int length) {
        RpcReader in = value(Cka.CKA_ALLOWED_MECHANISMS, length)
                .uint32(2)
                .ulong(1)
                .ulong(2)
                .reader();

        assertThat(AttributeCodec.read(in, 0).length() % Long.BYTES).isNotZero();
        in.requireEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 9})
    void dateOfAnotherLength_isNoDate(int length) {
        RpcReader in = value(Cka.CKA_START_DATE, length).nullPointer().reader();

        assertThat(AttributeCodec.read(in, 0).length()).isNotIn(0, 8);
        in.requireEnd();
    }

    @ParameterizedTest
    @ValueSource(longs = {Cka.CKA_LABEL, Cka.CKA_DESTROYABLE, Cka.CKA_NAME_HASH_ALGORITHM})
    void nullPointerWithALength_isABadArgument(long type) {
        assertRefused(
                Ckr.CKR_ARGUMENTS_BAD,
                () -> AttributeCodec.read(value(type, 8).nullPointer().reader(), 0));
    }

    @Test
    void lengthThatIsUnavailable_isABadArgument() {
        RpcReader in = new Body().uint32((int) Cka.CKA_LABEL).uint8(0).reader();

        assertRefused(Ckr.CKR_ARGUMENTS_BAD, () -> AttributeCodec.read(in, 0));
    }

    @Test
    void bytesThatAreNotAsLongAsTheySay_breakTheProtocol() {
        RpcReader in = value(Cka.CKA_LABEL, 4).counted((byte) 'x').reader();

        assertThatThrownBy(() -> AttributeCodec.read(in, 0)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void boolean_isOneByte() {
        RpcReader in = value(Cka.CKA_TOKEN, 1).uint8(1).reader();

        assertThat(AttributeCodec.read(in, 0)).isEqualTo(Attribute.ofBoolean(Cka.CKA_TOKEN, true));
        in.requireEnd();
    }

    @Test
    void nullPointer_isNoBytes() {
        RpcReader in = value(Cka.CKA_ID, 0).nullPointer().reader();

        assertThat(AttributeCodec.read(in, 0)).isEqualTo(Attribute.of(Cka.CKA_ID, new byte[0]));
        in.requireEnd();
    }

    @Test
    void mechanisms_areCounted() {
        RpcReader in = value(Cka.CKA_ALLOWED_MECHANISMS, 16)
                .uint32(2)
                .ulong(Ckm.CKM_RSA_PKCS)
                .ulong(Ckm.CKM_SHA256_RSA_PKCS)
                .reader();

        assertThat(AttributeCodec.read(in, 0).value())
                .isEqualTo(ByteBuffer.allocate(16)
                        .putLong(Ckm.CKM_RSA_PKCS)
                        .putLong(Ckm.CKM_SHA256_RSA_PKCS)
                        .array());
        in.requireEnd();
    }

    @Test
    void tooManyMechanisms_breakTheProtocol() {
        RpcReader in =
                value(Cka.CKA_ALLOWED_MECHANISMS, 16).uint32(Integer.MAX_VALUE).reader();

        assertThatThrownBy(() -> AttributeCodec.read(in, 0)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest(name = "CKA 0x{0}")
    @ValueSource(strings = {"200", "301", "302", "405"})
    void booleanThatTheTokenDoesNotHave_keepsItsPlace(String type) {
        RpcReader in = value(Long.parseLong(type, 16), 1).uint8(1).ulong(42).reader();

        AttributeCodec.read(in, 0);
        assertThat(in.ulong()).isEqualTo(42);
    }

    @ParameterizedTest(name = "CKA 0x{0}")
    @ValueSource(strings = {"133", "134", "160", "201", "400", "401", "402", "403", "404", "406", "500"})
    void ulongThatTheTokenDoesNotHave_keepsItsPlace(String type) {
        RpcReader in = value(Long.parseLong(type, 16), 8).ulong(1).ulong(42).reader();

        AttributeCodec.read(in, 0);
        assertThat(in.ulong()).isEqualTo(42);
    }

    @Test
    void nameHashAlgorithm_crossesAsItLiesInMemory() {
        byte[] inMemory = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(Ckm.CKM_SHA_1)
                .array();
        Attribute attribute = Attribute.ofUlong(Cka.CKA_NAME_HASH_ALGORITHM, Ckm.CKM_SHA_1);
        byte[] wire = value(Cka.CKA_NAME_HASH_ALGORITHM, 8).counted(inMemory).bytes();

        assertThat(AttributeCodec.read(new RpcReader(wire, MechanismForm.PRESENCE_BYTE), 0))
                .isEqualTo(attribute);
        assertThat(written(attribute)).isEqualTo(wire);
    }

    @Test
    void destroyable_crossesAsBytes() {
        Attribute attribute = Attribute.ofBoolean(Cka.CKA_DESTROYABLE, true);
        byte[] wire = value(Cka.CKA_DESTROYABLE, 1).counted((byte) 1).bytes();

        assertThat(AttributeCodec.read(new RpcReader(wire, MechanismForm.PRESENCE_BYTE), 0))
                .isEqualTo(attribute);
        assertThat(written(attribute)).isEqualTo(wire);
    }

    @Test
    void writtenAttributes_areReadAgain() {
        for (Attribute attribute : List.of(
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, 3),
                Attribute.ofBoolean(Cka.CKA_SIGN, true),
                Attribute.ofString(Cka.CKA_LABEL, "鍵"),
                Attribute.of(Cka.CKA_START_DATE, "20250131".getBytes(StandardCharsets.US_ASCII)),
                Attribute.of(Cka.CKA_END_DATE, new byte[0]),
                TEMPLATE,
                Attribute.of(Cka.CKA_ALLOWED_MECHANISMS, new byte[16]))) {
            RpcReader in = new RpcReader(written(attribute), MechanismForm.PRESENCE_BYTE);

            assertThat(AttributeCodec.read(in, 0)).isEqualTo(attribute);
            in.requireEnd();
        }
    }

    @Test
    void templateInATemplate_isItsAttributes() {
        RpcReader in = value(Cka.CKA_UNWRAP_TEMPLATE, 48)
                .uint32(2)
                .uint32((int) Cka.CKA_SENSITIVE)
                .uint8(1)
                .uint32(1)
                .uint8(1)
                .uint32((int) Cka.CKA_WRAP_TEMPLATE)
                .uint8(1)
                .uint32(24)
                .uint32(1)
                .uint32((int) Cka.CKA_LABEL)
                .uint8(1)
                .uint32(1)
                .counted((byte) 'x')
                .reader();

        assertThat(AttributeCodec.read(in, 0)).isEqualTo(TEMPLATE);
        in.requireEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 25, 48})
    void templateOfAnotherLength_isNoTemplate(int length) {
        RpcReader in = value(Cka.CKA_WRAP_TEMPLATE, length)
                .uint32(1)
                .uint32((int) Cka.CKA_SENSITIVE)
                .uint8(1)
                .uint32(1)
                .uint8(1)
                .reader();

        Attribute read = AttributeCodec.read(in, 0);
        assertRefused(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> NestedTemplate.attributes(read));
        in.requireEnd();
    }

    @Test
    void nullPointerForATemplate_isABadArgument() {
        RpcReader in = value(Cka.CKA_WRAP_TEMPLATE, 24).uint32(0).reader();

        assertRefused(Ckr.CKR_ARGUMENTS_BAD, () -> AttributeCodec.read(in, 0));
    }

    @Test
    void templatesTooDeepForAnyObject_areNoTemplate_andThoseWithoutEndBreakTheProtocol() {
        Attribute read = AttributeCodec.read(nested(5), 0);
        assertRefused(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> {
            List<Attribute> inner = List.of(read);
            while (!inner.isEmpty()) {
                inner = NestedTemplate.attributes(inner.getFirst());
            }
        });

        assertThatThrownBy(() -> AttributeCodec.read(nested(100), 0)).isInstanceOf(ProtocolException.class);
    }

    private static RpcReader nested(int depth) {
        Body body = new Body();
        for (int i = 0; i < depth; i++) {
            body.uint32((int) Cka.CKA_WRAP_TEMPLATE).uint8(1).uint32(24).uint32(1);
        }
        return body.uint32((int) Cka.CKA_WRAP_TEMPLATE)
                .uint8(1)
                .uint32(0)
                .uint32(0)
                .reader();
    }

    /** p11-kit's client copies what it is sent into the rooms as they are. */
    @Test
    void attributeOfATemplateWithTooLittleRoom_isNotSent() {
        TemplateRoom noLabel = new TemplateRoom(Cka.CKA_WRAP_TEMPLATE, 24, List.of());

        assertThat(written(TEMPLATE, room(1, noLabel)))
                .isEqualTo(value(Cka.CKA_UNWRAP_TEMPLATE, 48)
                        .uint32(2)
                        .uint32((int) Cka.CKA_SENSITIVE)
                        .uint8(1)
                        .uint32(1)
                        .uint8(1)
                        .uint32((int) Cka.CKA_WRAP_TEMPLATE)
                        .uint8(0)
                        .bytes());
    }

    /** Where the client asks for a length, it reads the number of attributes and no attribute. */
    @Test
    void templateWhoseLengthIsAsked_hasNoAttributes() {
        assertThat(written(TEMPLATE, new TemplateRoom(Cka.CKA_UNWRAP_TEMPLATE, 0, List.of())))
                .isEqualTo(value(Cka.CKA_UNWRAP_TEMPLATE, 48).uint32(0).bytes());
        assertThat(written(TEMPLATE, room(0, new TemplateRoom(Cka.CKA_WRAP_TEMPLATE, 0, List.of()))))
                .isEqualTo(value(Cka.CKA_UNWRAP_TEMPLATE, 48)
                        .uint32(2)
                        .uint32((int) Cka.CKA_SENSITIVE)
                        .uint8(1)
                        .uint32(1)
                        .uint8(1)
                        .uint32((int) Cka.CKA_WRAP_TEMPLATE)
                        .uint8(1)
                        .uint32(24)
                        .uint32(0)
                        .bytes());
    }

    private static TemplateRoom room(int forBoolean, TemplateRoom forTemplate) {
        return new TemplateRoom(
                Cka.CKA_UNWRAP_TEMPLATE,
                48,
                List.of(new TemplateRoom(Cka.CKA_SENSITIVE, forBoolean, List.of()), forTemplate));
    }

    @Test
    void roomForATemplate_hasTheRoomsOfItsAttributesBehindIt() {
        RpcReader in = new Body()
                .uint32(2)
                .uint32((int) Cka.CKA_WRAP_TEMPLATE)
                .uint32(24)
                .uint32(1)
                .uint32((int) Cka.CKA_LABEL)
                .uint32(32)
                .uint32((int) Cka.CKA_ID)
                .uint32(20)
                .reader();

        assertThat(in.attributeRooms())
                .containsExactly(
                        new AttributeRoom(
                                Cka.CKA_WRAP_TEMPLATE,
                                false,
                                24,
                                List.of(new TemplateRoom(Cka.CKA_LABEL, 32, List.of()))),
                        AttributeRoom.of(Cka.CKA_ID, 20));
        in.requireEnd();
    }

    @Test
    void roomForATemplateOfAnOlderClient_standsAlone() {
        RpcReader in = new Body()
                .uint32(2)
                .uint32((int) Cka.CKA_WRAP_TEMPLATE)
                .uint32(24)
                .uint32((int) Cka.CKA_ID)
                .uint32(20)
                .reader();

        assertThat(in.attributeRooms())
                .containsExactly(AttributeRoom.of(Cka.CKA_WRAP_TEMPLATE, 24), AttributeRoom.of(Cka.CKA_ID, 20));
        in.requireEnd();
    }

    @Test
    void endlessTemplates_breakTheProtocol() {
        Body body = new Body();
        for (int depth = 0; depth < 100; depth++) {
            body.uint32(1).uint32((int) Cka.CKA_WRAP_TEMPLATE).uint32(24);
        }
        RpcReader in = body.reader();

        assertThatThrownBy(in::attributeRooms).isInstanceOf(ProtocolException.class);
    }

    private static void assertRefused(Ckr ckr, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CryptokiException.class, e -> assertThat(e.ckr()).isEqualTo(ckr));
    }

    private static Body value(long type, int length) {
        return new Body().uint32((int) type).uint8(1).uint32(length);
    }

    /** With room for everything. */
    private static byte[] written(Attribute attribute) {
        return written(attribute, roomFor(attribute));
    }

    private static TemplateRoom roomFor(Attribute attribute) {
        boolean template = AttributeKind.of(attribute.type()) == AttributeKind.TEMPLATE;
        return new TemplateRoom(
                attribute.type(),
                100,
                template
                        ? NestedTemplate.attributes(attribute).stream()
                                .map(AttributeCodecTest::roomFor)
                                .toList()
                        : List.of());
    }

    private static byte[] written(Attribute attribute, TemplateRoom room) {
        RpcWriter out = RpcWriter.answering(RpcCall.C_GET_ATTRIBUTE_VALUE);
        AttributeCodec.write(out, attribute, room);
        byte[] body = out.body();
        return Arrays.copyOfRange(body, ANSWER_HEAD, body.length);
    }
}
