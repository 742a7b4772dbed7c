package org.tokentwin.emulator.card;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Writes down what is exchanged with a card, a line for each command and for each answer, numbered as pairs:
 *
 * <pre>{@code
 * 7 > channel 1 VERIFY 01 20 00 11 data [9 bytes]
 * 7 < 63CE (14 tries left)
 * }</pre>
 *
 * <p>Never a secret: of PINs, imported keys, what is signed and what was deciphered, random numbers and the contents of files, only the length is shown,
 * in chained commands and GET RESPONSE too.
 */
public final class TracingCard implements Card {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** PINs: the user's, the SO's, the signature PIN and the PUK. */
    private static final Set<Integer> PUT_SECRETS = Set.of(0xDF50, 0xDF51, 0xDF53, 0xDF54);

    private static final int DECIPHER = 0x8086;
    private static final int SIGN = 0x9E9A;
    private static final int CHAINING = 0x10;

    private final Card card;
    private final Consumer<String> lines;
    private final LongConsumer nanos;
    private final AtomicLong exchanges = new AtomicLong();

    @GuardedBy("itself")
    private final Set<Integer> channelsWithPublicAnswer = new HashSet<>();

    /**
     * @param card closed with this one
     * @param lines takes each line, without its end; called on the thread that uses the card
     */
    public TracingCard(Card card, Consumer<String> lines) {
        this(card, lines, nanos -> {});
    }

    /**
     * @param card closed with this one
     * @param lines takes each line, without its end; called on the thread that uses the card
     * @param nanos takes how many nanoseconds the card needed for each answer
     */
    public TracingCard(Card card, Consumer<String> lines, LongConsumer nanos) {
        this.card = card;
        this.lines = lines;
        this.nanos = nanos;
    }

    @Override
    public byte[] atr() {
        return card.atr();
    }

    @Override
    public byte[] transmit(byte[] command) {
        long number = exchanges.incrementAndGet();
        Optional<CommandApdu> parsed = CommandApdu.parse(command);
        lines.accept(
                number + " > " + parsed.map(known -> describe(command, known)).orElse("no APDU, " + length(command)));
        boolean secret = parsed.isPresent() && answersSecret(channel(command[0]), parsed.get());
        long start = System.nanoTime();
        byte[] answer = card.transmit(command);
        nanos.accept(System.nanoTime() - start);
        lines.accept(number + " < " + describe(ResponseApdu.of(answer), secret));
        return answer;
    }

    @Override
    public void reset() {
        card.reset();
        synchronized (channelsWithPublicAnswer) {
            channelsWithPublicAnswer.clear();
        }
        lines.accept("reset");
    }

    @Override
    public void close() {
        card.close();
        lines.accept("close");
    }

    private static String describe(byte[] command, CommandApdu parsed) {
        String header = String.format(
                Locale.ROOT,
                "channel %d %s %02X %02X %02X %02X",
                channel(command[0]),
                Ins.name(parsed.ins()),
                command[0],
                parsed.ins(),
                parsed.p1(),
                parsed.p2());
        boolean chained = command[0] >= 0 && (command[0] & CHAINING) != 0;
        return header
                + (chained ? " chained" : "")
                + (parsed.data().length == 0
                        ? ""
                        : " data " + (isSecret(parsed) ? length(parsed.data()) : hex(parsed.data())))
                + (parsed.le() == 0 ? "" : " le " + parsed.le());
    }

    private static String describe(ResponseApdu response, boolean secret) {
        String status = StatusWord.describe(response.sw());
        if (response.data().length == 0) {
            return status;
        }
        return status + " data " + (secret ? length(response.data()) : hex(response.data()));
    }

    private static boolean isSecret(CommandApdu command) {
        int parameters = parameters(command);
        return switch (command.ins()) {
            case Ins.VERIFY, Ins.VERIFY_BER, Ins.CHANGE_REFERENCE_DATA, Ins.RESET_RETRY_COUNTER -> true;
            case Ins.PUT_DATA_BER, Ins.UPDATE_BINARY, Ins.CREATE_FILE -> true;
            case Ins.PUT_DATA -> PUT_SECRETS.contains(parameters);
            case Ins.PERFORM_SECURITY_OPERATION -> parameters == SIGN;
            default -> !Ins.isKnown(command.ins());
        };
    }

    /**
     * Also of an answer that comes in parts: GET RESPONSE fetches what the command before it answered, which is secret where that command was
     * not seen.
     */
    private boolean answersSecret(int channel, CommandApdu command) {
        synchronized (channelsWithPublicAnswer) {
            if (command.ins() == Ins.GET_RESPONSE) {
                return !channelsWithPublicAnswer.contains(channel);
            }
            boolean secret = command.ins() == Ins.READ_BINARY
                    || command.ins() == Ins.GET_CHALLENGE
                    || (command.ins() == Ins.PERFORM_SECURITY_OPERATION && parameters(command) == DECIPHER);
            if (secret) {
                channelsWithPublicAnswer.remove(channel);
            } else {
                channelsWithPublicAnswer.add(channel);
            }
            return secret;
        }
    }

    private static int parameters(CommandApdu command) {
        return command.p1() << Byte.SIZE | command.p2();
    }

    /** The logical channel in a class byte; of a class that the card does not know, something. */
    private static int channel(byte cla) {
        if (cla < 0) {
            return 20 + (cla & 0x3F);
        }
        return (cla & 0x40) == 0 ? cla & 0x03 : 4 + (cla & 0x0F);
    }

    private static String length(byte[] bytes) {
        return "[" + bytes.length + " bytes]";
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }
}
