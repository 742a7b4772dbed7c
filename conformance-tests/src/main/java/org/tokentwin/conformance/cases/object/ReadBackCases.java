package org.tokentwin.conformance.cases.object;

import static org.assertj.core.api.Assertions.assertThat;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What is written into an object is what is read from it and what finds it, to the last byte, however it came there. */
@ExtendWith(ConformanceExtension.class)
class ReadBackCases {
    private static final byte[] FALSE = {0};

    /** An attribute, as its bytes are. */
    private static final class Written {
        private final long type;
        private final byte[] value;

        Written(long type, byte[] value) {
            this.type = type;
            this.value = value;
        }

        long type() {
            return type;
        }

        byte[] value() {
            return value;
        }
    }

    /** A kind of object that a session can make, without the attribute that a case writes. */
    private enum Kind {
        DATA(1, Cko.CKO_DATA) {
            @Override
            List<Written> rest() {
                return List.of();
            }
        },
        RSA_PUBLIC_KEY(2, Cko.CKO_PUBLIC_KEY) {
            @Override
            List<Written> rest() {
                return List.of(
                        new Written(Cka.CKA_KEY_TYPE, ulong(Ckk.CKK_RSA)),
                        new Written(
                                Cka.CKA_MODULUS,
                                BigIntegers.asUnsignedByteArray(
                                        SoftwareKeys.rsaPublic().getModulus())),
                        new Written(Cka.CKA_PUBLIC_EXPONENT, new byte[] {1, 0, 1}));
            }
        },
        SECRET_KEY(3, Cko.CKO_SECRET_KEY) {
            @Override
            List<Written> rest() {
                return List.of(
                        new Written(Cka.CKA_KEY_TYPE, ulong(Ckk.CKK_GENERIC_SECRET)),
                        new Written(Cka.CKA_SENSITIVE, FALSE),
                        new Written(Cka.CKA_VALUE, new byte[16]));
            }
        };

        private final int number;
        private final long type;

        Kind(int number, long type) {
            this.number = number;
            this.type = type;
        }

        abstract List<Written> rest();
    }

    /** How the value comes to the object. */
    private enum Path {
        CREATED(1, "created with it"),
        CHANGED(2, "changed to it"),
        COPIED(3, "copied with it");

        private final int number;
        private final String text;

        Path(int number, String text) {
            this.number = number;
            this.text = text;
        }
    }

    /** A value of an attribute. */
    private record Value(int number, String text, Written written) {}

    /** One value in one kind of object by one path. */
    record Row(Kind kind, Path path, Value value) implements CaseRow {
        @Override
        public String id() {
            return "READBACK-%d%d%02d".formatted(kind.number, path.number, value.number());
        }

        @Override
        public String requirement() {
            return "%s of a %s object that was %s: %s is read and found as it was written"
                    .formatted(Cka.name(value.written().type()), kind, path.text, value.text());
        }
    }

