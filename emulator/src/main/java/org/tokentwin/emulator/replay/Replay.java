package org.tokentwin.emulator.replay;

import java.util.function.Supplier;
import org.tokentwin.emulator.recording.RecordedApplication;

/** A recording as it is given back to programs. Safe for use by many threads. */
public interface Replay extends Supplier<RecordedApplication> {
    /** Returns an application for a program that comes. */
    @Override
    RecordedApplication get();

    /** Returns whether every call so far was one that was recorded. */
    boolean isAsRecorded();

    /** Returns how far the programs have come, for a person to read. */
    String progress();
}
