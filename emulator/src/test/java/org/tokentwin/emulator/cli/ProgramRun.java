package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** Shell scripts under {@code emulator run}: a fresh token, the real server and the project's library. */
final class ProgramRun {
    private final CommandRun emulator;
    private final Path output;

    private ProgramRun(CommandRun emulator, Path output) {
        this.emulator = emulator;
        this.output = output;
    }

    /** @param directory for what is kept and written */
    static ProgramRun in(Path directory) {
        return new ProgramRun(CommandRun.in(directory).withRealServer(), directory.resolve("output"));
    }

    /** The same with the distribution's {@code p11-kit-client.so} for {@code --p11-kit}. */
    static ProgramRun withP11Kit(Path directory) {
        Path module = RequiredProgram.anyOf(
                "p11-kit-modules",
                Pkcs11KitClient.ofSystem().directories().stream()
                        .map(each -> each.resolve("p11-kit-client.so").toString())
                        .toArray(String[]::new));
        CommandRun emulator = CommandRun.in(directory)
                .with(Pkcs11KitClient.VARIABLE, module.toString())
                .withRealServer();
        return new ProgramRun(emulator, directory.resolve("output"));
    }

    /**
     * What a script prints on standard output and standard error; it must succeed.
     *
     * @param options of {@code run}
     */
    String outputOf(String script, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(List.of(options));
        // Standard input is Surefire's channel to this JVM, of which no program may read.
        command.addAll(List.of("--", "sh", "-c", "(" + script + ") < /dev/null > '" + output + "' 2>&1"));
        CommandRun.Result result = emulator.run(command.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        String text = Files.readString(output);
        assertThat(result.status()).as(text).isZero();
        return text;
    }
}
