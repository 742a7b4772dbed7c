package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code module}: the PKCS#11 library that programs load. */
@Command(
        name = "module",
        description = {
            "Prints where the PKCS#11 library for other programs lies, or puts it elsewhere.",
            "",
            "The library finds a server by TOKENTWIN_SOCKET, or the one that 'serve' starts without options; a copy that is put somewhere with --socket "
                    + "asks the server there, whatever the environment says. It is the library of the profile's version of PKCS#11: one of 2.x does not "
                    + "have the functions of 3.x."
        })
final class ModuleCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @Option(
            names = "--name",
            paramLabel = "FILE",
            description = "The file's name with --install, for a program that insists on one, such as libeTPkcs11.so.")
    private @Nullable String name;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "With --install: the one server that this copy of the library asks.")
    private @Nullable Path socket;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Spec
    private CommandSpec spec;

    private static final class Place {
        @Option(names = "--path", description = "Print the library's path.")
        @SuppressWarnings("UnusedVariable") // the other option's absence says the same
        private boolean path;

        @Option(names = "--install", paramLabel = "DIRECTORY", description = "Put the library into this directory.")
        private @Nullable Path directory;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Version version = profile.cryptokiVersion();
        if (place.directory == null) {
            if (name != null || socket != null) {
                throw new ParameterException(spec.commandLine(), "--name and --socket go with --install");
            }
            TokenHome home = EmulatorCommand.surroundings(spec).home();
            out.println(install(directory(home), SharedLibrary.fileName(version), null, version));
        } else {
            String file = name == null ? SharedLibrary.fileName(version) : fileName(name);
            out.println(install(place.directory, file, socket, version));
        }
        out.flush();
        return ExitStatus.SUCCESS;
    }

    /** Where the library lies next to the kept tokens, so that a program's configuration can name it for good. */
    static Path directory(TokenHome home) {
        return home.directory().resolve("lib");
    }

    /** The library of a version of PKCS#11 in a directory; where a server's socket is given, a copy that asks that one only. */
    static Path install(Path directory, String name, @Nullable Path server, Version version) {
        try {
            return server == null
                    ? SharedLibrary.putInto(directory, name, version)
                    : SharedLibrary.putBound(directory, name, server, version);
        } catch (IOException | UnsupportedOperationException e) {
            throw CommandException.failure(
                    "the PKCS#11 library cannot be put into " + directory + ": " + e.getMessage(),
                    "Name another directory with 'emulator module --install DIRECTORY'.");
        }
    }

    private String fileName(String given) {
        if (given.isEmpty() || given.contains("/") || given.startsWith(".")) {
            throw new ParameterException(
                    spec.commandLine(), "--name takes the name of a file, without a directory, such as libeTPkcs11.so");
        }
        return given;
    }
}
