package org.tokentwin.conformance.mutant;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawTemplate;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.MechanismInfo;

/** Faults in how key pairs are made, in what is told of their sizes, and in what becomes of their halves. */
final class KeyPairMutants {
    private static final int STEP = 8;

    private KeyPairMutants() {}

    static List<Mutant> all() {
        return List.of(
                sizes("least-modulus-too-small", Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN, -STEP, 0, "KEYSIZE-001"),
                sizes("least-modulus-too-great", Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN, STEP, 0, "KEYSIZE-002"),
                sizes("greatest-modulus-too-small", Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN, 0, -STEP, "KEYSIZE-003"),
                sizes("least-aes-key-too-great", Ckm.CKM_AES_KEY_GEN, 16, 0, "KEYSIZE-011", "KEYSIZE-012"),
                sizes("least-aes-key-too-small", Ckm.CKM_AES_KEY_GEN, -STEP, 0, "KEYSIZE-015"),
                sizes("greatest-aes-key-too-small", Ckm.CKM_AES_KEY_GEN, 0, -1, "KEYSIZE-013"),
                info(
                        "modulus-in-bytes",
                        "C_GetMechanismInfo tells of an RSA key's size in bytes",
                        Ckm.CKM_RSA_PKCS,
                        info -> new MechanismInfo(info.minKeySize() / 8, info.maxKeySize() / 8, info.flags()),
                        "MECHANISM-002"),
                info(
                        "no-flags-of-curves",
                        "C_GetMechanismInfo has no CKF_EC_ flags",
                        Ckm.CKM_EC_KEY_PAIR_GEN,
                        info -> new MechanismInfo(
                                info.minKeySize(), info.maxKeySize(), info.flags() & Ckf.CKF_GENERATE_KEY_PAIR),
                        "MECHANISM-101"),
                Mutant.with(
                                "halves-die-together",
                                "With one half of a pair the other is destroyed",
                                KeyPairMutants::destroyedTogether)
                        .foundBy("KEYPAIR-021", "KEYPAIR-022"),
                Mutant.in(
                        "generateKeyPair",
                        "private-template-for-both",
                        "The public key gets what the private key's template says",
                        KeyPairMutants::withThePrivateLabel,
                        "KEYPAIR-023"),
                Mutant.in(
                        "generateKeyPair",
                        "usual-exponent",
                        "The public exponent is 65,537, whatever the template says",
                        KeyPairMutants::withTheUsualExponent,
                        "KEYPAIR-032",
                        "KEYPAIR-033"),
                Mutant.inTable(
                                "null-value-is-empty",
                                "A null value with a length is taken as empty",
                                KeyPairMutants::emptyForNull)
                        .foundBy("NULLVALUE-001", "NULLVALUE-002", "NULLVALUE-003", "NULLVALUE-004")
                        .foundBy("NULLVALUE-005", "NULLVALUE-006", "NULLVALUE-007", "NULLVALUE-008"));
    }

    private static Mutant sizes(String name, long mechanism, int least, int greatest, String... cases) {
        return info(
                name,
                "C_GetMechanismInfo tells of sizes that are not those of the keys made",
                mechanism,
                info -> new MechanismInfo(info.minKeySize() + least, info.maxKeySize() + greatest, info.flags()),
                cases);
    }

    private static Mutant info(
            String name, String fault, long mechanism, UnaryOperator<MechanismInfo> change, String... cases) {
        return Mutant.in(
                "getMechanismInfo",
                name,
                fault,
                call -> {
                    MechanismInfo info = (MechanismInfo) Objects.requireNonNull(call.proceed());
                    return call.number(1) == mechanism ? change.apply(info) : info;
                },
                cases);
    }

    private static Map<String, Fault> destroyedTogether() {
        AtomicReference<@Nullable KeyPairHandles> made = new AtomicReference<>();
        return Map.of(
                "generateKeyPair",
                call -> {
                    KeyPairHandles pair = (KeyPairHandles) Objects.requireNonNull(call.proceed());
                    made.set(pair);
                    return pair;
                },
                "destroyObject",
                call -> {
                    call.proceed();
                    KeyPairHandles pair = made.getAndSet(null);
                    if (pair != null) {
                        long other = call.number(1) == pair.publicKey() ? pair.privateKey() : pair.publicKey();
                        call.honest().destroyObject(call.number(0), other);
                    }
                    return null;
                });
    }

    private static @Nullable Object withThePrivateLabel(Call call) {
        List<Attribute> open = new ArrayList<>(call.template(2));
        call.template(3).stream()
                .filter(attribute -> attribute.type() == Cka.CKA_LABEL)
                .forEach(open::add);
        return call.proceedWith(2, open);
    }

    private static @Nullable Object withTheUsualExponent(Call call) {
        List<Attribute> open = new ArrayList<>(call.templateWithout(2, Cka.CKA_PUBLIC_EXPONENT));
        if (open.size() < call.template(2).size()) {
            open.add(Attribute.of(Cka.CKA_PUBLIC_EXPONENT, new byte[] {1, 0, 1}));
        }
        return call.proceedWith(2, open);
    }

    private static long emptyForNull(TableCall call) {
        for (RawTemplate template : call.templates()) {
            for (int i = 0; i < template.count(); i++) {
                MemorySegment attribute = RawMemory.attributeAt(
                        template.place().reinterpret(template.count() * Structure.CK_ATTRIBUTE.size(DataModel.host())),
                        i);
                MemorySegment value = attribute.get(
                        ValueLayout.ADDRESS_UNALIGNED, Structure.CK_ATTRIBUTE.offset("pValue", DataModel.host()));
                if (value.equals(MemorySegment.NULL) && call.function() != CryptokiFunction.C_GetAttributeValue) {
                    RawMemory.setUlong(
                            attribute.asSlice(Structure.CK_ATTRIBUTE.offset("ulValueLen", DataModel.host())), 0);
                }
            }
        }
        return call.proceed();
    }
}
