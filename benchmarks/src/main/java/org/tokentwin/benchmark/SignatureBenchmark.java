package org.tokentwin.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.SignatureMechanism;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.TryRisk;

/** One signature of 32 bytes of data through the PKCS#11 module, hashing included, by a user who is logged in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class SignatureBenchmark {
    private static final byte[] DATA = new byte[32];

    @Param({"RSA_2048", "P256"})
    public String keyType = "";

    private EmulatorTarget target;
    private TokenClient client;
    private TokenSession session;
    private PrivateKeyEntry key;
    private SignatureMechanism mechanism;

    @Setup
    public void logIn() {
        target = EmulatorTarget.withKey(keyType);
        client = TokenClient.open(target.module());
        try (Pin pin = Pin.of(target.pin())) {
            session = client.login(client.tokens().getFirst(), pin, TryRisk.KEEP_FINAL_TRY);
        }
        key = session.privateKeys().getFirst();
        mechanism = SignatureMechanism.defaultFor(key.type());
    }

    @TearDown
    public void logOut() {
        session.close();
        client.close();
        target.close();
    }

    @Benchmark
    public byte[] sign() throws IOException {
        return session.sign(key, mechanism, new ByteArrayInputStream(DATA));
    }
}
