package org.tokentwin.emulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** A program without a JVM in it, {@code remote-caller.c}. */
public final class RemoteCaller {
    private final Path program;

    private RemoteCaller(Path program) {
        this.program = program;
    }

    /** Compiled for glibc. */
    public static RemoteCaller compile(Path directory) throws IOException, InterruptedException {
        return compile(directory, RequiredProgram.anyOf("gcc", "/usr/bin/gcc"));
    }

    /** Compiled for musl, whose dynamic loader runs it. */
    static RemoteCaller compileForMusl(Path directory) throws IOException, InterruptedException {
        return compile(directory, RequiredProgram.anyOf("musl-tools", "/usr/bin/musl-gcc"));
    }

    private static RemoteCaller compile(Path directory, Path compiler) throws IOException, InterruptedException {
        Path program = directory.resolve("remote-caller");
        Process compiling = new ProcessBuilder(
                        compiler.toString(),
                        "-std=gnu11",
                        "-O1",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-Isrc/main/native",
                        "-o",
                        program.toString(),
                        "src/test/native/remote-caller.c",
                        "-ldl",
                        "-lpthread")
                .redirectErrorStream(true)
                .start();
        String said = said(compiling);
        assertThat(compiling.waitFor()).as(said).isZero();
        return new RemoteCaller(program);
    }

    /** Starts it, to do one of the things that it can do. */
    Process start(Path library, Path socket, char[] pin, String what, String... more) throws IOException {
        return start(List.of(), library, socket, new String(pin), what, more);
    }

    /** Starts it by a program that makes its surroundings. */
    public Process start(List<String> around, Path library, Path socket, String pin, String what, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(program.toString(), library.toString(), what, pin));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TOKENTWIN_SOCKET", socket.toString());
        builder.environment().put("P11_KIT_SERVER_ADDRESS", "unix:path=" + socket);
        return builder.start();
    }

    public static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
