package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.emulator.rpc.RequiredProgram;

/**
 * Each fault of {@code docs/reliability.md} as a program of another project sees it, through the library: given to {@code run}, and to a server that
 * serves. The API's are in {@code FaultExamplesTest}.
 */
class FaultsOfTheListTest {
    private static final String SIGN =
            "echo data | pkcs11-tool --module \"$PKCS11_MODULE\" --login --pin \"$TOKENTWIN_PIN\""
                    + " --sign --mechanism SHA256-RSA-PKCS --output-file /dev/null";
    private static final String SIGN_TWICE = SIGN + " && " + SIGN;
    private static final String WRITE = "echo data > \"$HOME/data\" && pkcs11-tool --module \"$PKCS11_MODULE\" --login"
            + " --pin \"$TOKENTWIN_PIN\" --write-object \"$HOME/data\" --type data --label note";
    private static final String TIME = "/usr/bin/python3 -c 'import os, PyKCS11; lib = PyKCS11.PyKCS11Lib();"
            + " lib.load(os.environ[\"PKCS11_MODULE\"]); slot = lib.getSlotList(tokenPresent=True)[0];"
            + " info = lib.getTokenInfo(slot); print(\"time\", info.utcTime, \"CKF_CLOCK_ON_TOKEN\" in info.flags2text())'";

    /**
     * A fault and what it does to a program.
     *
     * @param leastMillis how long the program takes at least
     * @param shown on its output or error output
     */
    record Example(String fault, String program, boolean succeeds, long leastMillis, String shown) {
        @Override
        public String toString() {
            return fault;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example("remove", SIGN, false, 0, "CKR_DEVICE_REMOVED"),
                new Example("remove@command:9", SIGN, false, 0, "CKR_DEVICE_REMOVED"),
                new Example("remove@sign", SIGN, false, 0, "CKR_DEVICE_REMOVED"),
                new Example("remove-after@sign", SIGN, false, 0, "CKR_DEVICE_REMOVED"),
                new Example("sw=6F00@verify:2", SIGN_TWICE, false, 0, "CKR_DEVICE_ERROR"),
                new Example("delay=700ms@sign", SIGN, true, 700, ""),
                new Example("slow=20ms", SIGN, true, 100, ""),
                new Example("remove@write", WRITE, false, 0, "CKR_DEVICE_REMOVED"),
                new Example("memory-full", WRITE, false, 0, "CKR_DEVICE_MEMORY"),
                new Example("clock=2020-12-31T12:00:00Z", TIME, true, 0, "time 2020123112"));
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("examples")
    void faultOfRun_isWhatTheProgramSees(Example example) throws IOException {
        assertSeen(example, List.of("--fault", example.fault()), example.program());
    }

    /** The program asks the server that serves it for the fault, as a second shell would. */
    @ParameterizedTest
    @MethodSource("examples")
    void faultWhileServing_isWhatTheProgramSees(Example example) throws Exception {
        Path asked = directory.resolve("asked");
        Path injected = directory.resolve("injected");
        Thread other = Thread.ofVirtual().start(() -> inject(example, asked, injected));
        String waiting = "echo \"$TOKENTWIN_SOCKET\" > '" + asked + ".next' && mv '" + asked + ".next' '" + asked
                + "' && while [ ! -e '" + injected + "' ]; do sleep 0.05; done; ";
        assertSeen(example, List.of(), waiting + example.program());
        other.join();
    }

    private void inject(Example example, Path asked, Path injected) {
        try {
            while (!Files.exists(asked)) {
                Thread.sleep(20);
            }
            CommandRun.Result result = CommandRun.in(directory)
                    .with(ServerSocket.VARIABLE, Files.readString(asked).strip())
                    .run("fault", example.fault());
            assertThat(result.status()).as(result.err()).isZero();
            Files.createFile(injected);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertSeen(Example example, List<String> options, String program) throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        RequiredProgram.anyOf("python3-pykcs11", "/usr/lib/python3/dist-packages/PyKCS11");
        Path output = directory.resolve("output");
        List<String> shell = List.of(
                "--", "sh", "-c", "export HOME='" + directory + "'; { " + program + "; } > '" + output + "' 2>&1");
        long start = System.nanoTime();
        int status = CommandRun.in(directory)
                .withRealServer()
                .run(Stream.of(List.of("run", "--test-key"), options, shell)
                        .flatMap(List::stream)
                        .toArray(String[]::new))
                .status();

        assertThat(status == 0).as(Files.readString(output)).isEqualTo(example.succeeds());
        assertThat(Files.readString(output)).contains(example.shown());
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(example.leastMillis() * 1_000_000);
    }
}
