package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.MECHANISMS;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.output;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * What secret keys make of random data of random lengths, at once and in random parts, against the JDK's SunJCE, which shares no code with it. {@code
 * -Dtokentwin.random.seed} and {@code -Dtokentwin.random.rounds} for other data and more.
 */
class RandomDataTest {
    private static final long SEED = Long.getLong("tokentwin.random.seed", 7);
    private static final int ROUNDS = Integer.getInteger("tokentwin.random.rounds", 60);
    private static final String JDK = "SunJCE";
    private static final int MOST_BYTES = 600;

    /** Whose data is whole blocks, and whose key has which lengths. */
    enum SomeCipher {
        AES_ECB(Ckm.CKM_AES_ECB, SecretKeyType.AES, "AES/ECB/NoPadding"),
        AES_CBC(Ckm.CKM_AES_CBC, SecretKeyType.AES, "AES/CBC/NoPadding"),
        AES_CBC_PAD(Ckm.CKM_AES_CBC_PAD, SecretKeyType.AES, "AES/CBC/PKCS5Padding"),
        AES_CTR(Ckm.CKM_AES_CTR, SecretKeyType.AES, "AES/CTR/NoPadding"),
        AES_GCM(Ckm.CKM_AES_GCM, SecretKeyType.AES, "AES/GCM/NoPadding"),
        DES_ECB(Ckm.CKM_DES_ECB, SecretKeyType.DES, "DES/ECB/NoPadding"),
        DES_CBC(Ckm.CKM_DES_CBC, SecretKeyType.DES, "DES/CBC/NoPadding"),
        DES_CBC_PAD(Ckm.CKM_DES_CBC_PAD, SecretKeyType.DES, "DES/CBC/PKCS5Padding"),
        DES3_ECB(Ckm.CKM_DES3_ECB, SecretKeyType.DES3, "DESede/ECB/NoPadding"),
        DES3_CBC(Ckm.CKM_DES3_CBC, SecretKeyType.DES3, "DESede/CBC/NoPadding"),
        DES3_CBC_PAD(Ckm.CKM_DES3_CBC_PAD, SecretKeyType.DES3, "DESede/CBC/PKCS5Padding"),
        RC4(Ckm.CKM_RC4, SecretKeyType.RC4, "ARCFOUR");

        final long type;
        final SecretKeyType keyType;
        final String jdkName;

        SomeCipher(long type, SecretKeyType keyType, String jdkName) {
            this.type = type;
            this.keyType = keyType;
            this.jdkName = jdkName;
        }

        boolean takesWholeBlocks() {
            return jdkName.endsWith("NoPadding") && this != AES_CTR && this != AES_GCM;
        }

        String algorithm() {
            return jdkName.replaceFirst("/.*", "");
        }
    }

    enum SomeMac {
        SHA_1(Ckm.CKM_SHA_1_HMAC, Ckm.CKM_SHA_1_HMAC_GENERAL, SecretKeyType.SHA_1_HMAC, "HmacSHA1"),
        SHA224(Ckm.CKM_SHA224_HMAC, Ckm.CKM_SHA224_HMAC_GENERAL, SecretKeyType.GENERIC_SECRET, "HmacSHA224"),
        SHA256(Ckm.CKM_SHA256_HMAC, Ckm.CKM_SHA256_HMAC_GENERAL, SecretKeyType.GENERIC_SECRET, "HmacSHA256"),
        SHA384(Ckm.CKM_SHA384_HMAC, Ckm.CKM_SHA384_HMAC_GENERAL, SecretKeyType.GENERIC_SECRET, "HmacSHA384"),
        SHA512(Ckm.CKM_SHA512_HMAC, Ckm.CKM_SHA512_HMAC_GENERAL, SecretKeyType.SHA512_HMAC, "HmacSHA512"),
        SHA512_224(
                Ckm.CKM_SHA512_224_HMAC,
                Ckm.CKM_SHA512_224_HMAC_GENERAL,
                SecretKeyType.SHA512_224_HMAC,
                "HmacSHA512/224"),
        SHA512_256(
                Ckm.CKM_SHA512_256_HMAC,
                Ckm.CKM_SHA512_256_HMAC_GENERAL,
                SecretKeyType.GENERIC_SECRET,
                "HmacSHA512/256"),
        SHA3_224(Ckm.CKM_SHA3_224_HMAC, Ckm.CKM_SHA3_224_HMAC_GENERAL, SecretKeyType.GENERIC_SECRET, "HmacSHA3-224"),
        SHA3_256(Ckm.CKM_SHA3_256_HMAC, Ckm.CKM_SHA3_256_HMAC_GENERAL, SecretKeyType.SHA3_256_HMAC, "HmacSHA3-256"),
        SHA3_384(Ckm.CKM_SHA3_384_HMAC, Ckm.CKM_SHA3_384_HMAC_GENERAL, SecretKeyType.SHA3_384_HMAC, "HmacSHA3-384"),
        SHA3_512(Ckm.CKM_SHA3_512_HMAC, Ckm.CKM_SHA3_512_HMAC_GENERAL, SecretKeyType.SHA3_512_HMAC, "HmacSHA3-512"),
        AES_CBC_MAC(Ckm.CKM_AES_MAC, Ckm.CKM_AES_MAC_GENERAL, SecretKeyType.AES, "AES/CBC/NoPadding"),
        DES_CBC_MAC(Ckm.CKM_DES_MAC, Ckm.CKM_DES_MAC_GENERAL, SecretKeyType.DES, "DES/CBC/NoPadding"),
        DES3_CBC_MAC(Ckm.CKM_DES3_MAC, Ckm.CKM_DES3_MAC_GENERAL, SecretKeyType.DES3, "DESede/CBC/NoPadding"),
        AES_CMAC(Ckm.CKM_AES_CMAC, Ckm.CKM_AES_CMAC_GENERAL, SecretKeyType.AES, "AES/ECB/NoPadding"),
        DES3_CMAC(Ckm.CKM_DES3_CMAC, Ckm.CKM_DES3_CMAC_GENERAL, SecretKeyType.DES3, "DESede/ECB/NoPadding");

