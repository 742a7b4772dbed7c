package org.tokentwin.emulator.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * A file that a program with the PIN writes through a card reader: whatever is in it, everybody else logs in, finds what was there before, and
 * signs. The first byte says which file, and whether the card is one that other middleware filled, which knows nothing of our files of attributes;
 * the second who may read and write it; the rest is its content.
 */
public final class CardFileTarget {
    static final int BARE = 0x40;
    private static final int LONGEST = 3900;
    private static final byte[] CONDITIONS = {0x00, 0x01, 0x02, 0x03, (byte) 0xFF};
    private static final long[] READ = {
        Cka.CKA_CLASS, Cka.CKA_ID, Cka.CKA_LABEL, Cka.CKA_VALUE, Cka.CKA_MODULUS, Cka.CKA_EC_PARAMS, Cka.CKA_PRIVATE
    };
    /** Each of the named kinds of file; the last three take a real one's place. */
    private static final List<HostileFile> FILES = List.of(
            new HostileFile(0x5F00, "pub5f00", "p11", true),
            new HostileFile(0x5F00, "prv5f00", "p11", true),
            new HostileFile(0x4001, "kxc01", "mscp", true),
            new HostileFile(0x4000, "kxc00", "mscp", false),
            new HostileFile(0x0204, "cmapfile", "mscp", false),
            new HostileFile(0x0301, "tinfo", "p11", false));

    /** @param leavesOthers whether all that was there is there still */
    private record HostileFile(int id, String name, String directory, boolean leavesOthers) {}

    private CardFileTarget() {}

