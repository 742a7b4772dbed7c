package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_APPLICATION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.Template;

/** C_CreateObject and C_DestroyObject for a public data object of 64 bytes, in the session and on the token. */
public class ObjectBenchmark extends Sampled {
    private static final byte[] VALUE = new byte[64];

    /** A token that takes data objects into a session. */
    @State(Scope.Thread)
    public static class TakingSessionObjects {
        @Setup
        public void require(Login.PublicSession own) {
            Trial.of(() -> createAndDestroy(own.p11, own.session, false));
        }
    }

    /** A token that nobody misses, and that takes data objects: they are written to its memory. */
    @State(Scope.Thread)
    public static class TakingTokenObjects {
        @Setup
        public void require(Login.Nobody nobody, Login.ReadWriteUserSession own) {
            nobody.token.requireDisposable();
            Trial.of(() -> createAndDestroy(own.p11, own.session, true));
        }
    }

    @Benchmark
    public void sessionObject(TakingSessionObjects token, Login.PublicSession own) throws PKCS11Exception {
        createAndDestroy(own.p11, own.session, false);
    }

    @Benchmark
    public void tokenObject(TakingTokenObjects token, Login.ReadWriteUserSession own) throws PKCS11Exception {
        createAndDestroy(own.p11, own.session, true);
    }

    private static long createAndDestroy(PKCS11 p11, long session, boolean onToken) throws PKCS11Exception {
        Template template = Template.ofClass(CKO_DATA)
                .with(CKA_TOKEN, onToken)
                .with(CKA_PRIVATE, false)
                .with(CKA_LABEL, "benchmark".toCharArray())
                .with(CKA_APPLICATION, "benchmark".toCharArray())
                .with(CKA_VALUE, VALUE);
        long object = p11.C_CreateObject(session, template.toArray(), true);
        p11.C_DestroyObject(session, object);
        return object;
    }
}
