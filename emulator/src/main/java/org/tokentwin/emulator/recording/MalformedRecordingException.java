package org.tokentwin.emulator.recording;

/** What was read is no recording. The message says in which line, and why. */
public final class MalformedRecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why it is none; what it quotes of a recording has been made printable */
    public MalformedRecordingException(String why) {
        super(why);
    }
}
