package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.control.ControlClient;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RequiredProgram;
import org.tokentwin.emulator.rpc.RpcSession;
import org.tokentwin.emulator.wire.RemoteCaller;

/**
 * A server in a process of its own runs short of something, and has it again. Meanwhile clients are turned away or refused; afterwards an honest
 * one, by the project's library in a process without a JVM, is served as before, and the token has everything that was answered.
 */
@Tag("devices")
@EnabledOnOs(OS.LINUX)
class ShortageTest {
    private static final String NAME = "scarce";
    private static final byte[] VALUE = "kept".getBytes(StandardCharsets.US_ASCII);
    private static final String USER = "54321";
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path directory;

    private TokenHome home = new TokenHome(Path.of(""));
    private Path run = Path.of("");
    private Path socket = Path.of("");
    private Path library = Path.of("");
    private @Nullable RemoteCaller caller;
    private @Nullable ServingProcess server;
    private List<String> around = List.of();
    private TokenState state = new TokenState("", 0, Map.of());
    private int objects;

    @BeforeEach
    void createToken() throws Exception {
        home = new TokenHome(directory.resolve("home"));
        run = directory.resolve("run");
        socket = run.resolve("pkcs11");
        library = SharedLibrary.putInto(directory, SharedLibrary.fileName());
        caller = RemoteCaller.compile(directory);
        KeptToken.create(home, NAME, EmulatedToken.order().withTestKey().issue(), Optional.empty());
        String pin = new String(KeptToken.describe(home, NAME).pin().chars());
        state = observed(home, pin).afterRightPin();
        Files.createDirectory(run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void noThreadIsLeft_costsNewConnectionsOnly() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "a user with few threads takes root");
        runs("chown", "-R", USER, home.directory().toString(), run.toString());
        around = List.of(
                RequiredProgram.anyOf("util-linux", "/usr/bin/setpriv").toString(),
                "--securebits=+no_setuid_fixup", // else access() does not heed what may be read
                "--reuid=" + USER,
                "--clear-groups",
                "--inh-caps=+dac_read_search",
                "--ambient-caps=+dac_read_search");
        ServingProcess running = start("-Djava.io.tmpdir=" + run);
        keepsAndIsServed();

        limit(running, "--nproc=" + (entries(running, "task") + 8));
        try (Crowd crowd = new Crowd(40)) {
            assertThat(crowd.served).isBetween(1, 8);
            assertThat(isServed()).isFalse();
        }

        awaitServed();
        keepsAndIsServed();
        awaitWord(running, "no thread can be started for it");
        assertNothingIsLost(home);
    }

    @Test
    void noFileDescriptorIsLeft_costsNewConnectionsOnly() throws Exception {
        ServingProcess running = start();
        keepsAndIsServed();

        limit(running, "--nofile=" + (entries(running, "fd") + 40));
        try (RpcSession before = RpcSession.open(socket);
                Crowd crowd = new Crowd(80)) {
            assertThat(crowd.served).isBetween(10, 40);
            assertThat(isServed()).isFalse();
            assertThat(before.login(state.pin())).isEqualTo(Ckr.CKR_OK);
            assertThat(before.createData("in need", VALUE, true)).isEqualTo(Ckr.CKR_OK);
            state = state.afterRightPin().with(ObjectName.data("in need"), hex(VALUE));
        }

        awaitServed();
        assertThat(status().path("turnedAway").asInt()).isGreaterThanOrEqualTo(40);
        keepsAndIsServed();
        assertNothingIsLost(home);
    }

    @Test
    void diskIsFull_costsWhatCouldNotBeWrittenOnly() throws Exception {
        Path seed = Files.move(home.directory(), directory.resolve("seed"));
        Files.createDirectory(home.directory());
        around = List.of(
                RequiredProgram.anyOf("util-linux", "/usr/bin/unshare").toString(),
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=1m,mode=700 tmpfs \"$1\" && cp -a \"$2/.\" \"$1/\" && shift 2 && exec \"$@\"",
                "sh",
                home.directory().toString(),
                seed.toString());
        ServingProcess running = start();
        around = List.of();
        keepsAndIsServed();

        Path seen =
                Path.of("/proc/" + running.pid() + "/root" + home.directory().toAbsolutePath());
        Path filler = seen.resolve("filler");
        assertThatThrownBy(() -> Files.write(filler, new byte[2 * MEBIBYTE])).isInstanceOf(IOException.class);
        assertThat(said("keep", "lost", "Pin!lost99")).contains("C_Login: 0x30, not 0x0");
        awaitWord(running, "A token is out of use: ");
        Files.delete(filler);
        ask("remove");
        ask("insert");

        keepsAndIsServed();
        Path copy = directory.resolve("copy");
        runs("cp", "-a", seen.toString(), copy.toString());
        assertNothingIsLost(new TokenHome(copy));
    }

