package org.tokentwin.emulator.cryptoki.token;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * The age of the user PIN, data object {@code DF46}. The card has no clock: the host tells it the day, in UTC, and the card takes a later one
 * than it knows and no earlier one. So nobody makes a PIN younger; anyone who can talk to the card can make it older, and take its tries.
 */
public final class PinAge {
    private static final int TAG = 0xDF46;
    private static final LocalDate DAY_0 = LocalDate.of(2000, 1, 1);

    private final TokenChannel channel;

    public PinAge(TokenChannel channel) {
        this.channel = channel;
    }

    /** The day that an instant is in, as the card counts days; one before the first or after the last is that one. */
    public static short day(Instant time) {
        long day = ChronoUnit.DAYS.between(DAY_0, LocalDate.ofInstant(time, ZoneOffset.UTC));
        return (short) Math.clamp(day, 1, Short.MAX_VALUE);
    }

    /** Tells the card the day. */
    public void tell(short day) {
        byte[] value = ByteBuffer.allocate(Short.BYTES).putShort(day).array();
        channel.ask(StatusMeaning.FILE, Ins.PUT_DATA, TAG >> Byte.SIZE, TAG & 0xFF, value);
    }

    /** Days since the user PIN was set; empty where the card does not know. */
    public OptionalInt days() {
        ByteBuffer age = ByteBuffer.wrap(channel.getData(TAG));
        int today = age.getShort();
        int setOn = age.getShort();
        return setOn == 0 ? OptionalInt.empty() : OptionalInt.of(today - setOn);
    }
}
