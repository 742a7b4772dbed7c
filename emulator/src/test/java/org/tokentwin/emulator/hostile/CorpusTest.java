package org.tokentwin.emulator.hostile;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.emulator.authority.HostileQuestion;
import org.tokentwin.emulator.control.HostileRequest;
import org.tokentwin.emulator.rpc.HostileConversation;
import org.tokentwin.emulator.store.HostileImage;

/** The inputs that fuzzing found worth keeping, once more. */
class CorpusTest {
    @ParameterizedTest(name = "{1}")
    @MethodSource("inputs")
    void keptInput_isAnsweredOrRefused(Consumer<byte[]> target, Path input) throws IOException {
        target.accept(Files.readAllBytes(input));
    }

    static Stream<Arguments> inputs() throws IOException, URISyntaxException {
        return Stream.of(
                        inputs("commands", Targets::commands),
                        inputs("image", HostileImage::open),
                        inputs("memory", Targets::memory),
                        inputs("profile", Targets::profile),
                        inputs("credential", Targets::credential),
                        inputs("ocsp", HostileQuestion::ocsp),
                        inputs("timeStamp", HostileQuestion::timeStamp),
                        inputs("cardFiles", CardFileTarget::write),
                        inputs("control", HostileRequest::answer),
                        inputs("frames", CorpusTest::hold))
                .flatMap(List::stream);
    }

    private static List<Arguments> inputs(String target, Consumer<byte[]> consumer)
            throws IOException, URISyntaxException {
        Path directory = Path.of(
                CorpusTest.class.getResource("EntranceFuzzingInputs/" + target).toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(file -> Arguments.of(consumer, file)).toList();
        }
    }

    private static void hold(byte[] input) {
        try (HostileConversation conversation = new HostileConversation()) {
            conversation.hold(input);
        }
    }
}