    /** Writes the file and uses the token. */
    public static void write(byte[] input) {
        if (input.length < 2) {
            return;
        }
        HostileFile file = FILES.get((input[0] & ~BARE & 0xFF) % FILES.size());
        byte condition = CONDITIONS[Byte.toUnsignedInt(input[1]) % CONDITIONS.length];
        boolean bare = (input[0] & BARE) != 0;
        byte[] content = Arrays.copyOfRange(input, 2, Math.min(input.length, LONGEST));
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue()) {
            if (bare) {
                deleteObjectFiles(loggedIn(token));
            }
            List<String> before = objects(token, !bare);
            int sw = loggedIn(token)
                    .transmit(new CommandApdu(0xE0, 1, 0, created(file, condition, content), 0))
                    .sw();
            assertThat(sw).isIn(StatusWord.SW_OK, StatusWord.SW_NOT_ENOUGH_MEMORY);

            List<String> after = objects(token, !bare);
            if (file.leavesOthers()) {
                assertThat(after).containsAll(before);
            }
        }
    }

    private static void deleteObjectFiles(CardChannel channel) {
        forEachFile(channel, (id, name) -> {
            if (isObject(name)) {
                channel.transmit(new CommandApdu(0xE4, 2, 0, bytes(id), 0));
            }
        });
    }

    /** Inputs that real files make: each under its own name, and the objects' also as the other kind. */
    static byte[][] examples() {
        List<byte[]> examples = new ArrayList<>();
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue()) {
            CardChannel channel = loggedIn(token);
            forEachFile(channel, (id, name) -> {
                byte[] content = read(channel, id);
                kinds(name).forEach(kind -> examples.add(input(kind, content)));
            });
        }
        return examples.toArray(byte[][]::new);
    }

    private static void forEachFile(CardChannel channel, BiConsumer<Integer, String> use) {
        byte[] index = read(channel, 0x0101);
        ByteBuffer entries = ByteBuffer.wrap(index, 1, index.length - 1);
        while (entries.remaining() >= 21) {
            int id = Short.toUnsignedInt(entries.getShort());
            entries.getShort();
            byte[] name = new byte[17];
            entries.get(name);
            use.accept(id, new String(name, StandardCharsets.US_ASCII));
        }
    }

    private static boolean isObject(String name) {
        return name.startsWith("pub") || name.startsWith("prv");
    }

    private static IntStream kinds(String name) {
        if (isObject(name)) {
            return IntStream.of(0, 1);
        }
        if (name.startsWith("k")) {
            return IntStream.of(2, 3, 2 | BARE, 3 | BARE);
        }
        return IntStream.range(4, FILES.size())
                .filter(kind -> name.startsWith(FILES.get(kind).name()));
    }

    /** @param kind the number of the file's kind */
    static byte[] input(int kind, byte[] content) {
        byte[] input = new byte[2 + content.length];
        input[0] = (byte) kind;
        System.arraycopy(content, 0, input, 2, content.length);
        return input;
    }

    private static byte[] read(CardChannel channel, int id) {
        channel.transmit(new CommandApdu(0xA4, 0, 0, bytes(id), 256));
        return channel.transmit(CommandApdu.of(0xB0, 0, 0, 65536)).data();
    }

    private static byte[] bytes(int id) {
        return new byte[] {(byte) (id >> 8), (byte) id};
    }

    private static CardChannel loggedIn(EmulatedToken token) {
        CardChannel channel = CardChannel.basic(token.card());
        byte[] pin = new String(token.pin()).getBytes(StandardCharsets.US_ASCII);
        assertThat(channel.transmit(new CommandApdu(0x20, 0, 0x11, pin, 0)).isOk())
                .isTrue();
        return channel;
    }

    private static byte[] created(HostileFile file, byte condition, byte[] content) {
        ByteBuffer control = ByteBuffer.allocate(33).put(new byte[] {0x62, 0x1F, (byte) 0x80, 2});
        control.putShort((short) content.length)
                .put(new byte[] {(byte) 0x83, 2})
                .putShort((short) file.id());
        control.put(new byte[] {(byte) 0x85, 0x11});
        control.put(Arrays.copyOf(file.name().getBytes(StandardCharsets.US_ASCII), 8));
        control.put(Arrays.copyOf(file.directory().getBytes(StandardCharsets.US_ASCII), 9));
        control.put(new byte[] {(byte) 0x86, 2, condition, condition});
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(control.array());
        data.writeBytes(new byte[] {0x53, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
        data.writeBytes(content);
        return data.toByteArray();
    }

    /**
     * What an application finds that is the first to log in: class, id and label of each object.
     *
     * @param signs whether there is a key for sure, which then signs
     */
    private static List<String> objects(EmulatedToken token, boolean signs) {
        try (Emulator emulator = Emulator.with(token)) {
            return objects(emulator.newApplication(), token, signs);
        }
    }

    private static List<String> objects(Cryptoki application, EmulatedToken token, boolean signs) {
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        application.getTokenInfo(0);
        find(application, session);
        application.login(session, Cku.CKU_USER, new String(token.pin()).getBytes(StandardCharsets.US_ASCII));
        List<String> objects = new ArrayList<>();
        for (long handle : find(application, session)) {
            objects.add(described(application, session, handle));
        }
        long[] keys = find(application, session, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY));
        if (signs) { // the real one: a file may describe the same key, and lie
            assertThat(Arrays.stream(keys)).anyMatch(key -> signs(application, session, key));
        }
        application.finalizeCryptoki(false);
        return objects;
    }

    private static boolean signs(Cryptoki application, long session, long key) {
        try {
            OutputBuffer signature = OutputBuffer.of(512);
            application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);
            application.sign(session, new byte[] {1, 2, 3}, signature);
            return signature.bytes().isPresent();
        } catch (CryptokiException e) {
            return false;
        }
    }

    private static long[] find(Cryptoki application, long session, Attribute... template) {
        application.findObjectsInit(session, List.of(template));
        long[] found = application.findObjects(session, 1000);
        application.findObjectsFinal(session);
        return found;
    }

    private static String described(Cryptoki application, long session, long handle) {
        StringBuilder text = new StringBuilder();
        application.getAttributeValue(session, handle, READ).stream()
                .limit(3)
                .forEach(result -> text.append(result.value()
                                .map(value -> HexFormat.of().formatHex(value.value()))
                                .orElse("-"))
                        .append(' '));
        return text.toString();
    }
}
