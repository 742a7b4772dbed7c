package org.tokentwin.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** A fixture of the emulator in a process of its own. */
final class ProcessFixture implements Fixture {
    private static final int MOST_TRANSCRIPT = 1 << 20;

    private final Control testbed;
    private Optional<String> name = Optional.empty();
    private Optional<Path> transcript = Optional.empty();

    /** @param testbed the process */
    ProcessFixture(Control testbed) {
        this.testbed = testbed;
    }

    @Override
    public synchronized Token issue(Order order) {
        Map<String, String> options = options(order);
        name.ifPresent(into -> options.put("into", into));
        Map<?, ?> answer =
                order.credential().isPresent() ? withCredential(order, options) : testbed.ask("issue", null, options);
        ProcessToken token = ProcessToken.of(answer, this);
        name = Optional.of(ProcessToken.text(answer, "fixture"));
        transcript = Optional.of(Path.of(ProcessToken.text(answer, "trace")));
        return token;
    }

    private static Map<String, String> options(Order order) {
        Map<String, String> options = new TreeMap<>();
        options.put("profile", order.hasProfileFile() ? absolute(order.profile()) : order.profile());
        order.label().ifPresent(label -> options.put("label", label));
        options.put("pin", order.withInitialPin() ? "initial" : "changed");
        if (!order.faults().isEmpty()) {
            options.put("fault", String.join("\n", order.faults()));
        }
        if (order.credential().isEmpty()) {
            options.put("holder", order.holder());
            options.put("key", order.key().spelling());
            options.put("test-key", String.valueOf(!order.freshKey()));
        }
        return options;
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }

    /** The password goes by a file that only its owner reads. */
    private Map<?, ?> withCredential(Order order, Map<String, String> options) {
        try {
            Path password = Files.createTempFile("tokentwin-", ".password");
            try {
                Files.writeString(password, order.credentialPassword());
                order.credential().ifPresent(file -> options.put("p12", file.toString()));
                options.put("p12-password-file", password.toString());
                return testbed.ask("issue", null, options);
            } finally {
                Files.delete(password);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Object emulator() {
        throw elsewhere();
    }

    @Override
    public Object emulated(Token token) {
        throw elsewhere();
    }

    private static ParameterResolutionException elsewhere() {
        return new ParameterResolutionException(
                "The emulator runs in a process of its own, so that a parameter cannot be of one of its types: take "
                        + Token.class.getName());
    }

    @Override
    public synchronized String trace() {
        return transcript.map(ProcessFixture::end).orElse("");
    }

    private static String end(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_TRANSCRIPT));
            channel.position(channel.size() - end.capacity());
            int read = 0;
            while (end.hasRemaining() && read >= 0) {
                read = channel.read(end);
            }
            return StandardCharsets.UTF_8.decode(end.flip()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("The transcript cannot be read", e);
        }
    }

    @Override
    public synchronized void close() {
        name.ifPresent(fixture -> testbed.ask("discard", null, Map.of("fixture", fixture)));
        name = Optional.empty();
    }
}
