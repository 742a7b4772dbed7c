package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.InitializeArgs;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.Version;

/** Where fields lie, on Unix and on Windows: the offsets here are those that a C compiler gives for the standard's structures. */
class StructureTest {
    private static final Version VERSION = new Version(0x11, 0x22);

    private final MemorySegment memory = Arena.ofAuto().allocate(512, 8).fill((byte) 0xEE);

    @Test
    void ckInfo_onUnix() {
        new GeneralGroup(AbiLayout.UNIX).getInfo(library().cryptoki(), memory);
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 0x22);
        assertThat(text(2, 32)).isEqualTo(padded("maker", 32));
        assertThat(memory.get(ValueLayout.JAVA_LONG, 40)).isEqualTo(0x33);
        assertThat(text(48, 32)).isEqualTo(padded("library", 32));
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 80)).isEqualTo((byte) 0x11);
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 82)).isEqualTo((byte) 0xEE);
    }

    @Test
    void ckInfo_onWindows() {
        new GeneralGroup(AbiLayout.WINDOWS).getInfo(library().cryptoki(), memory);
        assertThat(memory.get(ValueLayout.JAVA_INT_UNALIGNED, 34)).isEqualTo(0x33);
        assertThat(text(38, 32)).isEqualTo(padded("library", 32));
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 71)).isEqualTo((byte) 0x22);
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 72)).isEqualTo((byte) 0xEE);
    }

    @Test
    void ckSlotInfo_onUnixAndWindows() {
        FakeCryptoki fake =
                new FakeCryptoki().on("getSlotInfo", _ -> new SlotInfo("slot", "maker", 7, VERSION, new Version(3, 4)));
        new SlotGroup(AbiLayout.UNIX, true).getSlotInfo(fake.cryptoki(), 0, memory);
        assertThat(text(0, 96)).isEqualTo(padded("slot", 64) + padded("maker", 32));
        assertThat(memory.get(ValueLayout.JAVA_LONG, 96)).isEqualTo(7);
        assertThat(memory.asSlice(104, 5).toArray(ValueLayout.JAVA_BYTE)).containsExactly(0x11, 0x22, 3, 4, 0xEE);

        new SlotGroup(AbiLayout.WINDOWS, true).getSlotInfo(fake.cryptoki(), 0, memory);
        assertThat(memory.asSlice(96, 8).toArray(ValueLayout.JAVA_BYTE)).containsExactly(7, 0, 0, 0, 0x11, 0x22, 3, 4);
    }

    @Test
    void ckTokenInfo_onUnix() {
        new SlotGroup(AbiLayout.UNIX, true).getTokenInfo(token().cryptoki(), 0, memory);
        assertThat(text(0, 96))
                .isEqualTo(padded("label", 32) + padded("maker", 32) + padded("model", 16) + padded("serial", 16));
        assertThat(memory.asSlice(96, 88).toArray(ValueLayout.JAVA_LONG))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, -1, 10, 11);
        assertThat(memory.asSlice(184, 4).toArray(ValueLayout.JAVA_BYTE)).containsExactly(0x11, 0x22, 3, 4);
        assertThat(text(188, 16)).isEqualTo("2026010203040500");
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 204)).isEqualTo((byte) 0xEE);
    }

    @Test
    void ckTokenInfo_onWindows() {
        new SlotGroup(AbiLayout.WINDOWS, true).getTokenInfo(token().cryptoki(), 0, memory);
        assertThat(memory.asSlice(96, 44).toArray(ValueLayout.JAVA_INT))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, -1, 10, 11);
        assertThat(text(144, 16)).isEqualTo("2026010203040500");
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 160)).isEqualTo((byte) 0xEE);
    }

    @Test
    void ckAttribute_onWindows_isPackedAndWidened() {
        memory.set(ValueLayout.JAVA_INT, 100, 0x0102);
        attributeOnWindows(0, Cka.CKA_CLASS, memory.address() + 100, 4);
        attributeOnWindows(16, Cka.CKA_ID, memory.address() + 100, 2);
        List<Attribute> read = CkAttribute.read(AbiLayout.WINDOWS, memory, 2);
        assertThat(read)
                .containsExactly(Attribute.ofUlong(Cka.CKA_CLASS, 0x0102), Attribute.of(Cka.CKA_ID, new byte[] {2, 1}));
        assertThat(NativeValue.toNative(AbiLayout.WINDOWS, read.getFirst())).containsExactly(2, 1, 0, 0);
    }

    @Test
    void ulongOfTheUnixLength_isNotValidOnWindows() {
        attributeOnWindows(0, Cka.CKA_CLASS, memory.address() + 100, 8);
        assertThat(CkAttribute.read(AbiLayout.WINDOWS, memory, 1).getFirst().length())
                .isNotEqualTo(Long.BYTES);
    }

    @Test
    void ckMechanism_onWindows() {
        memory.set(ValueLayout.JAVA_INT, 0, (int) Ckm.CKM_RSA_PKCS_OAEP);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, 4, memory.address() + 100);
        memory.set(ValueLayout.JAVA_INT, 12, 24);
        memory.asSlice(100, 24).fill((byte) 0);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, 100, 0x250);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, 104, 2);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, 108, 1);
        assertThat(MechanismReader.read(AbiLayout.WINDOWS, memory).parameter())
                .usingRecursiveComparison()
                .isEqualTo(new MechanismParameter.RsaPkcsOaep(0x250, 2, 1, new byte[0]));
    }

    @Test
    void initializeArgs_countTheMutexFunctions() {
        FakeCryptoki fake = new FakeCryptoki().accept("initialize");
        memory.asSlice(0, 48).copyFrom(MemorySegment.ofArray(new long[] {1, 0, 1, 0, 2, 1}));
        new GeneralGroup(AbiLayout.UNIX).initialize(fake.cryptoki(), memory);
        assertThat(fake.calls().getFirst().arguments()).containsExactly(new InitializeArgs(2, 2, true));
    }

    @Test
    void noInitializeArgs_areNull() {
        FakeCryptoki fake = new FakeCryptoki().accept("initialize", "finalizeCryptoki");
        GeneralGroup functions = new GeneralGroup(AbiLayout.UNIX);
        functions.initialize(fake.cryptoki(), MemorySegment.NULL);
        functions.finalize(fake.cryptoki(), memory);
        assertThat(fake.calls().get(0).arguments()).containsExactly((Object) null);
        assertThat(fake.calls().get(1).arguments()).containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource({"abc, 'abc '", "abcde, abcd", "香, '香 '", "ab香, 'ab  '", "'', '    '", "abcé, 'abc '"})
    void text_isPaddedWithBlanksAndCutBetweenCharacters(String text, String field) {
        new StructureWriter(AbiLayout.UNIX, memory).text(text, 4);
        assertThat(text(0, 4)).isEqualTo(field);
        assertThat(memory.get(ValueLayout.JAVA_BYTE, 4)).isEqualTo((byte) 0xEE);
    }

    private void attributeOnWindows(long offset, long type, long value, int length) {
        memory.set(ValueLayout.JAVA_INT, offset, (int) type);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset + 4, value);
        memory.set(ValueLayout.JAVA_INT, offset + 12, length);
    }

    private String text(long offset, int length) {
        return new String(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    private static FakeCryptoki library() {
        return new FakeCryptoki().on("getInfo", _ -> new LibraryInfo(VERSION, "maker", 0x33, "library", VERSION));
    }

    private static FakeCryptoki token() {
        byte[] time = "2026010203040500".getBytes(StandardCharsets.US_ASCII);
        return new FakeCryptoki()
                .on(
                        "getTokenInfo",
                        _ -> new TokenInfo(
                                "label",
                                "maker",
                                "model",
                                "serial",
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                -1,
                                10,
                                11,
                                VERSION,
                                new Version(3, 4),
                                time));
    }
}
