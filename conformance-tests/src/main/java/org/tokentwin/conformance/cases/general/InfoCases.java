package org.tokentwin.conformance.cases.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.raw.RawMemory.UNAVAILABLE;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;

/** What CK_INFO, CK_SLOT_INFO and CK_TOKEN_INFO say, as it lies in memory. */
@ExtendWith(ConformanceExtension.class)
class InfoCases {
    private static final byte UNTOUCHED = 0x5A;
    private static final long EFFECTIVELY_INFINITE = 0;

    /** A text of a structure. */
    record TextRow(int number, Structure structure, String field) implements CaseRow {
        @Override
        public String id() {
            return "INFO-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return structure + "." + field + " is UTF-8, with blanks behind it and no other padding";
        }
    }

    /** A structure. */
    record StructureRow(int number, Structure structure) implements CaseRow {
        @Override
        public String id() {
            return "INFO-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return structure + " is filled, and nothing is written behind it";
        }
    }

    @ConformanceCases(section = "3", rows = "texts")
    void text_isPaddedUtf8(TokenUnderTest token, TextRow row) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = bytes(filled(token, row.structure(), arena), row.structure(), row.field());

            assertThat(isUtf8(bytes))
                    .as("bytes %s are UTF-8", new String(bytes, StandardCharsets.ISO_8859_1))
                    .isTrue();
            assertThat(new String(bytes, StandardCharsets.UTF_8).codePoints())
                    .noneMatch(character -> Character.getType(character) == Character.CONTROL);
        }
    }

    @ConformanceCases(section = "3", rows = "structures")
    void structure_endsWhereItEnds(TokenUnderTest token, StructureRow row) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = filled(token, row.structure(), arena);
            long size = row.structure().size(DataModel.host());

            assertThat(place.asSlice(size).toArray(ValueLayout.JAVA_BYTE)).containsOnly(UNTOUCHED);
        }
    }

    @ConformanceCase(
            id = "INFO-021",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "The time of a token with a clock is 16 digits, the last two of them 00")
    void time_isToldByAClock(TokenUnderTest token) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = filled(token, Structure.CK_TOKEN_INFO, arena);
            String time = new String(bytes(info, Structure.CK_TOKEN_INFO, "utcTime"), StandardCharsets.ISO_8859_1);
            NotApplicable.unless((number(info, "flags") & Ckf.CKF_CLOCK_ON_TOKEN) != 0, "the token has no clock");

            assertThat(time).matches("[0-9]{14}00");
        }
    }

    @ConformanceCase(
            id = "INFO-022",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "No more memory is free than there is")
    void memory_isNoMoreThanThereIs(TokenUnderTest token) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = filled(token, Structure.CK_TOKEN_INFO, arena);

            assertNoMore(number(info, "ulFreePublicMemory"), number(info, "ulTotalPublicMemory"));
            assertNoMore(number(info, "ulFreePrivateMemory"), number(info, "ulTotalPrivateMemory"));
        }
    }

    @ConformanceCase(
            id = "INFO-023",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "No more sessions are open than may be, and the read-write ones are among them")
    void sessions_areNoMoreThanMayBe(TokenUnderTest token) throws Exception {
        token.openReadOnly();
        token.openReadWrite();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = filled(token, Structure.CK_TOKEN_INFO, arena);
            long most = number(info, "ulMaxSessionCount");
            long mostReadWrite = number(info, "ulMaxRwSessionCount");
            long all = number(info, "ulSessionCount");
            long readWrite = number(info, "ulRwSessionCount");

            assertNoMore(all, most == EFFECTIVELY_INFINITE ? UNAVAILABLE : most);
            assertNoMore(readWrite, mostReadWrite == EFFECTIVELY_INFINITE ? UNAVAILABLE : mostReadWrite);
            assertNoMore(readWrite, all);
        }
    }

    @ConformanceCase(
            id = "INFO-024",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "The shortest PIN is not longer than the longest")
    void pinLengths_areInOrder(TokenUnderTest token) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = filled(token, Structure.CK_TOKEN_INFO, arena);

            assertThat(number(info, "ulMinPinLen")).isLessThanOrEqualTo(number(info, "ulMaxPinLen"));
        }
    }

    static List<TextRow> texts() {
        return List.of(
                new TextRow(1, Structure.CK_INFO, "manufacturerID"),
                new TextRow(2, Structure.CK_INFO, "libraryDescription"),
                new TextRow(3, Structure.CK_SLOT_INFO, "slotDescription"),
                new TextRow(4, Structure.CK_SLOT_INFO, "manufacturerID"),
                new TextRow(5, Structure.CK_TOKEN_INFO, "label"),
                new TextRow(6, Structure.CK_TOKEN_INFO, "manufacturerID"),
                new TextRow(7, Structure.CK_TOKEN_INFO, "model"),
                new TextRow(8, Structure.CK_TOKEN_INFO, "serialNumber"));
    }

    static List<StructureRow> structures() {
        return List.of(
                new StructureRow(11, Structure.CK_INFO),
                new StructureRow(12, Structure.CK_SLOT_INFO),
                new StructureRow(13, Structure.CK_TOKEN_INFO),
                new StructureRow(14, Structure.CK_SESSION_INFO));
    }

    /** The structure, and room behind it. */
    private static MemorySegment filled(TokenUnderTest token, Structure structure, Arena arena) throws PKCS11Exception {
        MemorySegment place = new RawMemory(arena).block().fill(UNTOUCHED);
        switch (structure) {
            case CK_INFO -> token.raw().call(CryptokiFunction.C_GetInfo, place);
            case CK_SLOT_INFO -> token.raw().call(CryptokiFunction.C_GetSlotInfo, token.slot(), place);
            case CK_TOKEN_INFO -> token.raw().call(CryptokiFunction.C_GetTokenInfo, token.slot(), place);
            case CK_SESSION_INFO -> token.raw().call(CryptokiFunction.C_GetSessionInfo, token.openReadOnly(), place);
            default -> throw new IllegalArgumentException(structure.toString());
        }
        return place;
    }

    private static byte[] bytes(MemorySegment place, Structure structure, String field) {
        int length = structure.field(field).count();
        return place.asSlice(structure.offset(field, DataModel.host()), length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static long number(MemorySegment info, String field) {
        return RawMemory.ulongAt(info.asSlice(Structure.CK_TOKEN_INFO.offset(field, DataModel.host())));
    }

    private static void assertNoMore(long part, long whole) {
        if (part != UNAVAILABLE && whole != UNAVAILABLE) {
            assertThat(part).isBetween(0L, whole);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
