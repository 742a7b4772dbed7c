package org.tokentwin.conformance.cases.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_RANDOM_SEED_NOT_SUPPORTED;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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

    @ConformanceCase(
            id = "RANDOM-005",
            section = "5.15 C_GenerateRandom",
            requirement = "After C_Finalize and C_Initialize the random bytes are others")
    void newApplication_drawsOtherBytes(TokenUnderTest token) throws Exception {
        byte[] before = draw(token, 64);
        token.p11().C_Finalize(null);
        TokenUnderTest.initialize(token.p11());

        assertThat(draw(token, 64)).isNotEqualTo(before);
    }

    @ConformanceCase(
            id = "RANDOM-006",
            section = "5.15 C_GenerateRandom",
            requirement = "Of 60,000 random bytes, drawn at once, no 16 come twice")
    void longDraw_doesNotRepeatItself(TokenUnderTest token) throws Exception {
        byte[] bytes = draw(token, 60_000);
        List<ByteBuffer> blocks = IntStream.range(0, bytes.length / 16)
                .mapToObj(i -> ByteBuffer.wrap(bytes, 16 * i, 16))
                .toList();

        assertThat(new HashSet<>(blocks)).hasSameSizeAs(blocks);
    }

    @ConformanceCase(
            id = "RANDOM-007",
            section = "5.15 C_GenerateRandom",
            requirement = "300 random bytes, one at a time, have many values")
    void singleBytes_differ(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();
        Set<Byte> seen = new HashSet<>();
        byte[] one = new byte[1];
        for (int i = 0; i < 300; i++) {
            token.p11().C_GenerateRandom(session, one);
            seen.add(one[0]);
        }

        assertThat(seen).hasSizeGreaterThan(100); // 177 of 256 on the average
    }

    private static byte[] draw(TokenUnderTest token, int length) throws Exception {
        byte[] bytes = new byte[length];
        token.p11().C_GenerateRandom(token.openReadOnly(), bytes);
        return bytes;
    }
}
