package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tokentwin.emulator.card.TestCards.USER_PIN;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels, chaining, extended length and GET RESPONSE, byte by byte. */
class TransportTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PIN = HEX.formatHex(CardDriver.ascii(USER_PIN));

    private final Card card = TestCards.ready();

    private String send(String command) {
        return HEX.formatHex(card.transmit(HEX.parseHex(command.replace(" ", ""))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00A404",
                "00A4040C0BA0",
                "00A4040C02A000000000",
                "00A40400000000",
                "00A4040000000000",
                "00A404000001",
                "00A404000005AABB",
                "00B00000000000000000",
                "002000110000"
            })
    void malformedCommand_isOfWrongLength(String command) {
        assertThat(send(command)).isIn("6700", "6A82");
        assertThat(send("00200011")).isEqualTo("63CF");
    }

    @Test
    void moreDataThanTheCardTakes_isOfWrongLength() {
        assertThat(send("00DB3FFF 00 1001" + "00".repeat(4097))).isEqualTo("6700");
        assertThat(send("00DB3FFF 00 FFFF" + "00".repeat(65535))).isEqualTo("6700");
        assertThat(send("00DB3FFF 00 8000" + "00".repeat(32768))).isEqualTo("6700");
        assertThat(send("00DB3FFF 00 7FFF" + "00".repeat(32767))).isEqualTo("6700");
    }

    @ParameterizedTest
    @CsvSource({
        "04,6E00", "0C,6E00", "20,6E00", "3F,6E00", "60,6E00", "7F,6E00", "C0,6E00", "FF,6E00", "01,6881", "43,6881",
        "80,6881", "BF,6881", "11,6881"
    })
    void classWithoutChannel_isRefused(String cla, String expected) {
        assertThat(send(cla + "200011")).isEqualTo(expected);
    }

    @Test
    void unknownInstruction_isRefused() {
        assertThat(send("00990000")).isEqualTo("6D00");
        assertThat(send("0010000000")).isEqualTo("6D00");
    }

    @Test
    void eightyThreeChannels_areOpenedAndGivenBack() {
        List<CardChannel> channels = new ArrayList<>();
        for (int number = 1; number < 84; number++) {
            CardChannel channel = CardChannel.open(card).orElseThrow();
            assertThat(channel.number()).isEqualTo(number);
            assertThat(channel.transmit(CommandApdu.of(0xCA, 0xDF, 0x47, 256)).data())
                    .containsExactly(5);
            channels.add(channel);
        }
        assertThat(CardChannel.open(card)).isEqualTo(Optional.empty());
        assertThat(send("0070000001")).isEqualTo("6A81");

        channels.get(41).close();

        assertThat(CardChannel.open(card).orElseThrow().number()).isEqualTo(42);
    }

    @Test
    void closedChannel_forgetsItsState() {
        CardDriver first = CardDriver.open(card);
        first.verify(USER_PIN).requireOk();
        first.select(0x0101).requireOk();
        first.channel().close();

        first.status(0x11).require(0x6881);

        CardDriver again = CardDriver.open(card);
        assertThat(again.channel().number()).isEqualTo(1);
        again.status(0x11).require(0x63CF);
        again.read(0, 1).require(0x6986);
    }

    @ParameterizedTest
    @CsvSource({
        "00708000,6A86",
        "00708054,6A86",
        "007080FF,6A86",
        "00708001,6881",
        "00700100,6A86",
        "00700001,6A86",
        "00700000,6700",
        "0070010001,6A86"
    })
    void badChannelCommand_isRefused(String command, String expected) {
        assertThat(send(command)).isEqualTo(expected);
    }

    @Test
    void reset_closesEveryChannelAndEndsEveryLogin() {
        CardDriver.basic(card).verify(USER_PIN).requireOk();
        CardDriver channel = CardDriver.open(card);
        channel.verify(USER_PIN).requireOk();

        card.reset();

        CardDriver.basic(card).status(0x11).require(0x63CF);
        channel.status(0x11).require(0x6881);
        CardDriver.open(card).status(0x11).require(0x63CF);
    }

    @Test
    void chain_isOneCommand() {
        assertThat(send("10200011 04 " + PIN.substring(0, 8))).isEqualTo("9000");
        assertThat(send("10200011 04 " + PIN.substring(8, 16))).isEqualTo("9000");
        assertThat(send("00200011 01 " + PIN.substring(16))).isEqualTo("9000");
        assertThat(send("00200011")).isEqualTo("9000");
    }

    @Test
    void chainOnAFurtherChannel_isOneCommand() {
        for (int i = 0; i < 5; i++) {
            send("0070000001");
        }

        assertThat(send("51200011 04 " + PIN.substring(0, 8))).isEqualTo("9000");
        assertThat(send("41200011 05 " + PIN.substring(8))).isEqualTo("9000");
        assertThat(send("41200011")).isEqualTo("9000");
        assertThat(send("40200011")).isEqualTo("63CF");
    }

    @Test
    void chainsOnTwoChannels_doNotMix() {
        send("0070000001");
        assertThat(send("10200011 04 " + PIN.substring(0, 8))).isEqualTo("9000");
        assertThat(send("11200011 04 " + PIN.substring(0, 8))).isEqualTo("9000");

        assertThat(send("00200011 05 " + PIN.substring(8))).isEqualTo("9000");
        assertThat(send("01200011 05 " + PIN.substring(8))).isEqualTo("9000");
    }

    @Test
    void anotherCommand_givesAChainUp() {
        send("10200011 04 " + PIN.substring(0, 8));
        assertThat(send("00CADF4700")).isEqualTo("059000");

        assertThat(send("00200011 05 " + PIN.substring(8))).isEqualTo("63CE");
    }

    @Test
    void chainThatGrowsTooLong_isRefused() {
        for (int i = 0; i < 16; i++) {
            assertThat(send("10DB3FFF FF" + "00".repeat(255))).isEqualTo("9000");
        }

        assertThat(send("10DB3FFF FF" + "00".repeat(255))).isEqualTo("6700");
    }

    @Test
    void chainedAndExtendedImport_areTheSame() {
        KeyPair pair = TestKeys.rsa2048();
        CardDriver.basic(card).verify(USER_PIN).requireOk();
        byte[] template = CardDriver.tlv(0x4D, CardDriver.description(0x56, pair, 1, 1));
        for (int at = 0; at < template.length; at += 255) {
            byte[] part = Arrays.copyOfRange(template, at, Math.min(template.length, at + 255));
            String cla = at + 255 < template.length ? "10" : "00";
            assertThat(send(cla + "DB3FFF" + HEX.formatHex(new byte[] {(byte) part.length}) + HEX.formatHex(part)))
                    .isEqualTo("9000");
        }
        CardDriver.basic(card).importKey(0x57, pair, 1, 1).requireOk();

        assertThat(rawSignature(0x56)).isEqualTo(rawSignature(0x57));
    }

    private String rawSignature(int reference) {
        CardDriver.basic(card).prepareSigning(0x0F, reference).requireOk();
        return HEX.formatHex(
                CardDriver.basic(card).sign(new byte[256]).requireOk().data());
    }

    @Test
    void answerThatDoesNotFit_waitsForGetResponse() {
        send("00A4000002010100");
        String whole = send("00CA9F7F00");

        assertThat(send("00CA9F7F10")).isEqualTo(whole.substring(0, 32) + "611D");
        assertThat(send("00C0000010")).isEqualTo(whole.substring(32, 64) + "610D");
        assertThat(send("00C0000000")).isEqualTo(whole.substring(64));
        assertThat(send("00C0000000")).isEqualTo("6985");
    }

    @Test
    void answerWithoutLe_waitsForGetResponse() {
        assertThat(send("00CADF47")).isEqualTo("6101");
        assertThat(send("00C0000000")).isEqualTo("059000");
    }

    @Test
    void anotherCommand_givesTheAnswerUp() {
        send("00CA9F7F10");
        send("00200011");

        assertThat(send("00C0000000")).isEqualTo("6985");
    }

    @Test
    void longAnswer_takesTwoShortOrOneExtended() {
        CardDriver.basic(card).verify(USER_PIN).requireOk();
        CardDriver.basic(card).importKey(0x56, TestKeys.rsa4096(), 1, 1).requireOk();
        CardDriver.basic(card).prepareSigning(0x0F, 0x56).requireOk();
        String data = "00 0200" + "00".repeat(512);

        String extended = send("002A9E9A" + data + "0000");
        assertThat(extended).hasSize(1024 + 4).endsWith("9000");
        assertThat(send("002A9E9A" + data)).isEqualTo("6100");
        assertThat(send("00C0000000")).isEqualTo(extended.substring(0, 512) + "6100");
        assertThat(send("00C0000000")).isEqualTo(extended.substring(512));
    }

    @Test
    void randomNumbers_areAsManyAsAskedFor() {
        assertThat(send("0084000108")).hasSize(16 + 4);
        assertThat(send("0084000010")).hasSize(32 + 4).isNotEqualTo(send("0084000010"));
        assertThat(send("0084000000")).hasSize(512 + 4);
        assertThat(send("00840000 00 0400")).hasSize(2048 + 4);
        assertThat(send("00840000 00 0401")).isEqualTo("6700");
        assertThat(send("00840000")).isEqualTo("6700");
        assertThat(send("0084000210")).isEqualTo("6A86");
        assertThat(send("0084010010")).isEqualTo("6A86");
    }

    @Test
    void closedCard_isRemoved() {
        card.close();
        card.close();

        assertThatThrownBy(() -> send("00200011")).isInstanceOf(CardRemovedException.class);
        assertThatThrownBy(card::reset).isInstanceOf(CardRemovedException.class);
    }
}
