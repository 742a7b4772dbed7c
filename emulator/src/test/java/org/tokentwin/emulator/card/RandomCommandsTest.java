package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the card says in ISO/IEC 7816-4's terms what is wrong, and never {@code 6F00}. */
class RandomCommandsTest {
    private static final int CARDS = 10;
    private static final int COMMANDS = 5_000;
    private static final int SHORTEST_SECRET = 8;
    private static final KeyPair RSA = TestKeys.rsa1024();
    private static final KeyPair EC = TestKeys.p256();
    private static final List<String> SECRETS = Stream.of(
                    CardDriver.ascii(TestCards.USER_PIN),
                    CardDriver.ascii(TestCards.SO_PIN),
                    ((RSAPrivateCrtKey) RSA.getPrivate()).getPrimeP().toByteArray(),
                    ((RSAPrivateCrtKey) RSA.getPrivate()).getPrimeQ().toByteArray(),
                    ((RSAPrivateCrtKey) RSA.getPrivate()).getPrimeExponentP().toByteArray(),
                    ((RSAPrivateCrtKey) RSA.getPrivate()).getPrimeExponentQ().toByteArray(),
                    CardDriver.unsigned(((ECPrivateKey) EC.getPrivate()).getS(), 32))
            .map(secret -> HexFormat.of().formatHex(secret, secret.length - SHORTEST_SECRET, secret.length))
            .toList();
    private static final Set<Integer> PIN_INSTRUCTIONS = Set.of(0x20, 0x24, 0x2C);
    private static final Set<Integer> ANSWERS =
            Set.of(0x90, 0x61, 0x62, 0x63, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6D, 0x6E);
    /** VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER, and the PUT DATA that sets PINs and initialises. */
    private static final Set<Integer> MAY_RAISE_TRIES = Set.of(0x20, 0x24, 0x2C, 0xDA);

    private static final int[] INSTRUCTIONS = {
        0x20, 0x22, 0x24, 0x2A, 0x2C, 0x44, 0x47, 0x70, 0x84, 0xA4, 0xB0, 0xC0, 0xCA, 0xD6, 0xDA, 0xDB, 0xE0, 0xE4
    };
    private static final int[] PARAMETERS = {
        0x0000, 0x0011, 0x0012, 0x0200, 0x0211, 0x0311, 0x0400, 0x040C, 0x0800, 0x0100, 0x0156, 0x0180, 0x3FFF, 0x41B6,
        0x41B8, 0x8000, 0x8001, 0x8086, 0x90A0, 0x9E9A, 0x9F7F, 0xDF30, 0xDF41, 0xDF42, 0xDF43, 0xDF44, 0xDF45, 0xDF47,
        0xDF48, 0xDF4F, 0xDF50, 0xDF51, 0xDF52, 0xFF11, 0x0001
    };
    private static final String[] DATA = {
        "",
        "00",
        "0101",
        "0301",
        "3F000301",
        "A000000018800000000662",
        "12345678",
        "4162636431323334",
        "800144840156",
        "800102840156",
        "80010F840180",
        "80011A840156",
        "840156",
        "B60E8401808001028102010086020001",
        "B60E84015680010281020100860201FF",
        "B6128401818001028102010086020003820101",
        "4D0E84018080010281020100860200 01".replace(" ", ""),
        "4D0E8401808001018102040086020001",
        "621F80020010830203018511000000000000000000000000000000000086020001",
        "621F80020010830203018511000000000000000000000000000000000086020001530401020304",
        "621F80027FFF830203028511000000000000000000000000000000000086020000",
        "90200000000000000000000000000000000000000000000000000000000000000000",
        "81",
        "00",
        "FF",
        "80010F81010F8201048301148401008501008601008701008801 0F".replace(" ", "")
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomCommands_areAllAnswered(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CARDS; i++) {
            try (Card card = seed == 1 ? TestCards.blank() : cardWithKeys()) {
                Tries tries = new Tries(card);
                for (int j = 0; j < COMMANDS; j++) {
                    byte[] command = command(random);
                    assertAnswered(command, card.transmit(command), String.format("seed %d, card %d", seed, i));
                    tries.checkAfter(command);
                    if (random.nextInt(200) == 0) {
                        card.reset();
                        tries.openChannel();
                    }
                }
            }
        }
    }

