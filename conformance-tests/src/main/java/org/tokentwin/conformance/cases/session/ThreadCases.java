package org.tokentwin.conformance.cases.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;

import java.nio.ByteBuffer;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** Threads of one application, each in a session of its own, with CKF_OS_LOCKING_OK. */
@ExtendWith(ConformanceExtension.class)
class ThreadCases {
    private static final int THREADS = 8;
    private static final int ROUNDS = 20;

    /** What one thread does. */
    interface Work<T> {
        T of(int thread) throws Exception;
    }

    @ConformanceCase(
            id = "THREAD-001",
            section = "2.6.7",
            requirement = "Eight threads digest at once, and each gets its own digest",
            mechanisms = CKM_SHA256)
    void digests_areNotMixed(TokenUnderTest token) throws Exception {
        List<Boolean> right = inThreads(thread -> {
            long session = token.openReadOnly();
            boolean same = true;
            for (int round = 0; round < ROUNDS; round++) {
                byte[] message =
                        ByteBuffer.allocate(8).putInt(thread).putInt(round).array();
                token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
                token.p11().C_DigestUpdate(session, message);
                byte[] digest = token.p11().C_DigestFinal(session);
                same &= Arrays.equals(digest, SignatureBlock.hash(HashAlgorithm.SHA256, message));
            }
            return same;
        });
        assertThat(right).hasSize(THREADS).containsOnly(true);
    }

    @ConformanceCase(
            id = "THREAD-002",
            section = "2.6.7",
            requirement = "Eight threads sign at once with one key, and every signature verifies",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signatures_areNotMixed(TokenUnderTest token) throws Exception {
        long first = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, first, CKA_SIGN);
        RSAPublicKey publicKey = PublicKeys.rsa(token, first, key);
        List<Boolean> right = inThreads(thread -> {
            long session = token.openReadOnly();
            byte[] message = {(byte) thread};
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, message));
        });
        assertThat(right).hasSize(THREADS).containsOnly(true);
    }

    @ConformanceCase(
            id = "THREAD-003",
            section = "5.6 C_OpenSession",
            requirement = "Threads that open sessions at once get a handle each, and none twice")
    void handles_areNotGivenTwice(TokenUnderTest token) throws Exception {
        List<List<Long>> handles = inThreads(thread -> {
            List<Long> opened = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                opened.add(token.openReadOnly());
            }
            return opened;
        });
        Set<Long> different = new HashSet<>();
        handles.forEach(different::addAll);
        assertThat(different).hasSize(THREADS * ROUNDS);
    }

    @ConformanceCase(
            id = "THREAD-004",
            section = "5.15 C_GenerateRandom",
            requirement = "Threads that draw random bytes at once never draw the same")
    void randomBytes_areNotShared(TokenUnderTest token) throws Exception {
        List<List<ByteBuffer>> drawn = inThreads(thread -> {
            long session = token.openReadOnly();
            List<ByteBuffer> mine = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = new byte[16];
                token.p11().C_GenerateRandom(session, bytes);
                mine.add(ByteBuffer.wrap(bytes));
            }
            return mine;
        });
        Set<ByteBuffer> different = new HashSet<>();
        drawn.forEach(different::addAll);
        assertThat(different).hasSize(THREADS * ROUNDS);
    }

    private static <T> List<T> inThreads(Work<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<T>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                all.add(() -> work.of(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(all)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
