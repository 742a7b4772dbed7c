package org.tokentwin.benchmark.operation;

import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Benchmark;

/** What costs no login: sessions, and what the token says of itself. */
public class SessionBenchmark extends Sampled {
    @Benchmark
    public long openAndClose(Login.Nobody nobody) throws PKCS11Exception {
        long session = nobody.token.openReadOnly();
        nobody.p11.C_CloseSession(session);
        return session;
    }

    @Benchmark
    public CK_TOKEN_INFO tokenInfo(Login.Nobody nobody) throws PKCS11Exception {
        return nobody.p11.C_GetTokenInfo(nobody.token.slot());
    }
}
