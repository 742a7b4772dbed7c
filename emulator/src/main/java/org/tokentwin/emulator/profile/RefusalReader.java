package org.tokentwin.emulator.profile;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cks;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;
import org.tokentwin.emulator.profile.ProfileSection.Reading;

/** Reads one table {@code [[refusals]]}. A condition that the operation has no argument for is refused. */
final class RefusalReader {
    private static final String ANY = "any";

    /** What a refusal has that does not say it: conditions that every call meets. */
    static final ProfileValues NO_CONDITIONS = new ProfileValues(Map.ofEntries(
            entry("in-place-of", ANY),
            entry("state", ANY),
            entry("user-type", ANY),
            entry("mechanism", ANY),
            entry("parameter-hashes", List.of()),
            entry("parameter-label", ANY),
            entry("object-class", ANY),
            entry("key-type", ANY),
            entry("min-bits", 0L),
            entry("max-bits", (long) Refusal.MOST_BITS),
            entry("curves", List.of()),
            entry("attributes", ProfileValues.NONE),
            entry("given", List.of()),
            entry("not-given", List.of())));

    private static final String GIVEN = "given";
    private static final List<String> LABELS = List.of(ANY, GIVEN, "not-given");
    private static final int MOST_NAMES = 100;
    private static final List<String> OPERATIONS = Arrays.stream(CryptokiFunction.values())
            .filter(Refusal::canBeOf)
            .map(CryptokiFunction::name)
            .toList();
    private static final List<String> STATES = List.of(
            ANY,
            "CKS_RO_PUBLIC_SESSION",
            "CKS_RO_USER_FUNCTIONS",
            "CKS_RW_PUBLIC_SESSION",
            "CKS_RW_USER_FUNCTIONS",
            "CKS_RW_SO_FUNCTIONS");
    private static final List<String> USERS = List.of(ANY, "CKU_SO", "CKU_USER", "CKU_CONTEXT_SPECIFIC");

    private final ProfileSection section;

    RefusalReader(ProfileSection section) {
        this.section = section;
    }

    Refusal read() {
        Refusal refusal = new Refusal(
                CryptokiFunction.valueOf(operation()),
                section.parsed(
                        "return",
                        "What it returns.",
                        "a return value such as CKR_DEVICE_MEMORY, but not CKR_OK or CKR_BUFFER_TOO_SMALL",
                        RefusalReader::refusal),
                section.parsed(
                        "in-place-of",
                        "What it would return else. The call is made then, and only this value is replaced.",
                        "any, or a return value such as CKR_KEY_HANDLE_INVALID, but not CKR_OK or CKR_BUFFER_TOO_SMALL",
                        name -> name.equals(ANY) ? Optional.<Ckr>empty() : Optional.of(refusal(name))),
                Cks.named(section.oneOf("state", "The session's state.", STATES)),
                Cku.named(section.oneOf("user-type", "Who logs in.", USERS)),
                named(
                        "mechanism",
                        "The mechanism; of a function that goes on with an operation, that of the operation.",
                        "CKM_SHA1_RSA_PKCS",
                        Ckm::named),
                parameter(),
                named("object-class", "The class of the object that is used, changed or made.", "CKO_DATA", Cko::named),
                key(),
                template());
        requireArguments(refusal);
        return refusal;
    }

    /** Returns the keys of a refusal, each with the value that says nothing. */
    static List<ProfileKey> keys() {
        Reading reading = new Reading("", Set.of(), new ArrayList<>());
        new RefusalReader(new ProfileSection(
                        reading,
                        "",
                        new ProfileValues(Map.of(
                                "operation",
                                CryptokiFunction.C_Login.name(),
                                "return",
                                Ckr.CKR_FUNCTION_FAILED.name())),
                        List.of(NO_CONDITIONS)))
                .read();
        return reading.keys().stream()
                .map(key -> NO_CONDITIONS.has(key.name())
                        ? key
                        : new ProfileKey(key.name(), key.allowed(), key.meaning(), null))
                .toList();
    }

    /** The allowed ones are too many to be listed in a message. */
    private String operation() {
        return section.parsed(
                "operation",
                "The function that is refused.",
                "a function that takes a session or a slot, such as C_SignInit, or C_WaitForSlotEvent",
                name -> {
                    if (!OPERATIONS.contains(name)) {
                        throw new IllegalArgumentException(name + " cannot be refused");
                    }
                    return name;
                });
    }

    private static Ckr refusal(String name) {
        Ckr ckr = Ckr.valueOf(name);
        if (ckr == Ckr.CKR_OK || ckr == Ckr.CKR_BUFFER_TOO_SMALL) {
            throw new IllegalArgumentException(name + " refuses nothing");
        }
        return ckr;
    }

