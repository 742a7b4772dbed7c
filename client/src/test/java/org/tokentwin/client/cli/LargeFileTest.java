package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RpcServer;

/** A file that is longer than the client's memory by far is signed, and its signature verified, as it is read. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the library for other processes is built for Linux")
class LargeFileTest {
    private static final long LENGTH = 400L << 20;
    private static final String MEMORY = "-Xmx64m";

    @TempDir
    private Path directory;

    @Test
    @Tag("devices")
    void cmsOfALargeFile_isMadeAndVerifiedInLittleMemory() throws Exception {
        Path data = directory.resolve("data");
        Path signature = directory.resolve("signature");
        Path socket = directory.resolve("run").resolve("pkcs11");
        try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
            file.setLength(LENGTH);
        }
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token);
                RpcServer _ = RpcServer.start(socket, emulator::connect)) {
            String pin = new String(token.pin());

            assertThat(client(socket, pin, "sign", "--format", "cms", "--out", signature.toString(), data.toString()))
                    .isEmpty();
            assertThat(verify(socket, pin, signature, data)).startsWith("The signature is valid.");
            try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
                file.seek(LENGTH - 1);
                file.write(1);
            }
            assertThat(verify(socket, pin, signature, data)).startsWith("The signature is NOT valid.");
        }
    }

    private String verify(Path socket, String pin, Path signature, Path data) throws Exception {
        return client(socket, pin, "verify", "--format", "cms", "--signature", signature.toString(), data.toString());
    }

    private String client(Path socket, String pin, String... arguments) throws IOException, InterruptedException {
        Path library = SharedLibrary.putInto(directory, SharedLibrary.fileName());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                MEMORY,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ClientCommand.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--module", library.toString()));
        Path err = Files.createTempFile(directory, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("TOKENTWIN_SOCKET", socket.toString());
        builder.environment().put("TOKENTWIN_PIN", pin);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(err).content().isEmpty();
        return out;
    }
}
