package org.tokentwin.benchmark.scale;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tokentwin.benchmark.operation.Sampled;
import org.tokentwin.benchmark.token.NotMeasuredException;
import org.tokentwin.benchmark.token.TargetDescription;
import org.tokentwin.benchmark.token.TokenUnderLoad;

/** As many clients of one server as there are threads. */
public class ClientsBenchmark extends Sampled {
    private static final int BYTES = 32;

    /** A copy of the client's module, since a module is one application in a process, with one connection. */
    @State(Scope.Thread)
    public static class Client {
        private Path copy;
        private TokenUnderLoad token;
        private long session;

        @Setup
        public void connect() throws PKCS11Exception, IOException {
            TargetDescription target = TargetDescription.ofThisProcess();
            if (!target.isBehindSocket()) {
                throw new NotMeasuredException("it is not behind a socket");
            }
            copy = Files.createTempFile("client", ".so");
            Files.write(copy, Files.readAllBytes(target.module().orElseThrow()));
            token = TokenUnderLoad.open(target.withModule(Optional.of(copy)));
            session = token.openReadOnly();
        }

        byte[] random() throws PKCS11Exception {
            byte[] bytes = new byte[BYTES];
            token.p11().C_GenerateRandom(session, bytes);
            return bytes;
        }

        @TearDown
        public void disconnect() throws PKCS11Exception, IOException {
            if (token != null) {
                token.close();
            }
            if (copy != null) {
                Files.delete(copy);
            }
        }
    }

    @Benchmark
    public byte[] random(Client client) throws PKCS11Exception {
        return client.random();
    }
}
