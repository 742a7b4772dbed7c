package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaPowerTest {
    private final Random random = new Random(2048);

    @ParameterizedTest
    @ValueSource(ints = {1024, 1031, 2048, 3072, 4096})
    void bothWays_areTheSamePower(int bits) throws GeneralSecurityException {
        BigInteger modulus = oddOf(bits);
        for (int round = 0; round < 20; round++) {
            byte[] block = blockBelow(modulus);

            assertThat(RsaPower.byProvider(block, modulus, BigInteger.valueOf(65537)))
                    .isEqualTo(RsaPower.byNumbers(block, modulus, BigInteger.valueOf(65537)));
        }
    }

    @ParameterizedTest
    @CsvSource({"15, 2", "64, 5", "512, 17", "2048, 33", "2048, 64", "2048, 65", "2048, 2047", "4096, 4000"})
    void unusualKey_stillHasAPower(int modulusBits, int exponentBits) {
        BigInteger modulus = oddOf(modulusBits);
        PublicKeyOnHost.Rsa key =
                PublicKeyOnHost.rsa(modulus.toByteArray(), oddOf(exponentBits).toByteArray());
        byte[] block = blockBelow(modulus);

        assertThat(key.power(block)).isEqualTo(RsaPower.byNumbers(block, modulus, oddOf(exponentBits)));
    }

    @Test
    void zero_hasThePowerZero() {
        BigInteger modulus = oddOf(2048);
        PublicKeyOnHost.Rsa key = PublicKeyOnHost.rsa(modulus.toByteArray(), new byte[] {3});

        assertThatCode(() -> assertThat(key.power(new byte[256])).isEqualTo(new byte[256]))
                .doesNotThrowAnyException();
    }

    /** Always the same number of so many bits. */
    private static BigInteger oddOf(int bits) {
        return new BigInteger(bits, new Random(bits)).setBit(bits - 1).setBit(0);
    }

    private byte[] blockBelow(BigInteger modulus) {
        byte[] number =
                new BigInteger(modulus.bitLength() + 64, random).mod(modulus).toByteArray();
        byte[] block = new byte[(modulus.bitLength() + 7) / 8];
        int length = Math.min(number.length, block.length);
        System.arraycopy(number, number.length - length, block, block.length - length, length);
        return block;
    }
}
