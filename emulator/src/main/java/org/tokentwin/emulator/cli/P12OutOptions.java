package org.tokentwin.emulator.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.issuer.Pkcs12File;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The e-Cert as a file in addition to the token, as Hongkong Post's ordinary e-Cert comes. */
final class P12OutOptions {
    @Option(
            names = "--p12-out",
            paramLabel = "FILE",
            description = "Write the e-Cert and its key to this PKCS#12 file too, for programs that take no token.")
    private @Nullable Path file;

    @Option(
            names = "--p12-out-password-env",
            paramLabel = "NAME",
            description = "Read the password for that file from this variable; by default, it is asked for.")
    private @Nullable String variable;

    @Option(
            names = "--p12-out-password-file",
            paramLabel = "FILE",
            description = "Read it from the first line of this file.")
    private @Nullable Path passwordFile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isGiven() {
        return file != null;
    }

    /** @throws ParameterException before anything is issued, when the file is there already or has no password */
    void applyTo(TokenOrder order) {
        PasswordSource source = new PasswordSource(command, "--p12-out-password", variable, passwordFile);
        Path target = file;
        if (target == null) {
            if (source.isGiven()) {
                throw usage("--p12-out-password-env and --p12-out-password-file need --p12-out");
            }
            return;
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw usage("--p12-out names a file that is there already: name a new one");
        }
        char[] password = source.read("Password for " + target);
        if (password.length == 0) {
            throw usage("the file of --p12-out needs a password, and this one is empty");
        }
        order.copyTo(credential -> {
            Pkcs12File.write(target, credential, password);
            Arrays.fill(password, '\0');
        });
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
