package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Faults in the attributes of objects. */
final class AttributeMutants {
    private AttributeMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                        "getAttributeValue",
                        "sensitive-key-readable",
                        "What is sensitive is read all the same",
                        call -> call.results().stream()
                                .map(result -> result.ckr() == Ckr.CKR_ATTRIBUTE_SENSITIVE
                                        ? AttributeResult.of(Attribute.of(result.type(), new byte[] {1}))
                                        : result)
                                .toList(),
                        "OBJECT-003",
                        "KEYLIFE-151",
                        "ATTRIBUTE-003"),
                Mutant.in(
                        "getAttributeValue",
                        "every-attribute",
                        "An attribute that the object does not have is read as empty",
                        call -> call.results().stream()
                                .map(result -> result.ckr() == Ckr.CKR_ATTRIBUTE_TYPE_INVALID
                                        ? AttributeResult.of(Attribute.of(result.type(), new byte[0]))
                                        : result)
                                .toList(),
                        "OBJECT-013"),
                forged("not-sensitive", Attribute.ofBoolean(Cka.CKA_SENSITIVE, false), "OBJECT-004"),
                forged("extractable", Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, true), "OBJECT-004"),
                forged("not-local", Attribute.ofBoolean(Cka.CKA_LOCAL, false), "KEYPAIR-007", "KEYPAIR-024"),
                forged("once-not-sensitive", Attribute.ofBoolean(Cka.CKA_ALWAYS_SENSITIVE, false), "KEYPAIR-007"),
                forged("once-extractable", Attribute.ofBoolean(Cka.CKA_NEVER_EXTRACTABLE, false), "KEYPAIR-007"),
                forged("private-certificates", Attribute.ofBoolean(Cka.CKA_PRIVATE, true), "CERT-005"),
                forged("other-subject", Attribute.of(Cka.CKA_SUBJECT, new byte[] {0x30, 0}), "CERT-004"),
                forged("other-issuer", Attribute.of(Cka.CKA_ISSUER, new byte[] {0x30, 0}), "CERT-004"),
                forged("serial-without-der", Attribute.of(Cka.CKA_SERIAL_NUMBER, new byte[] {1}), "CERT-004"),
                Mutant.in(
                        "getAttributeValue",
                        "certificate-cut",
                        "CKA_VALUE ends one byte early",
                        call -> call.results().stream()
                                .map(AttributeMutants::cut)
                                .toList(),
                        "CERT-001"),
                Mutant.in(
                                "setAttributeValue",
                                "label-kept",
                                "C_SetAttributeValue changes nothing",
                                call -> null,
                                "OBJECT-005",
                                "OBJECT-014")
                        .foundBy("KEYLIFE-203"),
                Mutant.in(
                        "getAttributeValue",
                        "any-object",
                        "An object that is not there is read as one",
                        AttributeMutants::ofAnyObject,
                        "OBJECT-019"));
    }

    private static Mutant forged(String name, Attribute lie, String... cases) {
        return Mutant.in(
                "getAttributeValue",
                name,
                Cka.name(lie.type()) + " is reported as it is not",
                call -> call.forging(lie),
                cases);
    }

    private static @Nullable Object ofAnyObject(Call call) {
        try {
            return call.proceed();
        } catch (CryptokiException e) {
            return Arrays.stream((long[]) call.argument(2))
                    .mapToObj(type -> AttributeResult.of(Attribute.of(type, new byte[0])))
                    .toList();
        }
    }

    private static AttributeResult cut(AttributeResult result) {
        return result.type() == Cka.CKA_VALUE
                ? result.value()
                        .filter(value -> value.length() > 0)
                        .map(value -> AttributeResult.of(
                                Attribute.of(value.type(), Arrays.copyOf(value.value(), value.length() - 1))))
                        .orElse(result)
                : result;
    }
}
