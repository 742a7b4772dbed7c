package org.tokentwin.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** A fixture of the emulator in its own process. */
final class ProcessFixture implements Fixture {
    private static final int MOST_TRANSCRIPT = 1 << 20;

    private final Control testbed;

    @GuardedBy("this")
    private Optional<String> name = Optional.empty();

    @GuardedBy("this")
    private Optional<Path> transcript = Optional.empty();

    /** @param testbed the process */
    ProcessFixture(Control testbed) {
        this.testbed = testbed;
    }

    @Override
    public synchronized Token issue(Order order) {
        Map<String, String> options = ProcessOrder.of(order);
        name.ifPresent(into -> options.put("into", into));
        Map<?, ?> answer = withSecrets(order, options);
        ProcessToken token = ProcessToken.of(answer, this);
        if (!order.authorityFaults().isEmpty()) {
            token.injectIntoAuthority(order.authorityFaults().toArray(String[]::new));
        }
        name = Optional.of(ProcessToken.text(answer, "fixture"));
        transcript = Optional.of(Path.of(ProcessToken.text(answer, "trace")));
        return token;
    }

    /** PINs and passwords go by files that only their owner reads. */
    private Map<?, ?> withSecrets(Order order, Map<String, String> options) {
        List<Path> secrets = new ArrayList<>();
        try {
            try {
                order.userPin().ifPresent(pin -> options.put("user-pin-file", secret(secrets, pin)));
                if (!order.credentials().isEmpty()) {
                    options.put(
                            "p12-password-file",
                            IntStream.range(0, order.credentials().size())
                                    .mapToObj(file -> secret(secrets, order.credentialPassword(file)))
                                    .collect(Collectors.joining(ProcessOrder.BETWEEN_VALUES)));
                }
                return testbed.ask("issue", null, options);
            } finally {
                for (Path secret : secrets) {
                    Files.delete(secret);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secret(List<Path> secrets, String content) {
        try {
            Path file = Files.createTempFile("tokentwin-", ".secret");
            secrets.add(file);
            return Files.writeString(file, content).toString();
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
                "The emulator runs in its own process, so that a parameter cannot be of one of its types: take "
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