    @ConformanceCases(section = "5.7 C_GetAttributeValue", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void value_isReadAsWritten(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        Written written = row.value().written();
        try (Arena arena = Arena.ofConfined()) {
            Calls calls = new Calls(token, session, new RawMemory(arena));
            long object = Preparation.of("the token makes no such object", () -> made(calls, row, written));

            assertThat(calls.read(object, written.type())).isEqualTo(written.value());
            assertThat(calls.find(written, new Written(Cka.CKA_CLASS, ulong(row.kind().type))))
                    .contains(object);
        }
    }

    private static long made(Calls calls, Row row, Written written) throws PKCS11Exception {
        if (row.path() == Path.CREATED) {
            return calls.create(row.kind(), written);
        }
        long object = calls.create(row.kind(), new Written(written.type(), before(written.type())));
        if (row.path() == Path.COPIED) {
            return calls.copy(object, written);
        }
        calls.change(object, written);
        return object;
    }

    /** Another value that the attribute can have. */
    private static byte[] before(long type) {
        return AttributeKind.of(type) == AttributeKind.DATE ? text("20200101") : new byte[] {0x41};
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Path path : Path.values()) {
                for (Value value : values(kind)) {
                    rows.add(new Row(kind, path, value));
                }
            }
        }
        return rows;
    }

    private static List<Value> values(Kind kind) {
        List<Value> values = new ArrayList<>(List.of(
                value(1, Cka.CKA_LABEL, "200 letters", text("l".repeat(200))),
                value(2, Cka.CKA_LABEL, "Chinese and an emoji", text("陳大文 \uD83D\uDD11")),
                value(3, Cka.CKA_LABEL, "an empty value", new byte[0])));
        if (kind == Kind.DATA) {
            values.add(value(11, Cka.CKA_APPLICATION, "200 letters", text("a".repeat(200))));
            values.add(value(12, Cka.CKA_VALUE, "2,000 bytes", filled(2000)));
            values.add(value(13, Cka.CKA_VALUE, "an empty value", new byte[0]));
            values.add(value(14, Cka.CKA_VALUE, "zeros", new byte[20]));
            values.add(value(15, Cka.CKA_OBJECT_ID, "an object identifier", new byte[] {6, 3, 42, 3, 4}));
        } else {
            values.add(value(21, Cka.CKA_ID, "100 bytes", filled(100)));
            values.add(value(22, Cka.CKA_ID, "zeros", new byte[20]));
            values.add(value(23, Cka.CKA_ID, "an empty value", new byte[0]));
            values.add(value(24, Cka.CKA_START_DATE, "a date", text("20270131")));
            values.add(value(25, Cka.CKA_END_DATE, "an empty value", new byte[0]));
        }
        if (kind == Kind.RSA_PUBLIC_KEY) {
            values.add(value(31, Cka.CKA_SUBJECT, "a name", new byte[] {0x30, 0}));
        }
        return values;
    }

    private static Value value(int number, long type, String text, byte[] bytes) {
        return new Value(number, text, new Written(type, bytes));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Every byte there is, again and again. */
    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (255 - i);
        }
        return bytes;
    }

    private static byte[] ulong(long value) {
        try (Arena arena = Arena.ofConfined()) {
            return new RawMemory(arena)
                    .ulong(value)
                    .asSlice(0, RawMemory.ULONG_BYTES)
                    .toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** Calls without the wrapper, which turns some empty values into null pointers and knows no text outside of its own. */
    private record Calls(TokenUnderTest token, long session, RawMemory memory) {
        long create(Kind kind, Written written) throws PKCS11Exception {
            List<Written> all = new ArrayList<>(List.of(
                    new Written(Cka.CKA_CLASS, ulong(kind.type)),
                    new Written(Cka.CKA_TOKEN, FALSE),
                    new Written(Cka.CKA_PRIVATE, FALSE)));
            all.addAll(kind.rest());
            all.removeIf(each -> each.type() == written.type());
            all.add(written);
            MemorySegment handle = memory.block();
            token.raw().call(CryptokiFunction.C_CreateObject, session, template(all), (long) all.size(), handle);
            return RawMemory.ulongAt(handle);
        }

        long copy(long object, Written written) throws PKCS11Exception {
            MemorySegment handle = memory.block();
            token.raw().call(CryptokiFunction.C_CopyObject, session, object, template(List.of(written)), 1L, handle);
            return RawMemory.ulongAt(handle);
        }

        void change(long object, Written written) throws PKCS11Exception {
            token.raw().call(CryptokiFunction.C_SetAttributeValue, session, object, template(List.of(written)), 1L);
        }

        byte[] read(long object, long type) throws PKCS11Exception {
            MemorySegment asked = memory.attribute(type, RawMemory.NULL, 0);
            token.raw().call(CryptokiFunction.C_GetAttributeValue, session, object, asked, 1L);
            long length = RawMemory.lengthOf(asked);
            MemorySegment place = memory.block(length);
            MemorySegment filled = memory.attribute(type, place, length);
            token.raw().call(CryptokiFunction.C_GetAttributeValue, session, object, filled, 1L);
            assertThat(RawMemory.lengthOf(filled)).isEqualTo(length);
            return place.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        }

        List<Long> find(Written... written) throws PKCS11Exception {
            MemorySegment wanted = template(Arrays.asList(written));
            token.raw().call(CryptokiFunction.C_FindObjectsInit, session, wanted, (long) written.length);
            List<Long> found = new ArrayList<>();
            MemorySegment handle = memory.block();
            MemorySegment count = memory.ulong(0);
            do {
                token.raw().call(CryptokiFunction.C_FindObjects, session, handle, 1L, count);
                if (RawMemory.ulongAt(count) > 0) {
                    found.add(RawMemory.ulongAt(handle));
                }
            } while (RawMemory.ulongAt(count) > 0 && found.size() < 1000);
            token.raw().call(CryptokiFunction.C_FindObjectsFinal, session);
            return found;
        }

        private MemorySegment template(List<Written> written) {
            return memory.attributes(written.stream()
                    .map(each -> memory.attribute(each.type(), each.value()))
                    .toArray(MemorySegment[]::new));
        }
    }
}
