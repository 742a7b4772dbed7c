package org.tokentwin.emulator.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A recording that is being written: a new file that only its owner can read. A call is in it when it returns. Where it is full, or cannot be written, it
 * ends at a call, and says so once; the calls go on. Safe for use by many threads.
 */
public final class RecordingFile implements Consumer<RecordedCall>, AutoCloseable {
    private final OutputStream out;
    private final Consumer<String> notices;
    private final Path file;
    private final long most;

    @GuardedBy("this")
    private long written;

    @GuardedBy("this")
    private boolean ended;

    private RecordingFile(Path file, OutputStream out, Consumer<String> notices, long most) {
        this.file = file;
        this.out = out;
        this.notices = notices;
        this.most = most;
    }

    /**
     * Makes the file.
     *
     * @param notices receives a line if the recording ends before its time
     * @throws java.nio.file.FileAlreadyExistsException when there is one: no recording is overwritten
     * @throws IOException when it cannot be made
     */
    public static RecordingFile create(Path file, Consumer<String> notices) throws IOException {
        return create(file, notices, Recording.LONGEST_FILE);
    }

    static RecordingFile create(Path file, Consumer<String> notices, long most) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new RecordingFile(file, Channels.newOutputStream(channel), notices, most);
    }

    /** Returns where it is. */
    public Path path() {
        return file;
    }

    @Override
    public synchronized void accept(RecordedCall call) {
        if (ended) {
            return;
        }
        byte[] line = call.line().getBytes(StandardCharsets.UTF_8);
        if (line.length > RecordedJson.LONGEST_LINE || written + line.length > most) {
            end("it is full");
            return;
        }
        try {
            out.write(line);
            written += line.length;
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    @GuardedBy("this")
    private void end(String why) {
        ended = true;
        notices.accept("the recording " + file + " ends before its time: " + why);
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
        }
        ended = true;
    }
}
