package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher that builds the emulator anew while a server of the old one runs; in a checkout of the test's own, whose Maven copies a jar. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@Tag("devices")
class LauncherBuildTest {
    private static final Path PROJECT = Path.of("..");
    private static final String LIBRARY = "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so";

    @TempDir
    private Path checkout;

    @Test
    void filesOfTheOldBuild_areNotWrittenTo() throws Exception {
        checkOut();
        build("old");
        Path launcher = checkout.resolve("emulator/target/launcher");
        try (FileChannel library = FileChannel.open(launcher.resolve(LIBRARY));
                FileChannel jar = FileChannel.open(launcher.resolve("tokentwin.jar"))) {
            long size = jar.size();
            build("new, and longer");

            assertThat(launcher.resolve(LIBRARY)).hasContent("new, and longer");
            assertThat(new String(Channels.newInputStream(library).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("old");
            assertThat(jar.size()).isEqualTo(size);
            assertThat(launcher.resolve("tokentwin.jar").toFile().length()).isNotEqualTo(size);
        }
        assertThat(launcher).isDirectoryNotContaining("glob:**/unpacked*");
    }

    private void checkOut() throws IOException {
        Files.copy(PROJECT.resolve("tokentwin"), checkout.resolve("tokentwin"), StandardCopyOption.COPY_ATTRIBUTES);
        Path classFiles = Path.of(".launcher", "NewerClassFiles.java");
        Files.createDirectory(checkout.resolve(".launcher"));
        Files.copy(PROJECT.resolve(classFiles), checkout.resolve(classFiles));
        Files.createFile(checkout.resolve("pom.xml"));
        Path source = checkout.resolve(
                "emulator/src/main/java/" + EmulatorCommand.class.getName().replace('.', '/') + ".java");
        Files.createDirectories(source.getParent());
        Files.createFile(source);
        Files.createFile(checkout.resolve("emulator/pom.xml"));
        Files.createDirectories(checkout.resolve("emulator/target/launcher"));
        Path maven = Files.writeString(
                Files.createDirectory(checkout.resolve("bin")).resolve("mvn"),
                "#!/bin/sh\ncp '" + checkout.resolve("built.jar") + "' '"
                        + checkout.resolve("emulator/target/launcher/tokentwin.jar.shaded") + "'\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    /** Changes a source, whose build has this library, and starts the launcher; it finds no program in the jar when all is built. */
    private void build(String library) throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(checkout.resolve("built.jar")))) {
            zip.putNextEntry(new ZipEntry(LIBRARY));
            zip.write(library.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(
                checkout.resolve("pom.xml"), FileTime.from(Instant.now().plus(Duration.ofDays(1))));
        ProcessBuilder launcher =
                new ProcessBuilder(checkout.resolve("tokentwin").toString(), "emulator", "list");
        launcher.environment().put("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH"));
        launcher.environment().put("TOKENTWIN_JAVA_HOME", System.getProperty("java.home"));
        Process process = launcher.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("building emulator").contains("ClassNotFoundException");
    }
}
