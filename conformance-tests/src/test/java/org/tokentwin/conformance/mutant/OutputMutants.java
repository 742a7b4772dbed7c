package org.tokentwin.conformance.mutant;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Faults in what is computed, whichever function gives it, and in what is accepted as computed. */
final class OutputMutants {
    private static final long CKA_MODULUS = 0x120;
    private static final long CKA_PUBLIC_EXPONENT = 0x122;

    private OutputMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.everywhere(
                                "outputs-wrong",
                                "The last bit of whatever is computed is wrong",
                                OutputMutants::flipped)
                        .foundBy(
                                "APPLICATION-012",
                                "DECRYPT-PKCS1-001",
                                "DIGEST-SHA1-001",
                                "DIGEST-SHA224-001",
                                "DIGEST-SHA256-001",
                                "DIGEST-SHA384-001",
                                "DIGEST-SHA512-001",
                                "EACHKEY-001",
                                "EACHKEY-002",
                                "OAEP-LABEL-001",
                                "OAEP-SHA1-001",
                                "PROFILE-004",
                                "RECOVER-101",
                                "SIGN-P256-120",
                                "SIGN-P384-120",
                                "SIGN-P521-120",
                                "SIGN-PSS-120",
                                "SIGN-RAW-001",
                                "SIGN-SHA1-101",
                                "SIGN-SHA224-101",
                                "SIGN-SHA256-101",
                                "SIGN-SHA384-101",
                                "SIGN-SHA512-101",
                                "STATE-005",
                                "THREAD-001"),
                Mutant.with("refuses-signatures", "No signature is a good one", OutputMutants::refused)
                        .foundBy(
                                "ECDSA-P256-001",
                                "ECDSA-P384-001",
                                "ECDSA-P521-001",
                                "PKCS1-SHA1-000",
                                "PKCS1-SHA224-000",
                                "PKCS1-SHA256-000",
                                "PKCS1-SHA384-000",
                                "PKCS1-SHA512-000",
                                "PSS-SHA1-101",
                                "PSS-SHA224-101",
                                "PSS-SHA256-101",
                                "PSS-SHA384-101",
                                "PSS-SHA512-101",
                                "VERIFY-001"),
                Mutant.with("refuses-cryptograms", "No cryptogram is decrypted", OutputMutants::undecrypted)
                        .foundBy(
                                "DECRYPT-PKCS1-001",
                                "OAEP-LABEL-001",
                                "OAEP-SHA1-001",
                                "OAEP-SHA256-001",
                                "OAEP-SHA512-001"),
                Mutant.with(
                                "only-the-end-compared",
                                "Of an RSA signature's block only the hash at its end is compared",
                                OutputMutants::endCompared)
                        .foundBy("PKCS1-SHA256-001", "PKCS1-SHA256-002", "PKCS1-SHA256-003"),
                Mutant.with(
                                "zeros-verify",
                                "An ECDSA signature with r or s of zero is a good one",
                                OutputMutants::zerosAccepted)
                        .foundBy("ECDSA-P256-011", "ECDSA-P256-012", "ECDSA-P256-013"),
                Mutant.with(
                                "digest-twenty-bytes",
                                "A digest is right in its first 20 bytes only",
                                OutputMutants::twentyBytes)
                        .foundBy("DIGEST-SHA256-001", "DIGEST-SHA256-002", "DIGEST-SHA256-003"),
                Mutant.with(
                                "operations-shared",
                                "Every session digests into the same operation",
                                OutputMutants::sharedDigest)
                        .foundBy("APPLICATION-012", "STATE-005", "THREAD-001"));
    }

    private static @Nullable Object flipped(Call call) {
        int index = call.outputIndex();
        return index < 0 ? call.proceed() : call.altering(index, OutputMutants::flipped);
    }

    /** With the last bit changed. */
    static byte[] flipped(byte[] output) {
        byte[] other = output.clone();
        if (other.length > 0) {
            other[other.length - 1] ^= 1;
        }
        return other;
    }

    private static Map<String, Fault> refused() {
        Fault refusal = call -> {
            call.proceed();
            throw new CryptokiException(Ckr.CKR_SIGNATURE_INVALID, "a fault");
        };
        return Map.of("verify", refusal, "verifyFinal", refusal, "verifyRecover", refusal);
    }

    private static Map<String, Fault> undecrypted() {
        return Map.of("decrypt", call -> {
            throw new CryptokiException(Ckr.CKR_ENCRYPTED_DATA_INVALID, "a fault");
        });
    }

    /** The key of each session's verification. */
    private static Fault remembering(Map<Long, Long> keys) {
        return call -> {
            call.proceed();
            keys.put(call.number(0), call.number(2));
            return null;
        };
    }

    private static Map<String, Fault> endCompared() {
        Map<Long, Long> keys = new ConcurrentHashMap<>();
        return Map.of("verifyInit", remembering(keys), "verify", call -> {
            try {
                return call.proceed();
            } catch (CryptokiException e) {
                if (e.ckr() == Ckr.CKR_SIGNATURE_INVALID && endsWithHash(call, keys.getOrDefault(call.number(0), 0L))) {
                    return null;
                }
                throw e;
            }
        });
    }

    private static boolean endsWithHash(Call call, long key) {
        List<AttributeResult> numbers =
                call.honest().getAttributeValue(call.number(0), key, new long[] {CKA_MODULUS, CKA_PUBLIC_EXPONENT});
        BigInteger modulus = number(numbers.get(0));
        BigInteger block = new BigInteger(1, call.bytes(2)).modPow(number(numbers.get(1)), modulus);
        byte[] encoded = block.toByteArray();
        return Stream.of("SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512")
                .map(name -> hash(name, call.bytes(1)))
                .anyMatch(hash -> encoded.length >= hash.length
                        && Arrays.equals(
                                hash, Arrays.copyOfRange(encoded, encoded.length - hash.length, encoded.length)));
    }

    private static BigInteger number(AttributeResult result) {
        return new BigInteger(1, result.value().map(Attribute::value).orElse(new byte[] {1}));
    }

    private static byte[] hash(String name, byte[] message) {
        try {
            return MessageDigest.getInstance(name).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Fault> zerosAccepted() {
        return Map.of("verify", call -> {
            byte[] signature = call.bytes(2);
            int half = signature.length / 2;
            boolean zero = isZero(Arrays.copyOf(signature, half))
                    || isZero(Arrays.copyOfRange(signature, half, signature.length));
            return zero ? null : call.proceed();
        });
    }

    private static boolean isZero(byte[] number) {
        return new BigInteger(1, number).signum() == 0;
    }

    private static Map<String, Fault> twentyBytes() {
        UnaryOperator<byte[]> cut = digest -> {
            byte[] other = digest.clone();
            Arrays.fill(other, Math.min(20, other.length), other.length, (byte) 0);
            return other;
        };
        return Map.of("digest", call -> call.altering(2, cut), "digestFinal", call -> call.altering(1, cut));
    }

    private static Map<String, Fault> sharedDigest() {
        AtomicLong first = new AtomicLong();
        Fault shared = call -> {
            first.compareAndSet(0, call.number(0));
            return call.proceedWith(0, first.get());
        };
        return Map.of("digestInit", shared, "digestUpdate", shared, "digestFinal", shared, "digest", shared);
    }
}
