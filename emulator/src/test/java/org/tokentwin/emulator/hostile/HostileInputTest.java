package org.tokentwin.emulator.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.authority.HostileQuestion;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.control.HostileRequest;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.emulator.rpc.HostileConversation;
import org.tokentwin.emulator.store.HostileImage;

/** Mutated input at every entrance: answered or refused in words, never more. {@code -Dtokentwin.hostile.inputs=100000} for longer. */
class HostileInputTest {
    private static final int INPUTS = Integer.getInteger("tokentwin.hostile.inputs", 300);
    private static final String[] COMMANDS = {
        "00A4040C0BA000000018800000000662",
        "00200011" + "09" + "436F72726563742D31",
        "00CADF4100",
        "00CA9F7F00",
        "00A4000002000500",
        "00B0000000",
        "00E00000" + "26" + "621F80020010830203018511000000000000000000000000000000000086020001530401020304",
        "00E40200020301",
        "002241B606800142840110",
        "002A9E9A20" + "00".repeat(32) + "00",
        "10DB3FFF084D0684014080010200",
        "0070000001",
        "0084000020",
        "00DADF4F00"
    };

    @Test
    void commands_areAnsweredAndNeverWith6F00() {
        assertHeld(Targets::commands, script(COMMANDS), script(COMMANDS[1], COMMANDS[6], COMMANDS[7]));
    }

    private static byte[] script(String... commands) {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        for (String each : commands) {
            byte[] command = HexFormat.of().parseHex(each);
            script.writeBytes(ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) command.length)
                    .array());
            script.writeBytes(command);
        }
        return script.toByteArray();
    }

    @Test
    void imagesWithARightChecksum_areOpenedOrRefusedByName() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue()) {
            assertHeld(
                    HostileImage::open,
                    HostileImage.example(((PersistentCard) token.card()).memory()),
                    HostileImage.example(new byte[] {1, 2, 3}));
        }
    }

    @Test
    void memories_areACardsOrRefused() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue()) {
            assertHeld(Targets::memory, ((PersistentCard) token.card()).memory());
        }
    }

    @Test
    void profiles_areReadOrRefusedByName() throws IOException {
        for (String name : TokenProfile.names()) {
            try (InputStream in = TokenProfile.class.getResourceAsStream(name + ".toml")) {
                assertHeld(Targets::profile, in.readAllBytes());
            }
        }
    }

    @Test
    void credentials_areReadOrRefusedByName() throws IOException {
        assertHeld(Targets::credential, resource("key-without-certificate.p12"), resource("no-common-name.pem"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TokenProfile.class.getResourceAsStream("/org/tokentwin/emulator/issuer/" + name)) {
            byte[] file = in.readAllBytes();
            byte[] withoutPassword = new byte[1 + file.length];
            System.arraycopy(file, 0, withoutPassword, 1, file.length);
            return withoutPassword;
        }
    }

    @Test
    void filesOnTheCard_hurtNobody() {
        assertHeld(INPUTS / 3, CardFileTarget::write, CardFileTarget.examples()); // each is a token and two logins
    }

    @Test
    void frames_endTheirConnectionAtMost() throws IOException {
        try (HostileConversation conversation = new HostileConversation()) {
            assertHeld(conversation::hold, HostileConversation.example());
        }
    }

    @Test
    void requestsToTheControlSocket_areAnsweredOrRefusedInWords() {
        assertHeld(HostileRequest::answer, HostileRequest.examples());
    }

    @Test
    void questionsToTheAuthority_getTheStandardsOwnAnswers() throws IOException {
        assertHeld(HostileQuestion::ocsp, HostileQuestion.exampleOfOcsp());
        assertHeld(HostileQuestion::timeStamp, HostileQuestion.exampleOfTimeStamp());
    }

    private static void assertHeld(Consumer<byte[]> target, byte[]... good) {
        assertHeld(INPUTS, target, good);
    }

    private static void assertHeld(int count, Consumer<byte[]> target, byte[]... good) {
        try (Stream<byte[]> inputs = Mutations.of(42, count, good)) {
            inputs.forEach(input -> {
                try {
                    target.accept(input);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("input " + shown(input), e);
                }
            });
        }
    }

    private static String shown(byte[] input) {
        boolean text = new String(input, StandardCharsets.US_ASCII).matches("[\\s\\x20-\\x7E]*");
        byte[] beginning = Arrays.copyOf(input, Math.min(input.length, 4000));
        return text
                ? new String(beginning, StandardCharsets.US_ASCII)
                : HexFormat.of().formatHex(beginning);
    }
}
