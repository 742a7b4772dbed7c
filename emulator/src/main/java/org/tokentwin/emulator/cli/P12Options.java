package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.CredentialFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A key and certificates of the user's own, and where the password of their file comes from. */
final class P12Options {
    @Option(
            names = "--p12",
            paramLabel = "FILE",
            description =
                    "Put the key and certificates of this PKCS#12 or PEM file on the token; given again, those of a second file too.")
    private List<Path> files = List.of();

    @Option(
            names = "--p12-password-env",
            paramLabel = "NAME",
            description =
                    "Read the password of that file from this variable; by default, it is asked for where something is encrypted. "
                            + "For several files, give it once for all, or once for each.")
    private List<String> variables = List.of();

    @Option(
            names = "--p12-password-file",
            paramLabel = "FILE",
            description = "Read it from the first line of this file; an empty one says that there is none.")
    private List<Path> passwordFiles = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--p12-password", hidden = true, arity = "0..1")
    private void refusePasswordAsArgument(@Nullable String ignored) {
        throw usage("a password is never an argument, since other users can read it: "
                + "use the prompt, --p12-password-env or --p12-password-file");
    }

    boolean isGiven() {
        return !files.isEmpty();
    }

    /** What the files hold, in their order. */
    List<Credential> read() {
        int count = files.size();
        if (count == 0 && (!variables.isEmpty() || !passwordFiles.isEmpty())) {
            throw usage("--p12-password-env and --p12-password-file need --p12");
        }
        requireOneOrAsMany("--p12-password-env", variables, count);
        requireOneOrAsMany("--p12-password-file", passwordFiles, count);
        return IntStream.range(0, count)
                .mapToObj(number -> read(
                        files.get(number),
                        new PasswordSource(
                                command, "--p12-password", of(number, variables), of(number, passwordFiles))))
                .toList();
    }

    private void requireOneOrAsMany(String option, List<?> given, int count) {
        if (given.size() > 1 && given.size() != count) {
            throw usage(option + " is given once for all files of --p12, or once for each: there are " + count
                    + " files and " + given.size() + " of it");
        }
    }

    private static <T> @Nullable T of(int file, List<T> given) {
        return given.isEmpty() ? null : given.get(Math.min(file, given.size() - 1));
    }

    private static Credential read(Path credentials, PasswordSource source) {
        List<char[]> asked = new ArrayList<>();
        try {
            return CredentialFile.read(credentials, () -> {
                asked.add(source.read("Password of " + credentials));
                return asked.getLast();
            });
        } finally {
            asked.forEach(password -> Arrays.fill(password, '\0'));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
