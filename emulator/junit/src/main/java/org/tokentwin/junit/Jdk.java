package org.tokentwin.junit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a Java that the emulator runs on, where the launcher {@code ./tokentwin} looks for one too. */
final class Jdk {
    static final int NEEDED = 25;

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d{1,9})\\b");

    private final Map<String, String> environment;

    /** @param environment the process's variables */
    Jdk(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The program {@code java}.
     *
     * @throws IllegalStateException when there is none; the message says what to do
     */
    Path java() {
        String named = environment.getOrDefault("TOKENTWIN_JAVA_HOME", "");
        if (!named.isEmpty()) {
            return java(Path.of(named))
                    .orElseThrow(() -> new IllegalStateException(
                            "TOKENTWIN_JAVA_HOME is " + named + ", which is no Java " + NEEDED + " or newer."));
        }
        return candidates()
                .flatMap(home -> java(home).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("TokenTwin's emulator needs Java " + NEEDED
                        + " or newer, in its own process; the tests stay on "
                        + Runtime.version().feature()
                        + ". There is none in JAVA25_HOME, JAVA_HOME, on the PATH, in /usr/lib/jvm or in SDKMAN. Install one, or set"
                        + " TOKENTWIN_JAVA_HOME to its directory."));
    }

    private Stream<Path> candidates() {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        for (String variable : List.of("JAVA25_HOME", "JAVA_HOME")) {
            Optional.ofNullable(environment.get(variable))
                    .filter(home -> !home.isEmpty())
                    .map(Path::of)
                    .ifPresent(homes::add);
        }
        for (Path directory : EmulatorProgram.directories(environment)) {
            homeOfProgram(directory.resolve("java")).ifPresent(homes::add);
        }
        homes.addAll(directories(Path.of("/usr/lib/jvm")));
        directories(Path.of("/Library/Java/JavaVirtualMachines"))
                .forEach(bundle -> homes.add(bundle.resolve("Contents/Home")));
        String sdkman = environment.getOrDefault("SDKMAN_DIR", System.getProperty("user.home") + "/.sdkman");
        homes.addAll(directories(Path.of(sdkman, "candidates", "java")));
        return homes.stream();
    }

    private static Optional<Path> homeOfProgram(Path program) {
        try {
            return Optional.ofNullable(program.toRealPath().getParent()).map(Path::getParent);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> directories(Path parent) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    private static Optional<Path> java(Path home) {
        Path program = home.resolve("bin").resolve("java");
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            boolean fits =
                    version.find() && Integer.parseInt(version.group(1)) >= NEEDED && Files.isExecutable(program);
            return fits ? Optional.of(program) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
