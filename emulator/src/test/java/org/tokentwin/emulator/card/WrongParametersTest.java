package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every instruction, with every P1-P2, with and without data: ISO/IEC 7816-4 section 5.6 says what is wrong. */
@Tag("devices")
class WrongParametersTest {
    private static final int ALL = 0x10000;
    private static final HexFormat HEX = HexFormat.of();
    private static final Set<Integer> INSTRUCTIONS = Set.of(
            0x20, 0x21, 0x22, 0x24, 0x2A, 0x2C, 0x44, 0x47, 0x70, 0x84, 0xA4, 0xB0, 0xC0, 0xCA, 0xD6, 0xDA, 0xDB, 0xE0,
            0xE4);

    private final Card card = TestCards.readyWithSo();

    @ParameterizedTest(name = "INS {0} takes {1} and answers {2} to all else")
    @CsvSource({
        "0x20, 0011 0012 FF11 FF12, 6A86 6A88",
        "0x21, 0011 0012, 6A86 6A88",
        "0x22, 41B6 41B8, 6A86",
        "0x24, 0011 0012, 6A86 6A88",
        "0x2A, 8086 90A0 9E9A, 6A86",
        "0x2C, 0011 0211 0311, 6A86 6A88",
        "0x44, 0000, 6A86",
        "0x47, 0000, 6A86",
        "0x84, 0000 0001, 6A86",
        "0xA4, 0000 0004 000C 0400 0404 040C 0800 0804 080C, 6A86",
        "0xC0, 0000, 6A86",
        "0xDA, DF43 DF45 DF46 DF4F DF50 DF51 DF52 DF53 DF54, 6A88",
        "0xDB, 3FFF, 6A86",
        "0xE0, 0000 0100, 6A86"
    })
    void wrongParameters_areRefused(int ins, String taken, String refusals) {
        Set<Integer> parametersTaken = numbers(taken);
        Set<Integer> refused = numbers(refusals);
        for (String rest : List.of("", "00", "015A")) {
            for (int parameters = 0; parameters < ALL; parameters++) {
                if (!parametersTaken.contains(parameters)) {
                    assertRefused(refused, ins, parameters, rest);
                }
            }
        }
    }

    @Test
    void readAndUpdate_withoutAFile_areRefusedAtEveryOffset() {
        for (int offset = 0; offset < ALL; offset++) {
            assertRefused(Set.of(0x6986), 0xB0, offset, "00");
            assertRefused(Set.of(0x6986), 0xD6, offset, "015A");
        }
    }

    @Test
    void getData_ofAnUnknownTag_isRefused() {
        Set<Integer> known = numbers("9F7F DF30 DF41 DF42 DF43 DF44 DF45 DF46 DF47 DF48 DF49 DF4A");
        for (int tag = 0; tag < ALL; tag++) {
            if (!known.contains(tag)) {
                assertRefused(Set.of(0x6A88), 0xCA, tag, "00");
            }
        }
    }

    @Test
    void delete_ofWhatIsNotThere_isRefused() {
        for (int parameters = 0; parameters < ALL; parameters++) {
            boolean key = parameters >> 8 == 0x01;
            assertRefused(key ? Set.of(0x6A88) : Set.of(0x6A86, 0x6700), 0xE4, parameters, "");
        }
    }

    @Test
    void channelThatIsNotOpen_isNeitherClosedNorUsed() {
        for (int number = 1; number <= 83; number++) {
            assertRefused(Set.of(0x6881), 0x70, 0x8000 | number, "");
        }
        for (int number = 84; number <= 0xFF; number++) {
            assertRefused(Set.of(0x6A86), 0x70, 0x8000 | number, "");
        }
        assertRefused(Set.of(0x6A86), 0x70, 0x8000, "");
    }

    @Test
    void unknownInstruction_isRefused() {
        for (int ins = 0; ins <= 0xFF; ins++) {
            if (!INSTRUCTIONS.contains(ins)) {
                for (String rest : List.of("", "00", "015A", "015A00", "0000015A", "0000015A0000")) {
                    assertRefused(Set.of(0x6D00), ins, 0x0000, rest);
                    assertRefused(Set.of(0x6D00), ins, 0xFFFF, rest);
                }
            }
        }
    }

    @Test
    void unknownClass_isRefused_andTheClassOfAClosedChannelToo() {
        for (int cla = 0; cla <= 0xFF; cla++) {
            boolean known = (cla & 0xEC) == 0 || (cla & 0xE0) == 0x40 || (cla >= 0x80 && cla <= 0xBF);
            boolean basic = (cla & 0xEF) == 0;
            if (!basic) {
                int sw = sw(new byte[] {(byte) cla, (byte) 0xA4, 0x04, 0x00});
                assertThat(Integer.toHexString(sw)).as("class %02X", cla).isEqualTo(known ? "6881" : "6e00");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x20, 0x21, 0x22, 0x24, 0x2A, 0x2C, 0x44, 0x47, 0x70, 0x84, 0xA4, 0xB0, 0xC0, 0xCA, 0xD6, 0xDA, 0xDB,
                0xE0, 0xE4
            })
    void lengthsThatContradictEachOther_areRefused(int ins) {
        for (String rest : List.of(
                "02",
                "025A",
                "0000",
                "000000015A",
                "0000025A",
                "00FFFF5A",
                "025A5A5A5A",
                "FF5A",
                "0000015A00",
                "0000015A000000")) {
            byte[] command = HEX.parseHex("00" + HEX.toHexDigits((byte) ins) + "0000" + rest);
            if (!isWellFormed(command)) {
                assertThat(Integer.toHexString(sw(command)))
                        .as(HEX.formatHex(command))
                        .isEqualTo("6700");
            }
        }
    }

    @Test
    void fewerThanFourBytes_areAWrongLength() {
        for (int length = 0; length < 4; length++) {
            assertThat(sw(new byte[length])).isEqualTo(0x6700);
        }
    }

    @Test
    void nothingOfThis_costsMoreThanATry() {
        for (int parameters = 0; parameters < ALL; parameters++) {
            sw(HEX.parseHex("0020" + HEX.toHexDigits((short) parameters) + "015A"));
        }
        assertThat(sw(HEX.parseHex("00200011"))).isEqualTo(0x63CE);
        assertThat(sw(HEX.parseHex("00200012"))).isEqualTo(0x63CE);
    }

    private void assertRefused(Set<Integer> refusals, int ins, int parameters, String rest) {
        byte[] command = HEX.parseHex("00" + HEX.toHexDigits((byte) ins) + HEX.toHexDigits((short) parameters) + rest);
        int sw = sw(command);
        if (!refusals.contains(sw)) {
            assertThat(sw).as("%s answered %04X", HEX.formatHex(command), sw).isIn(refusals);
        }
    }

    private int sw(byte[] command) {
        return ResponseApdu.of(card.transmit(command)).sw();
    }

    private static boolean isWellFormed(byte[] command) {
        return CommandApdu.parse(command).isPresent();
    }

    private static Set<Integer> numbers(String hex) {
        return Arrays.stream(hex.split(" "))
                .map(each -> Integer.parseInt(each, 16))
                .collect(Collectors.toSet());
    }
}
