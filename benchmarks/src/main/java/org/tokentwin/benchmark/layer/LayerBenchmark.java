package org.tokentwin.benchmark.layer;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;

import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tokentwin.benchmark.operation.Sampled;
import org.tokentwin.benchmark.token.EmulatorServer;
import org.tokentwin.benchmark.token.NotMeasuredException;
import org.tokentwin.benchmark.token.PreparationException;
import org.tokentwin.benchmark.token.PreparedTarget;
import org.tokentwin.benchmark.token.TokenUnderLoad;
import org.tokentwin.benchmark.token.Workshop;
import org.tokentwin.client.pkcs11.LoadedModule;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** The same question to each layer: 32 random bytes, which the card draws. */
public class LayerBenchmark extends Sampled {
    private static final int BYTES = 32;
    private static final long SERIAL_SESSION = 0x4;
    private static final byte[] GET_CHALLENGE = {0x00, (byte) 0x84, 0x00, 0x00, BYTES};

    /** A token with the three ways to it that are in one process. */
    @State(Scope.Benchmark)
    public static class Layers {
        Card card;
        Cryptoki cryptoki;
        long cryptokiSession;
        PKCS11 p11;
        long session;
        private EmulatedToken token;
        private Emulator emulator;

        @Setup
        public void make() throws PKCS11Exception {
            token = EmulatedToken.order().blank().issue();
            emulator = Emulator.with(token);
            card = token.card();
            cryptoki = emulator.newApplication();
            cryptoki.initialize(null);
            long slot = emulator.slotOf(token);
            cryptokiSession = cryptoki.openSession(slot, SERIAL_SESSION);
            p11 = LoadedModule.of(emulator.modulePath()).pkcs11();
            p11.C_Initialize(new CK_C_INITIALIZE_ARGS(), true);
            session = p11.C_OpenSession(slot, CKF_SERIAL_SESSION, null, null);
        }

        @TearDown
        public void close() throws PKCS11Exception {
            p11.C_Finalize(null);
            cryptoki.finalizeCryptoki(false);
            emulator.close();
            token.close();
        }
    }

    /** A server in this process, and p11-kit's client of it. */
    @State(Scope.Benchmark)
    public static class Socket {
        PKCS11 p11;
        long session;
        private Workshop workshop;
        private PreparedTarget server;
        private TokenUnderLoad client;

        @Setup
        public void connect() throws Exception {
            workshop = Workshop.open();
            server = start();
            client = TokenUnderLoad.open(server.description());
            p11 = client.p11();
            session = client.openReadOnly();
        }

        private PreparedTarget start() {
            try {
                return EmulatorServer.prepare("emulator-rpc", workshop);
            } catch (PreparationException e) {
                throw new NotMeasuredException(String.valueOf(e.getMessage()));
            }
        }

        @TearDown
        public void close() throws PKCS11Exception {
            client.close();
            server.close();
            workshop.close();
        }
    }

    @Benchmark
    public byte[] card(Layers layers) {
        return layers.card.transmit(GET_CHALLENGE);
    }

    @Benchmark
    public byte[] cryptoki(Layers layers) {
        return layers.cryptoki.generateRandom(layers.cryptokiSession, BYTES);
    }

    @Benchmark
    public byte[] abi(Layers layers) throws PKCS11Exception {
        return random(layers.p11, layers.session);
    }

    @Benchmark
    public byte[] rpc(Socket socket) throws PKCS11Exception {
        return random(socket.p11, socket.session);
    }

    private static byte[] random(PKCS11 p11, long session) throws PKCS11Exception {
        byte[] bytes = new byte[BYTES];
        p11.C_GenerateRandom(session, bytes);
        return bytes;
    }
}
