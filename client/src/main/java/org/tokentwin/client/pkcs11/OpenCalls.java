package org.tokentwin.client.pkcs11;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * The calls that a module has not returned from. They stand in memory that can be a file's, so that another process reads them while this one
 * hangs, and after it died.
 */
public final class OpenCalls {
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int PLACES = 64;
    private static final int STATUS = PLACES * Long.BYTES;
    private static final int SIZE = STATUS + Long.BYTES;

    /** What a place holds: what is called, whether it waits for the user, and a number that no other call has. */
    private static final long CALLED = 0x7FFF;

    private static final long WAITS = 0x8000;
    private static final int SEQUENCE_SHIFT = 16;
    private static final int LOADING = 1;
    private static final int FIRST_FUNCTION = 2;

    private static volatile OpenCalls ofProcess = new OpenCalls(ByteBuffer.allocateDirect(SIZE));

    private final ByteBuffer memory;
    private final AtomicLong sequence = new AtomicLong();

    private OpenCalls(ByteBuffer memory) {
        this.memory = memory.order(ByteOrder.nativeOrder()).alignedSlice(Long.BYTES);
    }

    /** Those of this process. */
    public static OpenCalls ofProcess() {
        return ofProcess;
    }

    /** Those of a file, which is made where it is not there. */
    public static OpenCalls in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new OpenCalls(channel.map(MapMode.READ_WRITE, 0, SIZE));
        }
    }

    /** Makes these the ones of this process. */
    public void ofThisProcess() {
        ofProcess = this;
    }

    /** Notes that the library is being loaded. */
    Open load() {
        return enter(LOADING, false);
    }

    /** Notes a call, until what is returned is closed. */
    Open enter(CryptokiFunction function, boolean waitsForUser) {
        return enter(FIRST_FUNCTION + function.index(), waitsForUser);
    }

    private Open enter(int called, boolean waitsForUser) {
        long word = sequence.incrementAndGet() << SEQUENCE_SHIFT | (waitsForUser ? WAITS : 0) | called;
        for (int place = 0; place < PLACES; place++) {
            if (WORD.compareAndSet(memory, place * Long.BYTES, 0L, word)) {
                int taken = place * Long.BYTES;
                return () -> WORD.setVolatile(memory, taken, 0L);
            }
        }
        return () -> {}; // more than so many at a time are not noted
    }

    /** Notes the exit status with which this process ends by itself. */
    public void end(int status) {
        WORD.setVolatile(memory, STATUS, 1L + status);
    }

    /** The exit status of a process that ended by itself. */
    public OptionalInt ended() {
        long noted = (long) WORD.getVolatile(memory, STATUS);
        return noted == 0 ? OptionalInt.empty() : OptionalInt.of((int) noted - 1);
    }

    /** What has not returned now, in words. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            name(word(place)).ifPresent(names::add);
        }
        return names;
    }

    int places() {
        return PLACES;
    }

    /** What stands in a place: another number for each call, 0 for none. */
    long word(int place) {
        return (long) WORD.getVolatile(memory, place * Long.BYTES);
    }

    /** Whether a call may take as long as its user does. */
    static boolean waitsForUser(long word) {
        return (word & WAITS) != 0;
    }

    static Optional<String> name(long word) {
        int called = (int) (word & CALLED);
        CryptokiFunction[] functions = CryptokiFunction.values();
        if (called == LOADING) {
            return Optional.of("the loading of its library");
        }
        boolean known = called >= FIRST_FUNCTION && called < FIRST_FUNCTION + functions.length;
        return known ? Optional.of(functions[called - FIRST_FUNCTION].name()) : Optional.empty();
    }

    /** A call that is being made. */
    interface Open extends AutoCloseable {
        @Override
        void close();
    }
}
