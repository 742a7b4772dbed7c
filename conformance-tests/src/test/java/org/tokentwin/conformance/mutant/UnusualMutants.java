package org.tokentwin.conformance.mutant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Faults that were thought of without looking at the cases: values that are cut, lengths that are too great, halves of what was asked. */
final class UnusualMutants {
    private static final int LABEL_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final int MOST_FOUND = 100;
    private static final int BLOCK = 64;
    private static final int MODULUS_BYTES = 256;

    private UnusualMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(ofObjects());
        all.addAll(ofPins());
        all.addAll(ofData());
        return all;
    }

    private static List<Mutant> ofObjects() {
        return List.of(
                given(
                        "label-cut",
                        "A label is cut after 32 bytes",
                        Cka.CKA_LABEL,
                        value -> cut(value, LABEL_BYTES),
                        "READBACK-1101"),
                given(
                        "id-cut",
                        "A CKA_ID is cut after 16 bytes",
                        Cka.CKA_ID,
                        value -> cut(value, ID_BYTES),
                        "READBACK-2121"),
                given(
                        "label-in-ascii",
                        "A label's letters outside ASCII are lost",
                        Cka.CKA_LABEL,
                        UnusualMutants::ascii,
                        "READBACK-1102"),
                Mutant.in(
                        "setAttributeValue",
                        "empty-value-not-set",
                        "An empty value does not take the place of another",
                        call -> call.proceedWith(2, withoutEmpty(call.template(2))),
                        "READBACK-1203"),
                Mutant.in(
                        "findObjectsInit",
                        "empty-value-not-searched",
                        "A search for an empty value finds any",
                        call -> call.proceedWith(1, withoutEmpty(call.template(1))),
                        "SEARCH-017"),
                Mutant.with(
                        "finds-a-hundred", "A search ends after 100 objects", UnusualMutants::aHundred, "SEARCH-012"),
                Mutant.with(
                        "copies-not-found", "A search does not find copies", UnusualMutants::withoutCopies, "WALK-301"),
                Mutant.in(
                        "getAttributeValue",
                        "dates-swapped",
                        "CKA_START_DATE and CKA_END_DATE are read for each other",
                        UnusualMutants::swappedDates,
                        "READBACK-2124"),
                Mutant.with(
                        "imported-is-local",
                        "What is imported tells CKA_LOCAL",
                        UnusualMutants::localWhereImported,
                        "SECRETKEY-004"),
                Mutant.in(
                        "copyObject",
                        "copy-loses-its-id",
                        "A copy has no CKA_ID",
                        UnusualMutants::withoutId,
                        "READBACK-2321"),
                Mutant.in(
                        "setAttributeValue",
                        "first-attribute-set",
                        "Of a template that changes attributes the first counts",
                        call -> call.proceedWith(2, cutList(call.template(2))),
                        "KEYLIFE-203"),
                Mutant.in(
                        "setAttributeValue",
                        "changed-before-refused",
                        "What stands before the attribute that is refused is changed",
                        UnusualMutants::oneByOne,
                        "OBJECT-032"),
                Mutant.with(
                                "public-object-survives",
                                "C_InitToken leaves the public data objects on the token",
                                UnusualMutants::leaving,
                                "WIPE-007")
                        .on("safenet-etoken-5110"));
    }

    private static List<Mutant> ofPins() {
        return List.of(
                Mutant.with(
                        "login-outlives-all-sessions",
                        "C_CloseAllSessions leaves the user logged in",
                        UnusualMutants::stayingLoggedIn,
                        "WALK-101"),
                comparing(
                        "pin-in-any-case",
                        "Capitals in the PIN are as small letters",
                        String::equalsIgnoreCase,
                        "LOGIN-018"),
                comparing(
                        "pin-without-its-end",
                        "The PIN's last character does not count",
                        (given, right) -> given.length() == right.length()
                                && given.regionMatches(0, right, 0, right.length() - 1),
                        "LOGIN-019"));
    }

    private static List<Mutant> ofData() {
        return List.of(
                Mutant.with(
                        "lengths-of-two-bytes",
                        "Of 65,536 bytes and more the last are lost",
                        UnusualMutants::sixteenBits,
                        "LENGTH-005"),
                Mutant.with(
                        "same-cryptogram",
                        "The same data has the same cryptogram",
                        UnusualMutants::remembered,
                        "ENCRYPT-003",
                        "ENCRYPT-004"),
                Mutant.in(
                        "digestUpdate",
                        "whole-block-lost",
                        "A part of just 64 bytes is not digested",
                        call -> call.bytes(1).length == BLOCK ? null : call.proceed(),
                        "MIXED-006"),
                Mutant.in(
                        "verify",
                        "tail-not-seen",
                        "What follows a signature does not count",
                        call -> call.proceedWith(2, cut(call.bytes(2), MODULUS_BYTES)),
                        "VERIFY-007"),
                Mutant.with(
                        "nothing-is-verified",
                        "A verification in no parts takes any signature",
                        UnusualMutants::verifyingNothing,
                        "WALK-603"),
                Mutant.in(
                        "digestEncryptUpdate",
                        "dual-digests-nothing",
                        "C_DigestEncryptUpdate encrypts, and does not digest",
                        call -> {
                            call.honest().encryptUpdate(call.number(0), call.bytes(1), (OutputBuffer) call.argument(2));
                            return null;
                        },
                        "DUAL-001"),
                Mutant.in(
                        "decryptDigestUpdate",
                        "dual-digests-the-cryptogram",
                        "C_DecryptDigestUpdate digests what is to be decrypted",
                        UnusualMutants::digestingTheCryptogram,
                        "DUAL-002"));
    }

    private static byte[] cut(byte[] value, int most) {
        return value.length > most ? Arrays.copyOf(value, most) : value;
    }

    private static byte[] ascii(byte[] value) {
        byte[] other = value.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = other[i] < 0 ? (byte) '?' : other[i];
        }
        return other;
    }

    /** A value is another when it arrives, however it does. */
    private static Mutant given(String name, String fault, long type, UnaryOperator<byte[]> change, String... cases) {
        UnaryOperator<List<Attribute>> all = template -> template.stream()
                .map(each -> each.type() == type ? Attribute.of(type, change.apply(each.value())) : each)
                .toList();
        return Mutant.with(
                name,
                fault,
                () -> Map.of(
                        "createObject", call -> call.proceedWith(1, all.apply(call.template(1))),
                        "copyObject", call -> call.proceedWith(2, all.apply(call.template(2))),
                        "setAttributeValue", call -> call.proceedWith(2, all.apply(call.template(2)))),
                cases);
    }

    private static List<Attribute> withoutEmpty(List<Attribute> template) {
        return template.stream().filter(each -> each.length() > 0).toList();
    }

    private static List<Attribute> cutList(List<Attribute> template) {
        return template.subList(0, Math.min(1, template.size()));
    }

    private static Map<String, Fault> aHundred() {
        Map<Long, Integer> given = new ConcurrentHashMap<>();
        return Map.of(
                "findObjectsInit",
                call -> {
                    given.put(call.number(0), 0);
                    return call.proceed();
                },
                "findObjects",
                call -> {
                    long[] found = (long[]) Objects.requireNonNull(call.proceed());
                    int before = given.getOrDefault(call.number(0), 0);
                    long[] few = Arrays.copyOf(found, Math.min(found.length, Math.max(0, MOST_FOUND - before)));
                    given.put(call.number(0), before + few.length);
                    return few;
                });
    }

    private static Map<String, Fault> withoutCopies() {
        Set<Long> copies = ConcurrentHashMap.newKeySet();
        return Map.of(
                "copyObject",
                call -> {
                    Long copy = (Long) Objects.requireNonNull(call.proceed());
                    copies.add(copy);
                    return copy;
                },
                "findObjects",
                call -> Arrays.stream((long[]) Objects.requireNonNull(call.proceed()))
                        .filter(object -> !copies.contains(object))
                        .toArray());
    }

    private static List<AttributeResult> swappedDates(Call call) {
        long[] types = (long[]) call.argument(2);
        long[] others = Arrays.stream(types)
                .map(type -> type == Cka.CKA_START_DATE
                        ? Cka.CKA_END_DATE
                        : type == Cka.CKA_END_DATE ? Cka.CKA_START_DATE : type)
                .toArray();
        List<AttributeResult> results = call.honest().getAttributeValue(call.number(0), call.number(1), others);
        List<AttributeResult> named = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            long type = types[i];
            AttributeResult result = results.get(i);
            named.add(
                    type == others[i]
                            ? result
                            : result.value()
                                    .map(value -> AttributeResult.of(Attribute.of(type, value.value())))
                                    .orElse(result));
        }
        return named;
    }

    private static Map<String, Fault> localWhereImported() {
        Set<Long> imported = ConcurrentHashMap.newKeySet();
        return Map.of(
                "createObject",
                call -> {
                    Long object = (Long) Objects.requireNonNull(call.proceed());
                    imported.add(object);
                    return object;
                },
                "getAttributeValue",
                call -> imported.contains(call.number(1))
                        ? call.forging(Attribute.ofBoolean(Cka.CKA_LOCAL, true))
                        : call.proceed());
    }

    private static @Nullable Object withoutId(Call call) {
        Object copy = call.proceed();
        try {
            call.honest()
                    .setAttributeValue(
                            call.number(0),
                            (Long) Objects.requireNonNull(copy),
                            List.of(Attribute.of(Cka.CKA_ID, new byte[0])));
        } catch (CryptokiException _) { // a data object has none
        }
        return copy;
    }

    private static @Nullable Object oneByOne(Call call) {
        for (Attribute each : call.template(2)) {
            call.proceedWith(2, List.of(each));
        }
        return null;
    }

    private static Map<String, Fault> leaving() {
        List<List<Attribute>> made = new ArrayList<>();
        return Map.of(
                "createObject",
                call -> {
                    made.add(call.template(1));
                    return call.proceed();
                },
                "initToken",
                call -> {
                    Object nothing = call.proceed();
                    Cryptoki honest = call.honest();
                    long session = honest.openSession(call.number(0), Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
                    honest.login(session, Cku.CKU_SO, call.bytes(1));
                    made.stream()
                            .filter(UnusualMutants::isPublicOnToken)
                            .forEach(template -> honest.createObject(session, template));
                    honest.closeSession(session);
                    return nothing;
                });
    }

    private static boolean isPublicOnToken(List<Attribute> template) {
        return Stream.of(Attribute.ofBoolean(Cka.CKA_TOKEN, true), Attribute.ofBoolean(Cka.CKA_PRIVATE, false))
                .allMatch(wanted -> template.stream()
                        .anyMatch(each -> each.type() == wanted.type() && Arrays.equals(each.value(), wanted.value())));
    }

    private static Map<String, Fault> stayingLoggedIn() {
        AtomicReference<byte @Nullable []> given = new AtomicReference<>();
        AtomicReference<byte @Nullable []> kept = new AtomicReference<>();
        return Map.of(
                "login",
                call -> {
                    Object nothing = call.proceed();
                    given.set(call.number(1) == Cku.CKU_USER ? call.bytes(2).clone() : null);
                    return nothing;
                },
                "logout",
                call -> {
                    given.set(null);
                    return call.proceed();
                },
                "closeAllSessions",
                call -> {
                    kept.set(given.getAndSet(null));
                    return call.proceed();
                },
                "openSession",
                call -> {
                    Long session = (Long) Objects.requireNonNull(call.proceed());
                    byte[] pin = kept.getAndSet(null);
                    if (pin != null) {
                        call.honest().login(session, Cku.CKU_USER, pin);
                    }
                    return session;
                });
    }

    private interface Comparison {
        boolean holds(String given, String right);
    }

    /** A wrong PIN that is near enough is taken for the right one. */
    private static Mutant comparing(String name, String fault, Comparison comparison, String... cases) {
        return Mutant.in(
                "login",
                name,
                fault,
                call -> {
                    boolean user = call.number(1) == Cku.CKU_USER && !call.isNull(2);
                    String given = user ? new String(call.bytes(2), StandardCharsets.UTF_8) : "";
                    return user && comparison.holds(given, call.pin())
                            ? call.proceedWith(2, call.pin().getBytes(StandardCharsets.UTF_8))
                            : call.proceed();
                },
                cases);
    }

    private static Map<String, Fault> sixteenBits() {
        Fault fault = call -> call.proceedWith(1, cut(call.bytes(1), call.bytes(1).length & 0xFFFF));
        return Map.of("digest", fault, "digestUpdate", fault, "sign", fault, "signUpdate", fault);
    }

    private static Map<String, Fault> remembered() {
        Map<String, byte[]> before = new HashMap<>();
        return Map.of(
                "encrypt",
                call -> call.altering(
                        2,
                        output ->
                                before.computeIfAbsent(Arrays.toString(call.bytes(1)) + output.length, any -> output)));
    }

    private static Map<String, Fault> verifyingNothing() {
        Set<Long> begun = new HashSet<>();
        return Map.of(
                "verifyInit",
                call -> {
                    Object nothing = call.proceed();
                    begun.add(call.number(0));
                    return nothing;
                },
                "verifyUpdate",
                call -> {
                    begun.remove(call.number(0));
                    return call.proceed();
                },
                "verifyFinal",
                call -> begun.remove(call.number(0)) ? call.ignoring(Ckr.CKR_SIGNATURE_INVALID) : call.proceed());
    }

    private static @Nullable Object digestingTheCryptogram(Call call) {
        call.honest().decryptUpdate(call.number(0), call.bytes(1), (OutputBuffer) call.argument(2));
        if (!((OutputBuffer) call.argument(2)).isLengthOnly()) {
            call.honest().digestUpdate(call.number(0), call.bytes(1));
        }
        return null;
    }
}