    private static Card cardWithKeys() {
        Card card = TestCards.readyWithSo();
        CardDriver user = CardDriver.basic(card);
        user.verify(TestCards.USER_PIN).requireOk();
        user.importKey(0x56, RSA, 1, 3).requireOk();
        user.importKey(0x57, EC, 1, 5).requireOk();
        return card;
    }

    private static void assertAnswered(byte[] command, byte[] answer, String where) {
        int sw = ResponseApdu.of(answer).sw();
        if (!ANSWERS.contains(sw >> 8)) {
            throw new AssertionError(
                    String.format("%s: %s answered %04X", where, HexFormat.of().formatHex(command), sw));
        }
        if (answer.length > 2 + SHORTEST_SECRET) {
            String hex = HexFormat.of().formatHex(answer);
            for (String secret : SECRETS) {
                assertThat(hex).as(where).doesNotContain(secret);
            }
        }
    }

    /** The tries of both PINs, which only the right PIN may raise; asked for on a channel of its own. */
    private static final class Tries {
        private static final int USER_STATUS = 0x41;
        private static final int SO_STATUS = 0x42;
        private static final int MOST_TRIES = 15;

        private final Card card;
        private Optional<CardChannel> channel = Optional.empty();
        private int[] left = {MOST_TRIES, MOST_TRIES};

        Tries(Card card) {
            this.card = card;
            openChannel();
            left = ask();
        }

        void openChannel() {
            channel = CardChannel.open(card);
        }

        void checkAfter(byte[] command) {
            int[] now = ask();
            boolean mayRaise = command.length > 4 && MAY_RAISE_TRIES.contains(Byte.toUnsignedInt(command[1]));
            for (int i = 0; i < now.length; i++) {
                if (now[i] > left[i] && !mayRaise) {
                    throw new AssertionError(HexFormat.of().formatHex(command) + " raised the tries");
                }
            }
            left = now;
        }

        /** A random command may have closed the channel; where there is none left to open, the tries are as they were. */
        private int[] ask() {
            if (answer(USER_STATUS).isEmpty()) {
                openChannel();
            }
            return IntStream.of(USER_STATUS, SO_STATUS)
                    .map(tag -> answer(tag).map(data -> (int) data[1]).orElse(left[tag - USER_STATUS]))
                    .toArray();
        }

        private Optional<byte[]> answer(int tag) {
            return channel.map(own -> own.transmit(CommandApdu.of(0xCA, 0xDF, tag, 256)))
                    .filter(ResponseApdu::isOk)
                    .map(ResponseApdu::data);
        }
    }

    private static byte[] command(Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            return noise;
        }
        int parameters = kind < 3 ? random.nextInt(0x10000) : PARAMETERS[random.nextInt(PARAMETERS.length)];
        int ins = kind == 1 ? random.nextInt(256) : INSTRUCTIONS[random.nextInt(INSTRUCTIONS.length)];
        int le = new int[] {0, 0, 1, 16, 256, 257, 32768, 65536}[random.nextInt(8)];
        byte[] data = PIN_INSTRUCTIONS.contains(ins) && random.nextBoolean() ? pins(random) : data(random);
        // Keys on curves only: an RSA key pair takes a second.
        int safeIns = ins == 0x47 && data.length > 8 && data[7] == 1 ? 0xA4 : ins;
        return new CommandApdu(safeIns, parameters >> 8, parameters & 0xFF, data, le).encode(cla(random));
    }

    private static int cla(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> 0x10;
            case 1 -> 0x01;
            case 2 -> 0x11;
            case 3 -> random.nextInt(256);
            default -> 0x00;
        };
    }

    private static byte[] pins(Random random) {
        return CardDriver.ascii(
                switch (random.nextInt(4)) {
                    case 0 -> TestCards.SO_PIN;
                    case 1 -> TestCards.USER_PIN + TestCards.USER_PIN;
                    default -> TestCards.USER_PIN;
                });
    }

    private static byte[] data(Random random) {
        byte[] data = HexFormat.of().parseHex(DATA[random.nextInt(DATA.length)]);
        switch (random.nextInt(6)) {
            case 0 -> {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                return noise;
            }
            case 1 -> {
                if (data.length > 0) {
                    data[random.nextInt(data.length)] = (byte) random.nextInt(256);
                }
            }
            case 2 -> {
                return Arrays.copyOf(data, random.nextInt(data.length + 3));
            }
            default -> {}
        }
        return data;
    }
}
