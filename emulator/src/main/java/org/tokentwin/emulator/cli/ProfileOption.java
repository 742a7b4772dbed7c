package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.profile.MajorMinor;
import org.tokentwin.emulator.profile.ProfileTable;
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

    /** The file, where it is one. */
    Optional<Path> file() {
        return Optional.ofNullable(profile).flatMap(ProfileOption::file);
    }

    /** A file's name ends in {@code .toml} or has a directory. */
    private static Optional<Path> file(String profile) {
        return Optional.of(profile)
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
        return name == null ? TokenProfile.ofDefault() : table(command, name).profile();
    }

    /**
     * The profile that an argument of a command names.
     *
     * @param profile a bundled profile's name, or a file
     */
    static ProfileTable table(CommandSpec command, String profile) {
        Optional<Path> file = file(profile);
        if (file.isPresent()) {
            return ProfileTable.load(file.get());
        }
        if (!TokenProfile.names().contains(profile)) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no profile '" + profile + "'; there are: " + String.join(", ", TokenProfile.names())
                            + "; a file's name ends in .toml");
        }
        return ProfileTable.named(profile);
    }
}
