package org.tokentwin.conformance.cases.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;

/** Digests of messages whose length is at an edge of the hash's padding. */
@ExtendWith(ConformanceExtension.class)
class DigestVectorCases {
    private static final List<Integer> LENGTHS = List.of(0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 100_000);

    /** A message of which the hash is known. */
    record Vector(HashAlgorithm hash, int number, int length) implements CaseRow {
        @Override
        public String id() {
            return "DIGEST-%s-%03d".formatted(hash, number);
        }

        @Override
        public String requirement() {
            return hash.mechanismName() + " of " + length + " bytes agrees with the JDK";
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(hash.mechanism());
        }

        /** The same bytes at each run. */
        byte[] message() {
            byte[] message = new byte[length];
            new Random(length).nextBytes(message);
            return message;
        }
    }

    @ConformanceCases(section = "5.10 C_Digest", rows = "vectors")
    void message_hasItsDigest(TokenUnderTest token, Vector vector) throws Exception {
        long session = token.openReadOnly();
        token.p11().C_DigestInit(session, mechanism(vector.hash().mechanism()), true);

        assertThat(digest(token, session, vector.message()))
                .isEqualTo(MessageDigest.getInstance(vector.hash().jdkName()).digest(vector.message()));
    }

    /** No C_Digest of nothing: whether a null pointer is a message of no bytes, the standard does not say. */
    private static byte[] digest(TokenUnderTest token, long session, byte[] message) throws PKCS11Exception {
        return message.length == 0
                ? token.p11().C_DigestFinal(session)
                : token.p11().C_Digest(session, message);
    }

    static List<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>();
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            int number = 1;
            for (int length : LENGTHS) {
                vectors.add(new Vector(hash, number++, length));
            }
        }
        return vectors;
    }
}
