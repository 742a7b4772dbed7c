package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** Faults that show in few results: leading zeros that are lost, and random bytes that come again. */
final class SeldomMutants {
    private static final int PERIOD = 4096;
    private static final int P256_SIGNATURE_BYTES = 64;

    private SeldomMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.with("results-without-zeros", "A result loses its leading zero", SeldomMutants::cutResults)
                        .foundBy("LEADINGZERO-001", "LEADINGZERO-005", "LEADINGZERO-006", "LEADINGZERO-007"),
                Mutant.with("inputs-without-zeros", "An input loses its leading zero", SeldomMutants::cutInputs)
                        .foundBy("LEADINGZERO-002", "LEADINGZERO-003", "LEADINGZERO-004"),
                Mutant.with(
                                "random-from-the-start",
                                "After C_Initialize the same random bytes come again",
                                SeldomMutants::restarting)
                        .foundBy("RANDOM-005"),
                Mutant.in(
                        "generateRandom",
                        "random-in-a-circle",
                        "Random bytes repeat themselves after " + PERIOD,
                        SeldomMutants::repeating,
                        "RANDOM-006"),
                Mutant.in(
                        "generateRandom",
                        "single-bytes-not-random",
                        "A single random byte is always the same",
                        call -> (Integer) call.argument(1) == 1 ? new byte[] {7} : call.proceed(),
                        "RANDOM-007"));
    }

    private static Map<String, Fault> cutResults() {
        return Map.of(
                "sign",
                call -> call.altering(call.outputIndex(), SeldomMutants::withoutZeroOfANumber),
                "encrypt",
                call -> call.altering(call.outputIndex(), SeldomMutants::withoutZero));
    }

    /** An ECDSA signature is two numbers. */
    private static byte[] withoutZeroOfANumber(byte[] signature) {
        int half = signature.length / 2;
        if (signature.length != P256_SIGNATURE_BYTES || signature[0] == 0 || signature[half] != 0) {
            return withoutZero(signature);
        }
        byte[] shorter = Arrays.copyOf(signature, signature.length - 1);
        System.arraycopy(signature, half + 1, shorter, half, half - 1);
        return shorter;
    }

    private static Map<String, Fault> cutInputs() {
        return Map.of(
                "decrypt", call -> call.proceedWith(1, withoutZero(call.bytes(1))),
                "verify", call -> call.proceedWith(2, withoutZero(call.bytes(2))));
    }

    private static byte[] withoutZero(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static Map<String, Fault> restarting() {
        AtomicReference<Random> source = new AtomicReference<>(new Random(1));
        return Map.of(
                "initialize",
                call -> {
                    source.set(new Random(1));
                    return call.proceed();
                },
                "generateRandom",
                call -> {
                    byte[] bytes = new byte[(Integer) call.argument(1)];
                    source.get().nextBytes(bytes);
                    return bytes;
                });
    }

    private static byte[] repeating(Call call) {
        byte[] bytes = (byte[]) Objects.requireNonNull(call.proceed());
        for (int i = PERIOD; i < bytes.length; i++) {
            bytes[i] = bytes[i - PERIOD];
        }
        return bytes;
    }
}
