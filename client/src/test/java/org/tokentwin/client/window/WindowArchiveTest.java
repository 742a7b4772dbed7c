package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.cli.ClientCommand;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RpcServer;

/**
 * The archive of loaded classes that the launcher makes of the first window: in a checkout of the test's own, which has the launcher and the client
 * as it was built. A person presses Ctrl+Q on the keyboard of the display.
 */
@WindowTest
class WindowArchiveTest {
    private static final Path PROJECT = Path.of("..");
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String ARCHIVE = ".window.aot";
    private static final long MOST_RESIDENT_KIBIBYTES = 200L << 10;

    @TempDir
    private Path checkout;

    private Path launcher;
    private Path jar;

    @BeforeEach
    void checkOut() throws IOException {
        Files.copy(PROJECT.resolve("tokentwin"), checkout.resolve("tokentwin"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectory(checkout.resolve(".launcher"));
        Files.createFile(checkout.resolve("pom.xml"));
        Path source = checkout.resolve(
                "client/src/main/java/" + ClientCommand.class.getName().replace('.', '/') + ".java");
        Files.createDirectories(source.getParent());
        Files.createFile(source);
        Files.createFile(checkout.resolve("client/pom.xml"));
        launcher = Files.createDirectories(checkout.resolve("client/target/launcher"));
        jar = launcher.resolve("tokentwin.jar");
        packClient(jar);
        Files.createFile(checkout.resolve("client/target/tokentwin.built"));
    }

    @Test
    void archive_isMadeOfTheFirstWindow_usedByTheNext_andMadeAnewAfterAChange() throws Exception {
        closedByItsUser(window());
        await("an archive is made", () -> files().anyMatch(WindowArchiveTest::isArchive));
        await("nothing else is left", () -> files().allMatch(file -> isArchive(file) || file.equals(jar)));
        Path archive = files().filter(WindowArchiveTest::isArchive).findFirst().orElseThrow();
        FileTime made = Files.getLastModifiedTime(archive);

        Process second = window();
        await("the second window has it", () -> procfs(second, "maps").contains(archive.toString()));
        closedByItsUser(second);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        closedByItsUser(window());
        await("the archive is made anew", () -> modified(archive).compareTo(made) > 0);
        await("nothing else is left", () -> files().allMatch(file -> isArchive(file) || file.equals(jar)));
    }

    /** What was resident at most, of a window with a token and its certificates, at the scale of a display of many pixels. */
    @Test
    @Tag("devices")
    void windowOfAToken_startedFromItsArchive_takesBoundedMemory() throws Exception {
        closedByItsUser(window());
        await("an archive is made", () -> files().anyMatch(WindowArchiveTest::isArchive));
        await("nothing else is left", () -> files().allMatch(file -> isArchive(file) || file.equals(jar)));
        Path archive = files().filter(WindowArchiveTest::isArchive).findFirst().orElseThrow();
        Path socket = checkout.resolve("run").resolve("pkcs11");
        Path library = SharedLibrary.putInto(checkout, SharedLibrary.fileName());
        try (InsertedToken inserted = InsertedToken.issue();
                RpcServer server = RpcServer.start(socket, inserted.emulator()::connect)) {
            Process window = start(
                    Map.of("TOKENTWIN_SOCKET", socket.toString()), "client", "window", "--module", library.toString());
            await("the window has the archive", () -> procfs(window, "maps").contains(archive.toString()));
            await("the window has asked for the token", () -> server.connections() > 0);
            awaitPaint();
            long peak = peakKibibytes(window);
            closedByItsUser(window);

            assertThat(peak).isLessThan(MOST_RESIDENT_KIBIBYTES);
        }
    }

    @Test
    void windowThatIsEnded_leavesItsStatusAndNoFiles() throws Exception {
        Process window = window();
        awaitPaint();
        window.destroy();

        assertThat(window.waitFor()).isEqualTo(143);
        await("nothing is left", () -> files().allMatch(jar::equals));
    }

    @Test
    void wrongUsage_leavesItsStatusAndNoFiles() throws Exception {
        Process window = start("client", "window", "--no-such-option");

        assertThat(new String(window.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("error: unknown option");
        assertThat(window.waitFor()).isEqualTo(2);
        await("nothing is left", () -> files().allMatch(jar::equals));
    }

    private Process window() throws IOException {
        return start("client", "window");
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(checkout.resolve("tokentwin").toString()), Arrays.stream(arguments))
                        .toList());
        builder.environment().put("DISPLAY", VirtualScreen.display());
        builder.environment().put("TOKENTWIN_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TOKENTWIN_HOME", checkout.resolve("home").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("GDK_SCALE", "2"); // as this JVM has it, whose picture of the screen is looked at
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The user closes the window, and has seen nothing of what the launcher does. */
    private static void closedByItsUser(Process window) throws Exception {
        awaitPaint();
        new Keyboard().press(KeyEvent.VK_CONTROL, KeyEvent.VK_Q, () -> !window.isAlive());

        assertThat(window.waitFor()).isZero();
        assertThat(window.getInputStream().readAllBytes()).isEmpty();
        assertThat(new String(window.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }

    private static void awaitPaint() throws Exception {
        new Keyboard().awaitWindow();
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.list(launcher)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isArchive(Path file) {
        return file.toString().endsWith(ARCHIVE);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The most that was ever resident of a process, pages of files among it. */
    private static long peakKibibytes(Process process) {
        return procfs(process, "status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** What the kernel says of a process: {@code maps} are the files in its memory. */
    private static String procfs(Process process, String what) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), what));
        } catch (IOException e) {
            throw new AssertionError(process + " has ended", e);
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** Packs the client and what it needs into one jar, as the launcher's build does. */
    private static void packClient(Path jar) throws IOException {
        List<Path> needed = Stream.of(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .filter(path -> !path.toString().contains("test-classes"))
                .filter(path -> Files.isDirectory(path)
                        || path.getFileName()
                                .toString()
                                .matches("(tokentwin-c|ipkcs11wrapper|bcp|bcutil|flatlaf|picocli|jackson|slf4j).*"))
                .toList();
        Set<String> packed = new HashSet<>();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Path each : needed) {
                if (Files.isDirectory(each)) {
                    packDirectory(each, zip, packed);
                } else {
                    packJar(each, zip, packed);
                }
            }
        }
    }

    private static void packDirectory(Path directory, ZipOutputStream zip, Set<String> packed) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    pack(directory.relativize(file).toString(), in, zip, packed);
                }
            }
        }
    }

    private static void packJar(Path file, ZipOutputStream zip, Set<String> packed) throws IOException {
        try (JarFile its = new JarFile(file.toFile())) {
            for (ZipEntry entry :
                    its.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream in = its.getInputStream(entry)) {
                    pack(entry.getName(), in, zip, packed);
                }
            }
        }
    }

    /** A signature of one jar is none of all together. */
    private static void pack(String name, InputStream in, ZipOutputStream zip, Set<String> packed) throws IOException {
        if (name.matches("META-INF/[^/]*") || !packed.add(name)) {
            return;
        }
        zip.putNextEntry(new ZipEntry(name));
        in.transferTo(zip);
        zip.closeEntry();
    }
}
