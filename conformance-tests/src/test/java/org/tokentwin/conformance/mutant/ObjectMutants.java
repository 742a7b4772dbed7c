package org.tokentwin.conformance.mutant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Faults in making, finding and destroying objects. */
final class ObjectMutants {
    private static final long CKF_SERIAL_SESSION = 4;
    private static final long CKO_DATA = 0;

    private ObjectMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                                "destroyObject",
                                "destroy-does-nothing",
                                "C_DestroyObject leaves the object",
                                call -> null,
                                "OBJECT-006")
                        .foundBy("APPLICATION-007"),
                Mutant.in(
                        "createObject",
                        "object-outlives-session",
                        "A session object belongs to a session of the library's own",
                        call -> call.honest()
                                .createObject(call.honest().openSession(0, CKF_SERIAL_SESSION | 2), call.template(1)),
                        "OBJECT-007"),
                Mutant.in(
                                "createObject",
                                "token-object-not-kept",
                                "CKA_TOKEN is ignored",
                                call -> call.proceedWith(1, call.templateWithout(1, Cka.CKA_TOKEN)),
                                "OBJECT-009")
                        .foundBy("APPLICATION-006"),
                Mutant.in(
                        "createObject",
                        "private-object-for-anyone",
                        "CKA_PRIVATE is ignored",
                        call -> call.proceedWith(1, call.templateWithout(1, Cka.CKA_PRIVATE)),
                        "OBJECT-010"),
                Mutant.in(
                        "createObject",
                        "class-guessed",
                        "An object without a class is taken for data",
                        call -> call.proceedWith(1, withClass(call.template(1))),
                        "OBJECT-011"),
                Mutant.in(
                        "copyObject",
                        "copy-as-it-was",
                        "C_CopyObject does not look at its template",
                        call -> call.proceedWith(2, List.of()),
                        "OBJECT-028"),
                Mutant.in(
                        "copyObject",
                        "copy-is-the-same",
                        "C_CopyObject gives the handle of the original",
                        call -> call.number(1),
                        "OBJECT-015"),
                Mutant.in(
                        "findObjectsInit",
                        "search-begun-twice",
                        "A second C_FindObjectsInit ends the first search",
                        call -> {
                            try {
                                return call.proceed();
                            } catch (CryptokiException e) {
                                if (e.ckr() != Ckr.CKR_OPERATION_ACTIVE) {
                                    throw e;
                                }
                                call.honest().findObjectsFinal(call.number(0));
                                return call.proceed();
                            }
                        },
                        "OBJECT-016"),
                Mutant.in(
                        "findObjects",
                        "search-never-begun",
                        "C_FindObjects without a search finds nothing, with CKR_OK",
                        call -> {
                            try {
                                return call.proceed();
                            } catch (CryptokiException e) {
                                if (e.ckr() != Ckr.CKR_OPERATION_NOT_INITIALIZED) {
                                    throw e;
                                }
                                return new long[0];
                            }
                        },
                        "OBJECT-017"),
                Mutant.with("found-twice", "The first object is found twice", ObjectMutants::foundTwice, "OBJECT-018"),
                Mutant.in(
                        "findObjects",
                        "chain-hidden",
                        "A search gives one object, and not the others",
                        ObjectMutants::onlyFirst,
                        "CERT-003"),
                Mutant.in(
                        "destroyObject",
                        "destroy-anything",
                        "C_DestroyObject of no object is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_OBJECT_HANDLE_INVALID),
                        "OBJECT-019"),
                Mutant.with(
                        "same-key-twice",
                        "C_GenerateKeyPair gives the first pair again",
                        ObjectMutants::sameKeys,
                        "KEYPAIR-001"));
    }

    private static List<Attribute> withClass(List<Attribute> template) {
        if (template.stream().anyMatch(attribute -> attribute.type() == Cka.CKA_CLASS)) {
            return template;
        }
        List<Attribute> more = new ArrayList<>(template);
        more.add(Attribute.ofUlong(Cka.CKA_CLASS, CKO_DATA));
        return more;
    }

    private static Map<String, Fault> foundTwice() {
        Set<Long> repeated = ConcurrentHashMap.newKeySet();
        return Map.of("findObjects", call -> {
            long[] found = (long[]) Objects.requireNonNull(call.proceed());
            if (found.length == 0 && repeated.add(call.number(0))) {
                return new long[] {1};
            }
            return found;
        });
    }

    private static long[] onlyFirst(Call call) {
        long[] found = (long[]) Objects.requireNonNull(call.proceed());
        long[] first = Arrays.copyOf(found, Math.min(found.length, 1));
        while (found.length > 0) {
            found = (long[]) Objects.requireNonNull(call.proceed());
        }
        return first;
    }

    private static Map<String, Fault> sameKeys() {
        Map<String, Object> made = new ConcurrentHashMap<>();
        return Map.of("generateKeyPair", call -> {
            if (!made.containsKey("pair")) {
                made.put("pair", Objects.requireNonNull(call.proceed()));
            }
            return made.get("pair");
        });
    }
}