    @Test
    void littleMemory_isRefusedToThoseWhoWantMuch() throws Exception {
        start("-Xmx64m");
        keepsAndIsServed();

        List<SocketChannel> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                halves.add(half(twin()));
                halves.add(half(p11Kit()));
            }
            keepsAndIsServed();
            assertThat(status().path("requestsRefused").asInt()).isPositive();
        } finally {
            for (SocketChannel half : halves) {
                half.close();
            }
        }
        List<Ckr> answers = new ArrayList<>();
        try (RpcSession greedy = RpcSession.open(socket)) {
            assertThat(greedy.createData("too much", new byte[60 * MEBIBYTE], false))
                    .isEqualTo(Ckr.CKR_HOST_MEMORY);
            Ckr answer = Ckr.CKR_OK;
            for (int i = 0; i < 8000 && answer == Ckr.CKR_OK; i++) {
                answer = greedy.createSessionData(new byte[28_000]);
                answers.add(answer);
            }
        } catch (IOException e) {
            answers.add(Ckr.CKR_HOST_MEMORY); // its connection was ended
        }
        assertThat(answers).last().isEqualTo(Ckr.CKR_HOST_MEMORY);

        awaitServed();
        keepsAndIsServed();
        assertNothingIsLost(home);
    }

    /** Kills come in the midst of a write nearly always, since that is what takes time. */
    @Test
    void slowDisk_losesNothingToAKill() throws Exception {
        Path slow = directory.resolve("slow-disk.so");
        runs(
                "gcc",
                "-shared",
                "-fPIC",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
                slow.toString(),
                "src/test/native/slow-disk.c",
                "-ldl");
        KillingSpree spree = new KillingSpree(
                directory.resolve("slow"),
                7,
                (at, name, where) -> ServingProcess.start(
                        at, name, where, List.of(), List.of(), Map.of("LD_PRELOAD", slow.toString())));
        spree.kill(10);

        assertThat(spree.answered()).isPositive();
    }

    private ServingProcess start(String... flags) throws IOException {
        ServingProcess started =
                ServingProcess.start(home, NAME, socket, around, List.of(flags), Map.of("XDG_RUNTIME_DIR", ""));
        server = started;
        return started;
    }

    /** Sockets that a client holds, in a process of its own. */
    private final class Crowd implements AutoCloseable {
        private final Process process;
        private final int served;

        private Crowd(int wanted) throws IOException {
            process = client("crowd", String.valueOf(wanted));
            String line = process.inputReader().readLine();
            served = Integer.parseInt(line.substring(0, line.indexOf(' ')));
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
        }
    }

    private Process client(String what, String... more) throws IOException {
        return Objects.requireNonNull(caller).start(around, library, socket, state.pin(), what, more);
    }

    private String said(String what, String... more) throws IOException {
        return RemoteCaller.said(client(what, more));
    }

    private boolean isServed() throws IOException {
        return said("signals").equals("done\n");
    }

    /** A client that went is noticed by the thread that serves it, and so a moment later. */
    private void awaitServed() throws IOException {
        while (!isServed()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWord(ServingProcess process, String word) {
        while (!process.said().contains(word)) {
            Thread.onSpinWait();
        }
    }

    /** An honest client makes an object, changes the PIN and tries a wrong one. */
    private void keepsAndIsServed() throws IOException {
        String label = "object " + ++objects;
        String pin = "Pin!000x0" + objects;
        assertThat(said("keep", label, pin)).isEqualTo("done\n");
        state = state.with(ObjectName.data(label), hex(VALUE)).withPin(pin).afterWrongPin();
    }

    private void assertNothingIsLost(TokenHome where) throws InterruptedException {
        ServingProcess running = Objects.requireNonNull(server);
        running.close();
        running.awaitEnd();
        assertThat(observed(where, state.pin())).isEqualTo(state);
    }

    private static TokenState observed(TokenHome where, String pin) {
        try (KeptToken kept = KeptToken.open(where, NAME)) {
            return ObservedToken.of(kept.token(), List.of(pin));
        }
    }

    private JsonNode status() throws IOException {
        return ask("status");
    }

    private JsonNode ask(String verb) throws IOException {
        try (ControlClient control = ControlClient.connect(socket.resolveSibling("pkcs11.control"))) {
            return control.ask(ControlRequest.of(verb, Optional.of(NAME)), JsonNode.class);
        }
    }

    /** Half of a request of 2 MiB. */
    private SocketChannel half(byte[] beginning) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(beginning, MEBIBYTE));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return channel;
    }

    private static byte[] twin() {
        return ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'T', 'W', 'I', 'N', 2, 8, 8, 0})
                .position(24)
                .putLong(2 * MEBIBYTE)
                .array();
    }

    private static byte[] p11Kit() {
        return ByteBuffer.allocate(13)
                .put((byte) 0)
                .putInt(7)
                .putInt(0)
                .putInt(2 * MEBIBYTE)
                .array();
    }

    private static int entries(ServingProcess process, String of) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid(), of))) {
            return (int) files.count();
        }
    }

    private void limit(ServingProcess process, String what) throws Exception {
        List<String> command = new ArrayList<>(around); // only its user may
        command.add(RequiredProgram.anyOf("util-linux", "/usr/bin/prlimit").toString());
        command.addAll(List.of("--pid=" + process.pid(), what + ":"));
        runs(command.toArray(String[]::new));
    }

    private static void runs(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String hex(byte[] value) {
        return HexFormat.of().formatHex(value);
    }
}
