package org.tokentwin.emulator.pcsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.TestCards;
import org.tokentwin.emulator.pcsc.PcscDaemon.Output;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The card in a reader of the operating system, as PC/SC's own programs see it. */
@Tag("devices")
class PcscToolsTest {
    private static final String ATR = "3B FF 96 00 00 81 31 FE 43 80 31 80 65 B0 85 59 56 FB 12 0F FE 82 90 00 00";

    @TempDir
    private Path directory;

    private PcscDaemon daemon;
    private CardReader reader;
    private VirtualReader virtual;

    @BeforeEach
    void plugIn() throws Exception {
        daemon = PcscDaemon.start(directory);
        reader = new CardReader("test");
        reader.insert(TestCards.ready());
        virtual = VirtualReader.plugIn(daemon.address(), reader);
    }

    @AfterEach
    void takeOut() {
        if (virtual != null) {
            virtual.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void pcscScan_showsReaderAndAtr() throws Exception {
        RequiredProgram.anyOf("pcsc-tools", "/usr/bin/pcsc_scan");

        Output scan = daemon.run("pcsc_scan", "-n", "-t", "1");

        assertThat(scan.text()).contains("Virtual PCD 00 00", "Card inserted", ATR);
    }

    @Test
    void openscTool_seesTheAtr() throws Exception {
        RequiredProgram.anyOf("opensc", "/usr/bin/opensc-tool");

        Output atr = daemon.run("opensc-tool", "--reader", "0", "--atr");

        assertThat(atr.text().strip()).isEqualToIgnoringCase(ATR.replace(' ', ':'));
        assertThat(atr.status()).isZero();
    }
}
