package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.card.TestCards.USER_PIN;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class TracingCardTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Card card = new TracingCard(TestCards.ready(), lines::add);
    private final CardDriver driver = CardDriver.basic(card);

    @Test
    void exchange_isReadable() {
        driver.verify("Wrong-999").require(0x63CE);
        driver.send(0xA4, 4, 0, HEX.parseHex("A0000000030000"), 256).require(0x6A82);
        driver.getData(0xDF47).requireOk();

        assertThat(lines)
                .containsExactly(
                        "1 > channel 0 VERIFY 00 20 00 11 data [9 bytes]",
                        "1 < 63CE (14 tries left)",
                        "2 > channel 0 SELECT 00 A4 04 00 data A0000000030000 le 256",
                        "2 < 6A82 (file or application not found)",
                        "3 > channel 0 GET DATA 00 CA DF 47 le 256",
                        "3 < 9000 (ok) data 05");
    }

    @Test
    void pins_areNeverWritten() {
        driver.verify(USER_PIN).requireOk();
        driver.change(USER_PIN, "Other-123").requireOk();
        card.transmit(HEX.parseHex("10200011054F74686572"));
        card.transmit(HEX.parseHex("00200011042D313233"));
        driver.send(0x2C, 0, 0x11, CardDriver.ascii("so-pin-0Other-12")).require(0x6985);
        driver.send(0x21, 0, 0x11, CardDriver.ascii(USER_PIN)).require(0x6A80);
        driver.send(0x99, 0, 0x11, CardDriver.ascii(USER_PIN)).require(0x6D00);
        Card blank = new TracingCard(TestCards.blank(), lines::add);
        CardDriver.basic(blank).putData(0xDF50, CardDriver.ascii(USER_PIN)).require(0x6985);
        CardDriver.basic(blank).putData(0xDF51, CardDriver.ascii("so-pin-0")).require(0x6985);

        assertNothingOf(
                CardDriver.ascii(USER_PIN),
                CardDriver.ascii("Other"),
                CardDriver.ascii("-123"),
                CardDriver.ascii("so-pin"));
        driver.status(0x11).requireOk();
    }

    @Test
    void importedKeys_areNeverWritten() {
        driver.verify(USER_PIN).requireOk();
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) TestKeys.rsa1024().getPrivate();
        byte[] template = CardDriver.tlv(0x4D, CardDriver.description(0x56, TestKeys.rsa1024(), 1, 1));
        for (int at = 0; at < template.length; at += 100) {
            byte[] part = Arrays.copyOfRange(template, at, Math.min(template.length, at + 100));
            int cla = at + 100 < template.length ? 0x10 : 0x00;
            card.transmit(new CommandApdu(0xDB, 0x3F, 0xFF, part, 0).encode(cla));
        }
        driver.importKey(0x57, TestKeys.rsa1024(), 1, 1).requireOk();

        byte[] p = CardDriver.unsigned(key.getPrimeP(), 64);
        assertNothingOf(Arrays.copyOf(p, 8), Arrays.copyOfRange(p, 30, 38), Arrays.copyOfRange(p, 56, 64));
    }

    @Test
    void decipheredText_isNeverWrittenInPartsEither() throws GeneralSecurityException {
        KeyPair pair = TestKeys.rsa1024();
        driver.verify(USER_PIN).requireOk();
        driver.importKey(0x56, pair, 1, CardDriver.DECIPHER).requireOk();
        driver.prepareDeciphering(0x1A, 0x56).requireOk();
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        byte[] secret = CardDriver.ascii("attack at dawn, and not before");
        byte[] cryptogram = CardDriver.concat(new byte[] {(byte) 0x81}, cipher.doFinal(secret));

        assertThat(driver.send(0x2A, 0x80, 0x86, cryptogram, 8).requireOk().data())
                .isEqualTo(secret);

        assertNothingOf(CardDriver.ascii("attack"), CardDriver.ascii("and not"), CardDriver.ascii("before"));
        assertThat(lines).anyMatch(line -> line.contains("GET RESPONSE"));
    }

    @Test
    void contentsOfFiles_andRandomNumbers_areNeverWritten() {
        driver.verify(USER_PIN).requireOk();
        driver.create(0x0301, 20, 1, 1, CardDriver.ascii("private note")).requireOk();
        driver.select(0x0301).requireOk();
        driver.update(0, CardDriver.ascii("another note")).requireOk();
        driver.read(0, 20).requireOk();
        byte[] random = driver.send(0x84, 0, 0, new byte[0], 16).requireOk().data();

        assertNothingOf(CardDriver.ascii("note"), random);
    }

    @Test
    void noApdu_isWrittenAsThat() {
        card.transmit(new byte[] {1, 2, 3});

        assertThat(lines).containsExactly("1 > no APDU, [3 bytes]", "1 < 6700 (wrong length)");
    }

    @Test
    void channels_areTold() {
        CardDriver other = CardDriver.open(card);
        lines.clear();

        other.status(0x11).require(0x63CF);

        assertThat(lines).contains("2 > channel 1 VERIFY 01 20 00 11");
    }

    private void assertNothingOf(byte[]... secrets) {
        String all = String.join("\n", lines);
        for (byte[] secret : secrets) {
            assertThat(all)
                    .doesNotContain(HEX.formatHex(secret))
                    .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
        }
    }
}
