package org.tokentwin.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_RANDOM_SEED_NOT_SUPPORTED;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class RandomCases {
    @ConformanceCase(
            id = "RANDOM-001",
            section = "5.15 C_GenerateRandom",
            requirement = "Random bytes come without a login, as many as asked for, and differ")
    void randomBytes_differ(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();
        byte[] first = new byte[100];
        byte[] second = new byte[100];
        token.p11().C_GenerateRandom(session, first);
        token.p11().C_GenerateRandom(session, second);

        assertThat(first).isNotEqualTo(second).isNotEqualTo(new byte[100]);
    }

    @ConformanceCase(
            id = "RANDOM-002",
            section = "5.15 C_GenerateRandom",
            requirement = "10,000 random bytes hold every value of a byte about as often as any other")
    void randomBytes_areSpread(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();
        byte[] bytes = new byte[10_000];
        token.p11().C_GenerateRandom(session, bytes);
        int[] counts = new int[256];
        for (byte one : bytes) {
            counts[one & 0xFF]++;
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 5 && count < 100);
    }

    @ConformanceCase(
            id = "RANDOM-003",
            section = "5.15 C_SeedRandom",
            requirement = "C_SeedRandom is accepted, or refused as not supported")
    void seed_isAcceptedOrRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();

        assertReturnsOneOf(
                () -> token.p11().C_SeedRandom(session, new byte[16]),
                CKR_OK,
                CKR_RANDOM_SEED_NOT_SUPPORTED,
                CKR_FUNCTION_NOT_SUPPORTED);
    }
}
