package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/junit.md} shows is what runs. */
class JUnitPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "junit.md");
    private static final Path EXAMPLE = Path.of("src/test/java/org/tokentwin/example/WhatATestAsksForTest.java");

    @TempDir
    private Path directory;

    @Test
    void javaOfThePage_isATestOfThisBuild() throws IOException {
        assertThat(shown("java"))
                .isEqualTo(Files.readString(EXAMPLE).replace("package org.tokentwin.example;\n\n", ""));
    }

    @Test
    void dependencyOfThePage_isThatOfTheSampleProject() throws IOException {
        String pom = Files.readString(Path.of("..", "..", "examples", "junit-any-jdk", "pom.xml"));

        assertThat(pom.replaceAll("\\s+", "")).contains(shown("xml").replaceAll("\\s+", ""));
    }

    @Test
    @Tag("devices")
    void shellOfThePage_runs() throws Exception {
        assumeThat(Files.exists(Path.of("/usr/bin/pkcs11-tool")) || "true".equals(System.getenv("CI")))
                .as("pkcs11-tool, of Debian's package opensc")
                .isTrue();
        Path launcher = Files.writeString(
                directory.resolve("tokentwin"),
                "#!/bin/sh\nshift\nexec '%s/bin/java' -cp '%s' --enable-native-access=ALL-UNNAMED org.tokentwin.emulator.cli.EmulatorCommand \"$@\"\n"
                        .formatted(System.getProperty("java.home"), OldJdk.emulator()));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Path output = directory.resolve("output");
        Process shell = new ProcessBuilder("sh", "-e", "-c", shown("sh"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(shell.waitFor(10, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(said).isZero();
        assertThat(said).contains("Certificate Object; type = X.509 cert", "CHAN TAI MAN", "was taken out of slot 0");
    }

    private static String shown(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n((?s:.*?))```\n").matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
