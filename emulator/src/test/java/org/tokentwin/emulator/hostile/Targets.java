package org.tokentwin.emulator.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.TestCards;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.issuer.CredentialException;
import org.tokentwin.emulator.issuer.CredentialFile;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.profile.TokenProfile;

/** Where bytes come in. Each takes any bytes, and throws only what nobody should see. */
public final class Targets {
    private static final byte[] ATR = HexFormat.of().parseHex("3B80800101");
    private static final int GENERATE = 0x47;

    private Targets() {}

    /** Command APDUs, a length of two bytes before each. */
    public static void commands(byte[] input) {
        ByteBuffer rest = ByteBuffer.wrap(input);
        try (Card card = TestCards.readyWithSo()) {
            while (rest.remaining() > Short.BYTES) {
                byte[] command = new byte[Math.min(Short.toUnsignedInt(rest.getShort()), rest.remaining())];
                rest.get(command);
                if (command.length < 2 || command[1] != GENERATE) { // which rightly takes a second
                    int sw = ResponseApdu.of(card.transmit(command)).sw();
                    assertThat(sw >> Byte.SIZE).as("%04X", sw).isNotEqualTo(0x6F);
                }
            }
        }
    }

    /** A card's memory, as an image with a right checksum would bring it. */
    public static void memory(byte[] input) {
        try (JcardsimCard card = JcardsimCard.restored(ATR, input)) {
            card.transmit(HexFormat.of().parseHex("00CADF4100"));
            card.transmit(HexFormat.of().parseHex("0020001108FFFFFFFFFFFFFFFF"));
            assertThat(card.memory()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("card's memory");
        }
    }

    /** A profile's TOML. */
    public static void profile(byte[] input) {
        inFile(input, file -> {
            try {
                TokenProfile.load(file);
            } catch (ProfileException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        });
    }

    /** A PKCS#12 or PEM file; its first byte is the length of the password that follows. */
    public static void credential(byte[] input) {
        int length = input.length == 0 ? 0 : Math.min(input[0] & 0x0F, input.length - 1);
        int start = Math.min(input.length, 1 + length);
        char[] password = new char[length];
        for (int i = 0; i < length; i++) {
            password[i] = (char) (input[1 + i] & 0x7F);
        }
        inFile(Arrays.copyOfRange(input, start, input.length), file -> {
            try {
                CredentialFile.read(file, password);
            } catch (CredentialException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        });
    }

    private interface Reading {
        void read(Path file);
    }

    private static void inFile(byte[] content, Reading reading) {
        try {
            Path file = Files.createTempFile("hostile", null);
            try {
                Files.write(file, content);
                reading.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
