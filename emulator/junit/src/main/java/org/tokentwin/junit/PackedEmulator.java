package org.tokentwin.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The emulator and its libraries as tokentwin-emulator-process has them: jars in a jar, so that no class of them is on the class path of the tests. */
final class PackedEmulator {
    private static final String DIRECTORY = "META-INF/tokentwin/emulator/";
    private static final int MINUTES_TO_TRAIN = 5;

    /** What it serves in training does what tests will do. */
    private static final String PROGRAM_TO_TRAIN_WITH = "org.tokentwin.emulator.rehearsal.Rehearsal";

    private final URL marker;

    private PackedEmulator(URL marker) {
        this.marker = marker;
    }

    static Optional<PackedEmulator> onClassPath() {
        return Optional.ofNullable(EmulatorProgram.resource(DIRECTORY + "README"))
                .filter(marker -> marker.getProtocol().equals("jar"))
                .map(PackedEmulator::new);
    }

    /** Where copies are kept: XDG's directory for what can be made again. */
    static Path cache(Map<String, String> environment) {
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache = named.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return cache.resolve("tokentwin");
    }

    /** Flags that start a JVM from an archive; without one it starts as ever. */
    static List<String> startingFrom(Path archive) {
        return Files.isRegularFile(archive)
                ? List.of("-XX:AOTCache=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:aot=off")
                : List.of();
    }

    /** A copy on disk. */
    record Kept(Path directory) {
        /** The class path of the emulator, always in the same order. */
        String classPath() {
            try (var files = Files.list(directory)) {
                return files.filter(file -> file.toString().endsWith(".jar"))
                        .map(Path::toString)
                        .sorted()
                        .collect(Collectors.joining(java.io.File.pathSeparator));
            } catch (IOException e) {
                throw new UncheckedIOException("The emulator's copy cannot be read", e);
            }
        }

        /**
         * The archive of loaded classes for a Java, made by a first run where it is missing: that takes some seconds, once.
         *
         * @param program the command that runs the emulator with more flags, without its arguments
         */
        Path archive(Path java, Function<List<String>, List<String>> program) {
            Path archive = directory.resolve(release(java) + ".aot");
            if (!Files.exists(archive)) {
                train(archive, java, program);
            }
            return archive;
        }

        private void train(Path archive, Path java, Function<List<String>, List<String>> program) {
            Path fresh = directory.resolve("training-" + ProcessHandle.current().pid() + ".aot");
            List<String> command =
                    new ArrayList<>(program.apply(List.of("-Xlog:disable", "-XX:AOTCacheOutput=" + fresh)));
            command.addAll(List.of("run", "--", java.toString(), "--enable-native-access=ALL-UNNAMED"));
            command.addAll(List.of("-cp", classPath(), PROGRAM_TO_TRAIN_WITH));
            try {
                Process training = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (training.waitFor(MINUTES_TO_TRAIN, TimeUnit.MINUTES) && Files.exists(fresh)) {
                    Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    training.destroy();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The emulator cannot be started from " + directory, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** An archive fits one build of the JDK only. */
        private static String release(Path java) {
            try {
                byte[] release = Files.readAllBytes(java.resolveSibling("..").resolve("release"));
                return digest(List.of(new String(release, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException("The JDK of " + java + " cannot be read", e);
            }
        }
    }

    /** Copies the jars into a directory below the cache that is named after their content, unless they are there. */
    Kept unpack(Path cache) {
        try {
            JarURLConnection connection = (JarURLConnection) marker.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                List<JarEntry> packed = jar.stream()
                        .filter(entry -> entry.getName().startsWith(DIRECTORY)
                                && entry.getName().endsWith(".jar"))
                        .toList();
                Path directory = cache.resolve("emulator-"
                        + digest(packed.stream()
                                .map(entry -> entry.getName() + " " + entry.getCrc() + " " + entry.getSize())
                                .toList()));
                if (!Files.isDirectory(directory)) {
                    unpack(jar, packed, directory);
                }
                return new Kept(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The emulator of tokentwin-emulator-process cannot be copied to " + cache, e);
        }
    }

    private static void unpack(JarFile jar, List<JarEntry> packed, Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        Path fresh = Files.createTempDirectory(directory.getParent(), "unpacking-");
        for (JarEntry entry : packed) {
            Path file = fresh.resolve(Path.of(entry.getName()).getFileName().toString());
            try (InputStream in = jar.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(file)) {
                copyUnsigned(in, out);
            }
        }
        try {
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) { // another process was first
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            delete(fresh);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** Without signatures: archives hold classes of unsigned jars only. */
    private static void copyUnsigned(InputStream from, OutputStream to) throws IOException {
        JarInputStream in = new JarInputStream(from, false);
        Manifest manifest = new Manifest();
        if (in.getManifest() != null) {
            manifest.getMainAttributes().putAll(in.getManifest().getMainAttributes());
        }
        manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream out = new JarOutputStream(to, manifest)) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (!entry.getName().matches("META-INF/([^/]*\\.(SF|RSA|DSA|EC)|MANIFEST.MF)?")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
    }

    private static String digest(List<String> lines) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