        final long type;
        final long general;
        final SecretKeyType keyType;
        final String jdkName;

        SomeMac(long type, long general, SecretKeyType keyType, String jdkName) {
            this.type = type;
            this.general = general;
            this.keyType = keyType;
            this.jdkName = jdkName;
        }

        /** The whole code, of which a mechanism may take less. */
        byte[] code(byte[] key, byte[] data) throws GeneralSecurityException {
            String algorithm = jdkName.replaceFirst("/.*", "");
            if (jdkName.startsWith("Hmac")) {
                Mac mac = Mac.getInstance(jdkName, JDK);
                mac.init(new SecretKeySpec(key, jdkName));
                return mac.doFinal(data);
            }
            Cipher cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding", JDK);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, algorithm));
            return jdkName.contains("CBC") ? chained(cipher, withZeros(cipher, data)) : cmac(cipher, data);
        }

        int usualLength(int whole) {
            return jdkName.contains("CBC") ? whole / 2 : whole;
        }
    }

    @ParameterizedTest
    @EnumSource
    void ciphertext_isWhatTheJdkMakes(SomeCipher some) throws GeneralSecurityException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] value = key(some.keyType, random);
            byte[] data = new byte
                    [some.takesWholeBlocks() ? random.nextInt(MOST_BYTES / 16) * 16 : random.nextInt(MOST_BYTES)];
            random.nextBytes(data);
            byte[] iv = new byte[some == SomeCipher.AES_GCM ? 12 : some.keyType == SecretKeyType.AES ? 16 : 8];
            random.nextBytes(iv);
            Cipher jdk = Cipher.getInstance(some.jdkName, JDK);
            jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(value, some.algorithm()), spec(some, iv));
            byte[] expected = jdk.doFinal(data);
            Mechanism mechanism = mechanism(some, iv);

            try (SecretKeyOnHost key = new SecretKeyOnHost(some.keyType, value.clone())) {
                assertThat(output(room -> MECHANISMS.encrypt(mechanism, key).process(data, room)))
                        .isEqualTo(expected);
                assertThat(output(room -> MECHANISMS.decrypt(mechanism, key).process(expected, room)))
                        .isEqualTo(data);
                assertThat(inParts(MECHANISMS.encrypt(mechanism, key), data, random))
                        .isEqualTo(expected);
                assertThat(inParts(MECHANISMS.decrypt(mechanism, key), expected, random))
                        .isEqualTo(data);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void code_isWhatTheJdkMakes(SomeMac some) throws GeneralSecurityException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] value = key(some.keyType, random);
            byte[] data = new byte[random.nextInt(MOST_BYTES)];
            random.nextBytes(data);
            byte[] whole = some.code(value, data);
            int length = 1 + random.nextInt(whole.length);
            Mechanism general = new Mechanism(
                    some.general,
                    new MechanismParameter.Structured(
                            Structure.CK_MAC_GENERAL_PARAMS, Map.of("ulMacLength", (long) length)));

            try (SecretKeyOnHost key = new SecretKeyOnHost(some.keyType, value.clone())) {
                byte[] code = Arrays.copyOf(whole, some.usualLength(whole.length));
                assertThat(output(room ->
                                MECHANISMS.sign(Mechanism.of(some.type), key).sign(data, room)))
                        .isEqualTo(code);
                SignOperation signing = MECHANISMS.sign(general, key);
                eachPart(data, random, signing::update);
                assertThat(output(signing::finish)).isEqualTo(Arrays.copyOf(whole, length));
                VerifyOperation verifying = MECHANISMS.verify(Mechanism.of(some.type), key);
                eachPart(data, random, verifying::update);
                verifying.finish(code);
            }
        }
    }

    private static byte[] key(SecretKeyType type, Random random) {
        byte[] value = new byte
                [switch (type) {
                    case AES -> 16 + 8 * random.nextInt(3);
                    case DES -> 8;
                    case DES3 -> 24;
                    case RC4 -> 5 + random.nextInt(124); // SunJCE takes 5 to 128 bytes
                    default -> 1 + random.nextInt(200);
                }];
        random.nextBytes(value);
        return type.adjusted(value);
    }

    private static @Nullable AlgorithmParameterSpec spec(SomeCipher some, byte[] iv) {
        if (some == SomeCipher.AES_GCM) {
            return new GCMParameterSpec(128, iv);
        }
        return some == SomeCipher.RC4 || some.jdkName.contains("ECB") ? null : new IvParameterSpec(iv);
    }

    private static Mechanism mechanism(SomeCipher some, byte[] iv) {
        return switch (some) {
            case AES_ECB, DES_ECB, DES3_ECB, RC4 -> Mechanism.of(some.type);
            case AES_CTR ->
                new Mechanism(
                        some.type,
                        new MechanismParameter.Structured(
                                Structure.CK_AES_CTR_PARAMS, Map.of("ulCounterBits", 128L, "cb", iv)));
            case AES_GCM ->
                new Mechanism(
                        some.type,
                        new MechanismParameter.Structured(
                                Structure.CK_GCM_PARAMS,
                                Map.of("pIv", iv, "ulIvBits", iv.length * 8L, "pAAD", new byte[0], "ulTagBits", 128L)));
            default -> new Mechanism(some.type, new MechanismParameter.Opaque(iv));
        };
    }

    private static byte[] inParts(CipherOperation operation, byte[] data, Random random) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        eachPart(data, random, part -> whole.writeBytes(output(room -> operation.update(part, room))));
        whole.writeBytes(output((Consumer<OutputBuffer>) operation::finish));
        return whole.toByteArray();
    }

    private static void eachPart(byte[] data, Random random, Consumer<byte[]> use) {
        int at = 0;
        while (at < data.length) {
            int next = Math.min(data.length, at + 1 + random.nextInt(80));
            use.accept(Arrays.copyOfRange(data, at, next));
            at = next;
        }
    }

    /** The data up to the next whole block, one at least; what is missing is zeros. */
    private static byte[] withZeros(Cipher cipher, byte[] data) {
        int block = cipher.getBlockSize();
        return Arrays.copyOf(data, Math.max(1, (data.length + block - 1) / block) * block);
    }

    /** The last block of the data in CBC with a vector of zeros. */
    private static byte[] chained(Cipher cipher, byte[] blocks) throws GeneralSecurityException {
        byte[] last = new byte[cipher.getBlockSize()];
        for (int at = 0; at < blocks.length; at++) {
            last[at % last.length] ^= blocks[at];
            if (at % last.length == last.length - 1) {
                last = cipher.doFinal(last);
            }
        }
        return last;
    }

    /** NIST SP 800-38B. */
    private static byte[] cmac(Cipher cipher, byte[] data) throws GeneralSecurityException {
        int block = cipher.getBlockSize();
        byte[] subkey = doubled(cipher.doFinal(new byte[block]));
        byte[] blocks = withZeros(cipher, data);
        if (data.length == 0 || data.length % block != 0) {
            blocks[data.length] = (byte) 0x80;
            subkey = doubled(subkey);
        }
        for (int i = 0; i < block; i++) {
            blocks[blocks.length - block + i] ^= subkey[i];
        }
        return chained(cipher, blocks);
    }

    /** Section 6.1: one place to the left, with the polynomial of the block's length. */
    private static byte[] doubled(byte[] value) {
        byte[] shifted = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            int carry = i + 1 < value.length ? Byte.toUnsignedInt(value[i + 1]) >> 7 : 0;
            shifted[i] = (byte) (value[i] << 1 | carry);
        }
        if (value[0] < 0) {
            shifted[value.length - 1] ^= (byte) (value.length == 16 ? 0x87 : 0x1B);
        }
        return shifted;
    }
}
