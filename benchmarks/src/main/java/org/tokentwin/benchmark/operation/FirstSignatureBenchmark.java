package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.tokentwin.benchmark.token.TargetDescription;
import org.tokentwin.benchmark.token.Template;
import org.tokentwin.benchmark.token.TokenUnderLoad;

/**
 * From the loading of the module to the first RSA signature, in a process that has loaded none before. For the emulator a fresh card is
 * made and filled in that time too.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class FirstSignatureBenchmark {
    @Benchmark
    public byte[] fromLoading() throws PKCS11Exception {
        try (TokenUnderLoad token = TokenUnderLoad.open(TargetDescription.ofThisProcess())) {
            long session = token.openReadOnly();
            token.login(session);
            long key = token.findOne(session, Template.ofClass(CKO_PRIVATE_KEY).with(CKA_KEY_TYPE, CKK_RSA), "RSA key");
            token.p11().C_SignInit(session, Template.mechanism(CKM_RSA_PKCS), key, true);
            return token.p11().C_Sign(session, SignatureBenchmark.DIGEST_INFO);
        }
    }
}
