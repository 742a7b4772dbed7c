package org.tokentwin.emulator.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.recording.RecordedApplication;
import org.tokentwin.emulator.recording.RecordedCall;

/**
 * The applications that are connected by the project's own library. An application has one connection or more: the first makes it, and gets a name
 * that nobody can guess; the others show that. It ends with its last connection.
 *
 * <p>Both sides begin with 8 bytes: the letters TWIN, the protocol's version, the size of {@code CK_ULONG}, the size of a pointer, and 1 where
 * structures are packed; then 16 bytes with the application's name. For a new one the client sends 8 zeros and its process's number; for one that
 * is not known the server sends zeros.
 */
public final class WireServer {
    /** The first byte that such a client sends, which none of p11-kit's does. */
    public static final int FIRST_BYTE = 'T';

    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);

    private static final byte[] LETTERS = {FIRST_BYTE, 'W', 'I', 'N', 2};
    private static final int MODEL_BYTES = 3;
    private static final int NAME_BYTES = 16;
    private static final int ZEROS_OF_NEW = 8;
    private static final byte[] NOBODY = new byte[NAME_BYTES];

    private final Function<Program, WireApplication> applications;
    private final boolean inImages;
    private final RequestMemory memory;
    private final SecureRandom random = new SecureRandom();

    @GuardedBy("this")
    private final Map<String, Joined> joined = new HashMap<>();

    private static final class Joined {
        private final String name;
        private final WireApplication application;
        private int connections;

        private Joined(String name, WireApplication application) {
            this.name = name;
            this.application = application;
        }
    }

    /**
     * @param applications makes an application for each client
     * @param memory for the requests of all of them
     */
    public WireServer(Function<Program, CryptokiSource> applications, RequestMemory memory) {
        this(program -> new TokenApplication(applications.apply(program), 0, null), false, memory);
    }

    /** @param inImages whether calls are recorded or replayed, whose values are those of one layout of memory */
    private WireServer(Function<Program, WireApplication> applications, boolean inImages, RequestMemory memory) {
        this.applications = applications;
        this.inImages = inImages;
        this.memory = memory;
    }

    /**
     * Returns a server whose calls are recorded.
     *
     * @param recorder is given each call when it is over, before the client gets its result; on the client's thread
     */
    public static WireServer recorded(
            Function<Program, CryptokiSource> applications, Consumer<RecordedCall> recorder, RequestMemory memory) {
        AtomicLong numbers = new AtomicLong();
        return new WireServer(
                program -> new TokenApplication(applications.apply(program), numbers.incrementAndGet(), recorder),
                true,
                memory);
    }

    /** Returns a server of a recording: no token is there, and each client gets what was recorded. */
    public static WireServer replayed(Supplier<RecordedApplication> applications, RequestMemory memory) {
        return new WireServer(_ -> new ReplayedApplication(applications.get()), true, memory);
    }

    /**
     * Serves a connection until it ends.
     *
     * @throws IOException when the client goes before it has said what it is, or speaks another version
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        byte[] greeting = new byte[LETTERS.length + MODEL_BYTES];
        byte[] name = new byte[NAME_BYTES];
        DataInputStream whole = new DataInputStream(in);
        whole.readFully(greeting);
        whole.readFully(name);
        DataModel model = model(greeting);
        if (inImages && !model.equals(DataModel.LP64)) {
            throw refused("calls of a client with this layout of memory are neither recorded nor replayed");
        }
        Joined found = join(name);
        out.write(greeting);
        out.write(found == null ? NOBODY : HexFormat.of().parseHex(found.name));
        out.flush();
        if (found != null) {
            try {
                new WireConnection(in, out, found.application, model, memory).serve();
            } finally {
                leave(found);
            }
        }
    }

    private static DataModel model(byte[] greeting) throws IOException {
        int sizes = LETTERS.length;
        if (!Arrays.equals(greeting, 0, sizes, LETTERS, 0, sizes)) {
            throw refused("the client speaks another version");
        }
        for (DataModel known : new DataModel[] {DataModel.LP64, DataModel.WINDOWS}) {
            if (greeting[sizes] == known.ulongBytes()
                    && greeting[sizes + 1] == known.pointerBytes()
                    && greeting[sizes + 2] == (known.packed() ? 1 : 0)) {
                return known;
            }
        }
        throw refused("the client's memory has another layout");
    }

    private static IOException refused(String why) {
        LOG.warn("a client's connection was closed: {}", why);
        return new IOException(why);
    }

    private synchronized @Nullable Joined join(byte[] name) {
        Joined found = Arrays.equals(name, 0, ZEROS_OF_NEW, NOBODY, 0, ZEROS_OF_NEW)
                ? newApplication(program(name))
                : joined.get(HexFormat.of().formatHex(name));
        if (found != null) {
            found.connections++;
        }
        return found;
    }

    private static Program program(byte[] name) {
        return Program.of(ByteBuffer.wrap(name).order(ByteOrder.LITTLE_ENDIAN).getLong(ZEROS_OF_NEW));
    }

    @GuardedBy("this")
    private Joined newApplication(Program program) {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        Joined made = new Joined(HexFormat.of().formatHex(name), applications.apply(program));
        joined.put(made.name, made);
        return made;
    }

    private void leave(Joined application) {
        boolean last;
        synchronized (this) {
            last = --application.connections == 0;
            if (last) {
                joined.remove(application.name);
            }
        }
        if (last) {
            application.application.ended();
        }
    }
}
