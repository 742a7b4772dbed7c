package org.tokentwin.emulator.card.jcardsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.card.CardDriver.AGREE;
import static org.tokentwin.emulator.card.CardDriver.ALWAYS;
import static org.tokentwin.emulator.card.CardDriver.DECIPHER;
import static org.tokentwin.emulator.card.CardDriver.SIGN;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.applet.Platform;
import org.tokentwin.emulator.card.CardDriver;
import org.tokentwin.emulator.card.Cryptographies;
import org.tokentwin.emulator.card.TestKeys;
import org.tokentwin.emulator.card.jca.JcaPlatform;
import org.tokentwin.emulator.provider.Cryptography;

/** Whatever a card computes with, also jCardSim's own classes, the answers are the same bit for bit. */
class SameResultsTest {
    private static final int KEY = 0x80;
    private static final int RAW_RSA = 0x0F;
    private static final int PKCS1_OVER_SHA256 = 0x42;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static List<CardDriver> cards() {
        Stream<Platform> fast = Cryptographies.all().map(each -> new JcaPlatform(each, RANDOM, () -> {}));
        return Stream.concat(Stream.of(new Platform()), fast)
                .map(platform -> CardDriver.basic(new JcardsimCard(new byte[] {0x3B, 0x00}, RANDOM, platform)))
                .toList();
    }

    private static Set<String> answers(KeyPair key, int usage, Function<CardDriver, byte[]> ask) {
        return cards().stream()
                .map(card -> {
                    card.importKey(KEY, key, ALWAYS, usage).requireOk();
                    return HexFormat.of().formatHex(ask.apply(card));
                })
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072, 4096})
    void rsaPower_isTheSame(int bits) {
        KeyPair pair = TestKeys.rsa(bits);
        byte[] block = new byte[bits / 8];
        new Random(bits).nextBytes(block);
        block[0] = 0;

        assertThat(answers(pair, SIGN, card -> {
                    card.prepareSigning(RAW_RSA, KEY).requireOk();
                    return card.sign(block).requireOk().data();
                }))
                .hasSize(1);
    }

    @Test
    void rsaPowerWithLeadingZeros_isTheSame() {
        KeyPair pair = TestKeys.rsa1024();
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        byte[] block = new byte[128];
        byte[] power =
                BigInteger.TEN.modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
        int length = Math.min(power.length, block.length);
        System.arraycopy(power, power.length - length, block, block.length - length, length);

        assertThat(answers(pair, DECIPHER, card -> {
                    card.prepareDeciphering(RAW_RSA, KEY).requireOk();
                    return card.decipher(0x81, block).requireOk().data();
                }))
                .containsExactly("00".repeat(127) + "0a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072, 4096})
    void pkcs1Signature_isTheSame(int bits) {
        assertThat(answers(TestKeys.rsa(bits), SIGN, card -> {
                    card.prepareSigning(PKCS1_OVER_SHA256, KEY).requireOk();
                    return card.sign(new byte[32]).requireOk().data();
                }))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 521})
    void agreedSecret_isTheSame(int bits) {
        byte[] point = CardDriver.point((ECPublicKey) TestKeys.ec(bits).getPublic());

        assertThat(answers(TestKeys.ec(bits), AGREE, card -> {
                    card.prepareDeciphering(0, KEY).requireOk();
                    return card.decipher(0x00, point).requireOk().data();
                }))
                .hasSize(1);
    }

    @Test
    void amazonsCryptography_isThereOnLinux() {
        boolean isItsMachine = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");

        assertThat(Cryptography.ofAmazon().isPresent()).isEqualTo(isItsMachine);
        assertThat(Cryptography.fastest()).isSameAs(Cryptography.ofAmazon().orElseGet(Cryptography::ofTheJdk));
    }
}
