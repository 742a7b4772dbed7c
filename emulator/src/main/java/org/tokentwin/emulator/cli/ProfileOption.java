package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.profile.MajorMinor;
import org.tokentwin.emulator.profile.TokenProfile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The token's model: a bundled profile by name, or one in a file. */
final class ProfileOption {
    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE.toml",
            description = "The token's model; without it, " + TokenProfile.DEFAULT_NAME + ".")
    private @Nullable String profile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isGiven() {
        return profile != null;
    }

    /** The file, where it is one: its name ends in {@code .toml} or has a directory. */
    Optional<Path> file() {
        return Optional.ofNullable(profile)
                .filter(name -> name.endsWith(".toml") || name.contains("/"))
                .map(Path::of);
    }

    /** The version of PKCS#11 that the library of such tokens is of. */
    Version cryptokiVersion() {
        MajorMinor version = load().library().cryptokiVersion();
        return new Version(version.major(), version.minor());
    }

    TokenProfile load() {
        String name = profile;
        if (name == null) {
            return TokenProfile.ofDefault();
        }
        Optional<Path> file = file();
        if (file.isPresent()) {
            return TokenProfile.load(file.get());
        }
        if (!TokenProfile.names().contains(name)) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no profile '" + name + "'; there are: " + String.join(", ", TokenProfile.names())
                            + "; a file's name ends in .toml");
        }
        return TokenProfile.named(name);
    }
}
