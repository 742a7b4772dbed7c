package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
            description = "Put the key and certificates of this PKCS#12 or PEM file on the token.")
    private @Nullable Path file;

    @Option(
            names = "--p12-password-env",
            paramLabel = "NAME",
            description =
                    "Read the password of that file from this variable; without it, it is asked for where something is encrypted.")
    private @Nullable String variable;

    @Option(
            names = "--p12-password-file",
            paramLabel = "FILE",
            description = "Read it from the first line of this file; an empty one says that there is none.")
    private @Nullable Path passwordFile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--p12-password", hidden = true, arity = "0..1")
    private void refusePasswordAsArgument(@Nullable String ignored) {
        throw usage("a password is never an argument, since other users can read it: "
                + "use the prompt, --p12-password-env or --p12-password-file");
    }

    boolean isGiven() {
        return file != null;
    }

    /** What the file holds, where one is named. */
    Optional<Credential> read() {
        Path credentials = file;
        if (credentials == null) {
            if (source().isGiven()) {
                throw usage("--p12-password-env and --p12-password-file need --p12");
            }
            return Optional.empty();
        }
        List<char[]> asked = new ArrayList<>();
        try {
            return Optional.of(CredentialFile.read(credentials, () -> {
                asked.add(source().read("Password of " + credentials));
                return asked.getLast();
            }));
        } finally {
            asked.forEach(password -> Arrays.fill(password, '\0'));
        }
    }

    private PasswordSource source() {
        return new PasswordSource(command, "--p12-password", variable, passwordFile);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
