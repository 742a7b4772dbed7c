package org.tokentwin.emulator.card.jcardsim;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.tokentwin.emulator.card.CommandApdu;

/** Commands in the form that jCardSim can take. */
final class CommandShape {
    /** Of data and Le, as the Java Card platform counts them. */
    private static final int MOST = 32767;

    /** jCardSim's buffer for a short command has no room for the Le behind 255 bytes of data. */
    private static final int LONGEST_SHORT = 260;

    private static final int HEADER = 4;
    private static final int EXTENDED_HEADER = 7;

    private CommandShape() {}

    /**
     * The command for jCardSim. An extended Le is passed on as the Java Card platform reports it to an applet: 32,767 at most, and as much
     * for 0, which means any. jCardSim would report 0, as if there were none.
     *
     * @return empty for what is no command APDU, at which jCardSim throws, and for more data than its buffer has room for
     */
    static Optional<byte[]> forJcardsim(byte[] command) {
        return CommandApdu.parse(command)
                .filter(parsed -> parsed.data().length <= MOST)
                .map(parsed -> adapted(command, parsed));
    }

    private static byte[] adapted(byte[] command, CommandApdu parsed) {
        boolean isExtended = command.length >= EXTENDED_HEADER && command[HEADER] == 0;
        if (isExtended ? parsed.le() <= MOST : command.length <= LONGEST_SHORT) {
            return command;
        }
        int length = parsed.data().length;
        ByteBuffer extended = ByteBuffer.allocate(EXTENDED_HEADER + (length == 0 ? 0 : length + 2));
        extended.put(command, 0, HEADER).put((byte) 0);
        if (length > 0) {
            extended.putShort((short) length).put(parsed.data());
        }
        return extended.putShort((short) Math.min(parsed.le(), MOST)).array();
    }
}
