package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.control.Verb;

/** {@code recording}: a part of what was recorded so far, where the server records. */
record RecordingVerb(Path file) implements Verb {
    /** Option: the byte that the part begins with, from 0. */
    private static final String FROM = "from";

    /** Of the answer: the part in Base64, empty at the end. */
    private static final String BYTES = "bytes";

    /** Of the answer: the byte that the next part begins with. */
    private static final String NEXT = "next";

    private static final int DIGITS = 12;
    private static final int MOST = 1 << 19;

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        long position = request.options().containsKey(FROM)
                ? request.number(FROM, DIGITS)
                        .orElseThrow(() -> new RefusedException(Reason.USAGE, "'from' is the number of a byte", ""))
                : 0;
        byte[] part = part(position);
        answers.send(Map.of(BYTES, Base64.getEncoder().encodeToString(part), NEXT, position + part.length));
    }

    private byte[] part(long position) {
        ByteBuffer part = ByteBuffer.allocate(MOST);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            int read = channel.read(part);
            return Arrays.copyOf(part.array(), Math.max(0, read));
        } catch (IOException e) {
            throw new RefusedException(Reason.FAILURE, "the recording cannot be read: " + e.getMessage(), "");
        }
    }
}