    private Refusal.OfParameter parameter() {
        Set<Long> hashes = new LinkedHashSet<>();
        section.strings(
                        "parameter-hashes",
                        "Hash functions, one of which the mechanism's parameter names where it is that of OAEP or PSS; none given means any parameter.",
                        MOST_NAMES,
                        64)
                .forEach(name -> hashes.add(Ckm.named(name)
                        .orElseThrow(() -> section.refused(
                                "parameter-hashes",
                                "'" + name + "' is no mechanism; allowed are names like CKM_SHA256"))));
        String label = section.oneOf(
                "parameter-label", "Whether the mechanism's parameter, that of OAEP, has a label.", LABELS);
        return new Refusal.OfParameter(hashes, label.equals(ANY) ? Optional.empty() : Optional.of(label.equals(GIVEN)));
    }

    private Refusal.OfKey key() {
        Optional<Long> type = named("key-type", "The type of the key that is used or made.", "CKK_RSA", Ckk::named);
        int least = section.integer(
                "min-bits",
                "The least size of that key: of an RSA modulus, a curve's field, a secret key's value.",
                0,
                Refusal.MOST_BITS);
        int most = section.integer("max-bits", "The greatest size of that key.", 0, Refusal.MOST_BITS);
        if (most < least) {
            throw section.refused("max-bits", most + " is less than min-bits; allowed is a whole number from " + least);
        }
        return new Refusal.OfKey(
                type,
                least,
                most,
                section.constants("curves", "The curves that key may be on; none given means any key.", Curve.class));
    }

    private Refusal.OfTemplate template() {
        return new Refusal.OfTemplate(
                values(),
                types("given", "Attributes that the template has, with whatever value."),
                types("not-given", "Attributes that the template lacks."));
    }

    private Map<Long, Object> values() {
        String allowed =
                "a table of attributes with their values, such as { CKA_CLASS = \"CKO_PRIVATE_KEY\", CKA_DECRYPT = false }";
        Map<Long, Object> values = new LinkedHashMap<>();
        section.table("attributes", "Values that the template has; of a pair, one of both templates.", allowed)
                .forEach((name, value) -> {
                    long type = type("attributes", name);
                    values.put(
                            type,
                            value(type, value)
                                    .orElseThrow(() -> section.refused(
                                            "attributes", name + " cannot be " + value + "; allowed is " + allowed)));
                });
        return values;
    }

    /** True or false, or a number, by the attribute's type; a number may be named. */
    private static Optional<Object> value(long type, Object value) {
        return switch (AttributeKind.of(type)) {
            case BOOLEAN -> Optional.of(value).filter(Boolean.class::isInstance);
            case ULONG ->
                value instanceof String name
                        ? Stream.<Function<String, Optional<Long>>>of(Cko::named, Ckk::named, Ckc::named)
                                .flatMap(constants -> constants.apply(name).stream())
                                .<Object>map(number -> number)
                                .findFirst()
                        : Optional.of(value).filter(Long.class::isInstance);
            default -> Optional.empty();
        };
    }

    private Set<Long> types(String key, String meaning) {
        Set<Long> types = new LinkedHashSet<>();
        section.strings(key, meaning, MOST_NAMES, 64).forEach(name -> types.add(type(key, name)));
        return types;
    }

    private long type(String key, String name) {
        return Cka.named(name)
                .orElseThrow(() ->
                        section.refused(key, "'" + name + "' is no attribute; allowed are names like CKA_DECRYPT"));
    }

    private Optional<Long> named(
            String key, String meaning, String example, Function<String, Optional<Long>> constants) {
        return section.parsed(
                key,
                meaning,
                "any, or a name such as " + example,
                name -> name.equals(ANY)
                        ? Optional.<Long>empty()
                        : Optional.of(constants.apply(name).orElseThrow(IllegalArgumentException::new)));
    }

    private void requireArguments(Refusal refusal) {
        List<String> without = new ArrayList<>();
        if (refusal.state().isPresent() && !refusal.operation().takes(ParameterKind.SESSION)) {
            without.add("state");
        }
        if (refusal.userType().isPresent() && !refusal.operation().takes(ParameterKind.USER_TYPE)) {
            without.add("user-type");
        }
        boolean hasMechanism = Stream.concat(Stream.of(refusal.operation()), refusal.operation().begunBy().stream())
                .anyMatch(function -> function.takes(ParameterKind.MECHANISM));
        if (refusal.mechanism().isPresent() && !hasMechanism) {
            without.add("mechanism");
        }
        if (!refusal.parameter().isAny() && !hasMechanism) {
            without.add("parameter-hashes, parameter-label");
        }
        if (!refusal.template().isAny() && !refusal.operation().takes(ParameterKind.TEMPLATE)) {
            without.add("attributes, given, not-given");
        }
        boolean hasObject = refusal.operation().takes(ParameterKind.OBJECT)
                || refusal.operation().takes(ParameterKind.TEMPLATE);
        if (refusal.objectClass().isPresent() && !hasObject) {
            without.add("object-class");
        }
        if (!refusal.key().isAny() && !hasObject) {
            without.add("key-type, min-bits, max-bits, curves");
        }
        if (!without.isEmpty()) {
            throw section.refused(
                    "operation",
                    refusal.operation() + " takes nothing that the conditions could be about; not allowed with it are: "
                            + String.join(", ", without));
        }
    }
}
