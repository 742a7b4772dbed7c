package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config}: what to tell a program so that it finds the tokens that are served. */
@Command(
        name = "config",
        description = "Prints a configuration to paste, for a program that is to use the served tokens.")
final class ConfigCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROGRAM", description = "One of ${COMPLETION-CANDIDATES}.")
    private ConfigurationKind kind = ConfigurationKind.p11kit;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The server's socket; without it, that of 'serve' without it.")
    private @Nullable Path socket;

    @Mixin
    private LibraryOption library = new LibraryOption();

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Surroundings surroundings = EmulatorCommand.surroundings(spec);
        ServerSocket server = Optional.ofNullable(socket)
                .map(ServerSocket::new)
                .orElseGet(() -> ServerSocket.ofDefault(surroundings.environment()));
        Path module =
                library.file(surroundings, ModuleCommand.directory(surroundings.home()), profile.cryptokiVersion());
        PrintWriter out = spec.commandLine().getOut();
        out.print(kind.text(library.export(server), module));
        out.flush();
        return ExitStatus.SUCCESS;
    }
}
