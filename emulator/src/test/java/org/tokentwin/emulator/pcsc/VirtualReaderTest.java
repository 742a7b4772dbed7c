package org.tokentwin.emulator.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.TestCards;
import org.tokentwin.emulator.pcsc.FakeDriver.Plugged;

/** The card's side of vpcd's protocol, over a real connection. */
class VirtualReaderTest {
    private static final String OFF = "00";
    private static final String ON = "01";
    private static final String RESET = "02";
    private static final String ATR = "04";
    private static final String VERIFY =
            "0020001109" + HexFormat.of().formatHex(TestCards.USER_PIN.getBytes(StandardCharsets.US_ASCII));
    private static final String STATUS = "00200011";
    private static final String OPEN_CHANNEL = "0070000001";

    private final Card card = TestCards.ready();
    private final CardReader reader = new CardReader("test");
    private FakeDriver driver;
    private Plugged plugged;
    private VirtualReader virtual;

    @BeforeEach
    void plugIn() throws Exception {
        driver = new FakeDriver();
        reader.insert(card);
        CompletableFuture<VirtualReader> plugging = Background.compute(this::virtualReader);
        plugged = driver.accept();
        assertThat(plugged.ask(ATR)).isEqualTo(HexFormat.of().withUpperCase().formatHex(card.atr()));
        virtual = plugging.get();
    }

    private VirtualReader virtualReader() {
        try {
            return VirtualReader.plugIn(driver.address(), reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        virtual.close();
        plugged.close();
        driver.close();
        card.close();
    }

    @Test
    void command_isAnswered() throws IOException {
        assertThat(plugged.ask(STATUS)).isEqualTo("63CF");
    }

    @Test
    void powerOff_endsTheStatus() throws IOException {
        assertThat(plugged.ask(VERIFY)).isEqualTo("9000");
        assertThat(plugged.ask(STATUS)).isEqualTo("9000");

        plugged.send(OFF);
        plugged.send(ON);

        assertThat(plugged.ask(ATR)).startsWith("3B");
        assertThat(plugged.ask(STATUS)).isEqualTo("63CF");
    }

    @Test
    void powerOff_closesOwnChannels_andLeavesOthersAlone() throws IOException {
        CardChannel other = CardChannel.open(card).orElseThrow();
        verify(other);
        assertThat(plugged.ask(OPEN_CHANNEL)).isEqualTo("029000");
        assertThat(plugged.ask("02200011")).isEqualTo("63CF");

        plugged.send(OFF);

        assertThat(plugged.ask("02200011")).isEqualTo("6881");
        assertThat(status(other)).isEqualTo(0x9000);
        assertThat(CardChannel.open(card).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void reset_endsEveryStatus_andIsTold() throws IOException {
        CardChannel other = CardChannel.open(card).orElseThrow();
        verify(other);
        CompletableFuture<CardReader> told = new CompletableFuture<>();
        reader.addListener(told::complete);

        plugged.send(RESET);

        assertThat(plugged.ask(STATUS)).isEqualTo("63CF");
        assertThat(told).isCompletedWithValue(reader);
        assertThat(status(other)).isEqualTo(0x6881);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01200011", "11200011", "0170000001", "00708001", "017080FF", "41200011", "81200011", "BF200011"
            })
    void channelOfSomebodyElse_isNotOpen(String command) throws IOException {
        CardChannel other = CardChannel.open(card).orElseThrow();
        verify(other);

        assertThat(plugged.ask(command)).isEqualTo("6881");
        assertThat(status(other)).isEqualTo(0x9000);
    }

    @Test
    void ownChannel_isClosedAndOpenedAgain() throws IOException {
        assertThat(plugged.ask(OPEN_CHANNEL)).isEqualTo("019000");
        assertThat(plugged.ask("01200011")).isEqualTo("63CF");
        assertThat(plugged.ask("00708001")).isEqualTo("9000");
        assertThat(plugged.ask("01200011")).isEqualTo("6881");
        assertThat(plugged.ask(OPEN_CHANNEL)).isEqualTo("019000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "03", "FF", "0020", "002000", "0020001102FF"})
    void frameThatIsNoCommand_isAnsweredAsAWrongLength(String frame) throws IOException {
        assertThat(plugged.ask(frame)).isEqualTo("6700");
        assertThat(plugged.ask(STATUS)).isEqualTo("63CF");
    }

    @Test
    void longCommandAndAnswer_fitIntoAFrame() throws IOException {
        assertThat(plugged.ask("0084000000" + "0400")).hasSize(2 * 1026).endsWith("9000");
        assertThat(plugged.ask("002000110000" + "FFFF" + "00".repeat(0xFFF7))).isEqualTo("6700");
    }

    @Test
    void removedCard_leavesTheVirtualReader_andComesBack() throws IOException {
        reader.remove();
        assertThat(plugged.isUnplugged()).isTrue();

        reader.insert(card);
        try (Plugged again = driver.accept()) {
            assertThat(again.ask(ATR)).startsWith("3B");
            assertThat(again.ask(STATUS)).isEqualTo("63CF");
        }
    }

    @Test
    void daemonThatWasRestarted_getsTheCardAgain() throws IOException {
        assertThat(plugged.ask(VERIFY)).isEqualTo("9000");
        plugged.close();

        try (Plugged again = driver.accept()) {
            assertThat(again.ask(ATR)).startsWith("3B");
            assertThat(again.ask(STATUS))
                    .as("the status went with the connection")
                    .isEqualTo("63CF");
        }
    }

    @Test
    void close_unplugsForGood() throws IOException {
        virtual.close();
        assertThat(plugged.isUnplugged()).isTrue();

        reader.remove();
        reader.insert(card);
        assertThat(status(CardChannel.basic(card))).isEqualTo(0x63CF);
    }

    @Test
    void emptyReader_waitsForItsCard() throws Exception {
        CardReader empty = new CardReader("empty");
        try (FakeDriver other = new FakeDriver();
                VirtualReader _ = VirtualReader.plugIn(other.address(), empty);
                Card late = TestCards.ready()) {
            empty.insert(late);
            try (Plugged first = other.accept()) {
                assertThat(first.ask(STATUS)).isEqualTo("63CF");
            }
        }
    }

    @Test
    void readerThatIsNotThere_isSaidSo() throws IOException {
        FakeDriver gone = new FakeDriver();
        gone.close();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> VirtualReader.plugIn(gone.address(), reader));
    }

    @Test
    void addressBeyondThisMachine_isRefused() throws IOException {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualReader.plugIn(new InetSocketAddress(elsewhere, 35963), reader))
                .withMessageContaining("loopback");
    }

    private static void verify(CardChannel channel) {
        byte[] pin = TestCards.USER_PIN.getBytes(StandardCharsets.US_ASCII);
        assertThat(channel.transmit(new CommandApdu(0x20, 0, 0x11, pin, 0)).isOk())
                .isTrue();
    }

    private static int status(CardChannel channel) {
        return channel.transmit(CommandApdu.of(0x20, 0, 0x11, 0)).sw();
    }
}
