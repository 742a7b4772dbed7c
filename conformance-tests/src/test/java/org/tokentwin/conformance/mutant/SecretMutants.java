package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;

/** Faults in what is done with secret keys. A token of no vendor, which has the most mechanisms, runs most of them. */
final class SecretMutants {
    static final String EVERY_MECHANISM = "pkcs11-3.2";

    private SecretMutants() {}

    static List<Mutant> all() {
        return List.of(
                altering(
                                "secret-ciphertext-wrong",
                                "The last bit of a ciphertext is wrong",
                                OutputMutants::flipped,
                                "encrypt",
                                "encryptUpdate",
                                "encryptFinal")
                        .foundBy("CIPHER-101", "CIPHER-106", "CIPHER-107", "CIPHER-1112", "CIPHER-313"),
                altering(
                                "secret-ciphertext-cut",
                                "A ciphertext lacks its last byte",
                                SecretMutants::cut,
                                "encrypt",
                                "encryptUpdate",
                                "encryptFinal")
                        .foundBy("CIPHER-101", "CIPHER-1105", "CIPHER-313"),
                altering(
                                "secret-plaintext-wrong",
                                "The last bit of a plaintext is wrong",
                                OutputMutants::flipped,
                                "decrypt",
                                "decryptUpdate",
                                "decryptFinal")
                        .foundBy("CIPHER-1101", "CIPHER-205", "CIPHER-406", "CIPHER-407", "CIPHER-413"),
                altering("mac-wrong", "The last bit of a MAC is wrong", OutputMutants::flipped, "sign", "signFinal")
                        .foundBy("MAC-101", "MAC-122", "MAC-201", "MAC-212", "SIGN-SHA3_256-101", "SIGN-P256-1132"),
                altering("mac-cut", "A MAC lacks its last byte", SecretMutants::cut, "sign", "signFinal")
                        .foundBy("MAC-101", "MAC-201", "MAC-212"),
                altering("sha3-wrong", "The last bit of a digest of SHA-3 is wrong", OutputMutants::flipped, "digest")
                        .foundBy("DIGEST-SHA3_224-003", "DIGEST-SHA3_512-013"),
                forgetting("any-mac", "C_Verify takes any MAC", "verify")
                        .foundBy("MAC-401", "MAC-422", "MAC-501", "MAC-512"),
                forgetting(
                                "any-secret-init",
                                "C_EncryptInit and the like take any mechanism and key",
                                "encryptInit",
                                "decryptInit",
                                "signInit",
                                "verifyInit")
                        .foundBy("CIPHER-1001", "CIPHER-1201", "MAC-612", "MAC-712", "OPERATION-849"),
                altering("wrapped-wrong", "The last bit of a wrapped key is wrong", OutputMutants::flipped, "wrapKey")
                        .foundBy("WRAP-103", "WRAP-111", "WRAP-112", "WRAP-113"),
                forgetting("any-wrap", "C_WrapKey is CKR_OK where it refuses", "wrapKey")
                        .foundBy("WRAP-303", "WRAP-412", "WRAP-1513"),
                forgetting("any-unwrap", "C_UnwrapKey is CKR_OK where it refuses", "unwrapKey")
                        .foundBy("WRAP-1003", "WRAP-1012", "WRAP-813", "WRAP-913"),
                Mutant.in(
                                "unwrapKey",
                                "unwraps-another",
                                "C_UnwrapKey gives another key",
                                SecretMutants::another,
                                "WRAP-203",
                                "WRAP-211",
                                "WRAP-212",
                                "WRAP-213")
                        .on(EVERY_MECHANISM),
                forgetting("any-derive", "C_DeriveKey is CKR_OK where it refuses", "deriveKey")
                        .foundBy("DERIVE-501", "DERIVE-502", "DERIVE-503", "HKDF-004", "HKDF-006", "HKDF-007"),
                Mutant.in(
                                "deriveKey",
                                "derives-another",
                                "C_DeriveKey gives another key",
                                call -> Optional.of(another(call)),
                                "DERIVE-101",
                                "DERIVE-102",
                                "DERIVE-103",
                                "LEADINGZERO-008",
                                "HKDF-101",
                                "HKDF-203",
                                "HKDF-302")
                        .on(EVERY_MECHANISM),
                forgetting("any-generate", "C_GenerateKey is CKR_OK where it refuses", "generateKey")
                        .foundBy("SECRETKEY-007", "SECRETKEY-009", "SECRETKEY-011", "KEYSIZE-014"),
                Mutant.with("generates-the-same", "C_GenerateKey gives the same key each time", SecretMutants::theSame)
                        .foundBy("SECRETKEY-001")
                        .on(EVERY_MECHANISM));
    }

    private static Mutant altering(String name, String fault, UnaryOperator<byte[]> change, String... functions) {
        Fault altered = call -> call.altering(call.outputIndex(), change);
        return everyOne(name, fault, altered, functions);
    }

    private static Mutant forgetting(String name, String fault, String... functions) {
        return everyOne(name, fault, call -> call.forgetting(), functions);
    }

    private static Mutant everyOne(String name, String fault, Fault answer, String... functions) {
        return Mutant.with(
                        name, fault, () -> Stream.of(functions).collect(Collectors.toMap(each -> each, each -> answer)))
                .on(EVERY_MECHANISM);
    }

    /** What the honest token makes, with the last bit of its value wrong: made again from outside. */
    private static long another(Call call) {
        Object made = Objects.requireNonNull(call.proceed());
        long key = made instanceof Optional<?> derived ? (Long) derived.orElseThrow() : (Long) made;
        long session = call.number(0);
        byte[] value = call.honest()
                .getAttributeValue(session, key, new long[] {Cka.CKA_VALUE})
                .getFirst()
                .value()
                .orElseThrow()
                .value();
        List<Attribute> template = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET),
                Attribute.ofBoolean(Cka.CKA_SENSITIVE, false),
                Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, true),
                Attribute.of(Cka.CKA_VALUE, OutputMutants.flipped(value)));
        return call.honest().createObject(session, template);
    }

    /** A copy of the first one. */
    private static Map<String, Fault> theSame() {
        AtomicLong first = new AtomicLong();
        return Map.of("generateKey", call -> {
            if (first.get() == 0) {
                first.set((Long) Objects.requireNonNull(call.proceed()));
                return first.get();
            }
            return call.honest().copyObject(call.number(0), first.get(), List.of());
        });
    }

    private static byte[] cut(byte[] output) {
        return Arrays.copyOf(output, Math.max(0, output.length - 1));
    }
}
