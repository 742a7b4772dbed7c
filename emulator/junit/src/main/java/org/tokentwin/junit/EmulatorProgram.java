package org.tokentwin.junit;

import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the emulator's program is. In this order: the launcher or the class path that a system property or a variable names, the class path of the tests, what
 * tokentwin-emulator-process has packed, the launcher on the PATH.
 */
final class EmulatorProgram {
    static final String LAUNCHER = "tokentwin.launcher";
    static final String CLASS_PATH = "tokentwin.classpath";

    private static final String MAIN = "org.tokentwin.emulator.cli.EmulatorCommand";
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Properties properties;
    private final Map<String, String> environment;

    EmulatorProgram(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static EmulatorProgram ofThisJvm() {
        return new EmulatorProgram(System.getProperties(), System.getenv());
    }

    /**
     * The command that runs it.
     *
     * @param arguments of the emulator's command line
     * @throws IllegalStateException when there is no emulator, or no Java for it; the message says what to do
     */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(named().or(this::onOwnClassPath)
                .or(this::packed)
                .or(this::onPath)
                .orElseThrow(() -> new IllegalStateException(
                        "TokenTwin's emulator was not found. Make org.tokentwin:tokentwin-emulator-process a dependency of the tests, or put its launcher 'tokentwin' on the"
                                + " PATH; or name the launcher in the system property " + LAUNCHER
                                + " or in TOKENTWIN_LAUNCHER, or the class path of the emulator in "
                                + CLASS_PATH + " or in TOKENTWIN_CLASSPATH.")));
        command.addAll(List.of(arguments));
        return command;
    }

    private Optional<List<String>> named() {
        return value(LAUNCHER, "TOKENTWIN_LAUNCHER")
                .map(this::launcher)
                .or(() -> value(CLASS_PATH, "TOKENTWIN_CLASSPATH").map(this::java));
    }

    private List<String> launcher(String file) {
        if (!Files.isRegularFile(Path.of(file)) || !Files.isExecutable(Path.of(file))) {
            throw new IllegalStateException("The launcher " + file
                    + " is no program. Name the file 'tokentwin' in the system property " + LAUNCHER
                    + " or in TOKENTWIN_LAUNCHER.");
        }
        return List.of(file, "emulator");
    }

    private Optional<List<String>> onOwnClassPath() {
        return isOnClassPath() ? Optional.of(java(ownClassPath())) : Optional.empty();
    }

    /** With the modules: the emulator in its own process takes all from its class path. */
    private String ownClassPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(name -> properties.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether the tests' own class path, or module path, has the emulator. */
    static boolean isOnClassPath() {
        return resource(MAIN.replace('.', '/') + ".class") != null;
    }

    /** From a jar next to this one's, be they on the class path or modules. */
    static @Nullable URL resource(String name) {
        return EmulatorProgram.class.getClassLoader().getResource(name);
    }

    private List<String> java(String classPath) {
        return java(new Jdk(environment).java(), classPath, List.of());
    }

    private static List<String> java(Path program, String classPath, List<String> more) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(FLAGS);
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")); // it may be all that can be written
        command.addAll(more);
        command.addAll(List.of("-cp", classPath, MAIN));
        return command;
    }

    /** From a kept copy, which has an archive of loaded classes after its first start. */
    private Optional<List<String>> packed() {
        return PackedEmulator.onClassPath().map(packed -> {
            Path java = new Jdk(environment).java();
            PackedEmulator.Kept kept = packed.unpack(PackedEmulator.cache(environment));
            Path archive = kept.archive(java, flags -> java(java, kept.classPath(), flags));
            return java(java, kept.classPath(), PackedEmulator.startingFrom(archive));
        });
    }

    private Optional<List<String>> onPath() {
        return directories(environment).stream()
                .map(directory -> directory.resolve("tokentwin"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> launcher(file.toString()));
    }

    /** Those of the PATH. */
    static List<Path> directories(Map<String, String> environment) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .map(Path::of)
                .toList();
    }

    private Optional<String> value(String property, String variable) {
        return Optional.ofNullable(properties.getProperty(property))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(value -> !value.isEmpty());
    }
}
