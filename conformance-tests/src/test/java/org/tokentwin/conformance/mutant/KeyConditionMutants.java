package org.tokentwin.conformance.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Faults in what a key asks of its user: attributes that are taken, and forgotten. */
final class KeyConditionMutants {
    private KeyConditionMutants() {}

    static List<Mutant> all() {
        return List.of(
                use(Cka.CKA_ENCRYPT, "OPERATION-830", "CIPHER-901", "CIPHER-902", "CIPHER-913"),
                use(Cka.CKA_DECRYPT, "OPERATION-834", "CIPHER-1201", "CIPHER-1202", "CIPHER-1213"),
                use(Cka.CKA_SIGN, "OPERATION-843", "MAC-601", "MAC-605"),
                use(Cka.CKA_SIGN_RECOVER, "OPERATION-847"),
                use(Cka.CKA_VERIFY, "OPERATION-849", "MAC-701", "MAC-705"),
                use(Cka.CKA_VERIFY_RECOVER, "OPERATION-853"),
                toldOtherwise(Cka.CKA_DECRYPT, "OPERATION-934"),
                toldOtherwise(Cka.CKA_SIGN, "OPERATION-943"),
                toldOtherwise(Cka.CKA_SIGN_RECOVER, "OPERATION-947"),
                forgotten(Cka.CKA_ALWAYS_AUTHENTICATE, "AUTHENTICATE-001", "AUTHENTICATE-003", "AUTHENTICATE-004"),
                forgotten(Cka.CKA_WRAP_WITH_TRUSTED, "KEYLIFE-403", "KEYLIFE-404"),
                Mutant.in(
                        "createObject",
                        "any-mechanism-allowed",
                        "CKA_ALLOWED_MECHANISMS is taken and forgotten",
                        call -> call.proceedWith(1, call.templateWithout(1, Cka.CKA_ALLOWED_MECHANISMS)),
                        "KEYLIFE-412"),
                Mutant.in(
                        "createObject",
                        "no-mechanism-allowed",
                        "A key with CKA_ALLOWED_MECHANISMS does nothing",
                        KeyConditionMutants::allowingNothing,
                        "KEYLIFE-411"),
                Mutant.in(
                        "createObject",
                        "any-check-value",
                        "CKA_CHECK_VALUE is taken and forgotten",
                        call -> call.proceedWith(1, call.templateWithout(1, Cka.CKA_CHECK_VALUE)),
                        "KEYLIFE-423"),
                Mutant.in(
                        "getAttributeValue",
                        "check-value-wrong",
                        "CKA_CHECK_VALUE is of something else",
                        KeyConditionMutants::wrongCheckValue,
                        "KEYLIFE-421",
                        "KEYLIFE-422",
                        "KEYLIFE-424"),
                Mutant.in(
                        "createObject",
                        "anybody-trusts",
                        "CKA_TRUSTED is taken from the user",
                        call -> call.proceedWith(1, call.templateWithout(1, Cka.CKA_TRUSTED)),
                        "KEYLIFE-401"),
                Mutant.with(
                                "one-login-for-all-uses",
                                "A context-specific login is for every operation after it",
                                KeyConditionMutants::lastingLogin)
                        .foundBy("AUTHENTICATE-003"),
                Mutant.with(
                                "login-for-another-session",
                                "A context-specific login is for the operation of any session",
                                KeyConditionMutants::loginForAny)
                        .foundBy("AUTHENTICATE-004"),
                contextSpecific(
                        "no-login-for-a-use",
                        "A context-specific login does nothing",
                        call -> null,
                        "AUTHENTICATE-002",
                        "AUTHENTICATE-005",
                        "AUTHENTICATE-006"),
                contextSpecific(
                        "free-tries-for-a-use",
                        "A wrong PIN in a context-specific login costs no try",
                        call -> call.withoutTries(2),
                        "AUTHENTICATE-006"),
                contextSpecific(
                        "wrong-pin-for-a-use-logs-out",
                        "A wrong PIN in a context-specific login ends the user's",
                        KeyConditionMutants::loggingOut,
                        "AUTHENTICATE-005"));
    }

    /** A key may be used for what its template does not allow. */
    private static Mutant use(long type, String... cases) {
        return Mutant.in(
                "createObject",
                "any-use-in-place-of-" + Cka.name(type),
                Cka.name(type) + " is true whatever the template says",
                call -> {
                    List<Attribute> template = new ArrayList<>(call.templateWithout(1, type));
                    boolean key = template.stream().anyMatch(each -> each.type() == Cka.CKA_KEY_TYPE);
                    if (key && template.size() < call.template(1).size()) {
                        template.add(Attribute.ofBoolean(type, true));
                    }
                    return call.proceedWith(1, template);
                },
                cases);
    }

    private static Mutant toldOtherwise(long type, String id) {
        return Mutant.in(
                "getAttributeValue",
                "opposite-of-" + Cka.name(type),
                Cka.name(type) + " is reported as its opposite",
                call -> call.results().stream()
                        .map(result -> result.type() == type ? opposite(result) : result)
                        .toList(),
                id);
    }

    private static AttributeResult opposite(AttributeResult result) {
        return result.value()
                .map(value -> AttributeResult.of(Attribute.ofBoolean(result.type(), value.value()[0] == 0)))
                .orElse(result);
    }

    private static Mutant forgotten(long type, String... cases) {
        return Mutant.with(
                        "forgets-" + Cka.name(type),
                        Cka.name(type) + " is taken, told, and not kept",
                        () -> Map.of(
                                "createObject", call -> call.proceedWith(1, call.templateWithout(1, type)),
                                "generateKeyPair", call -> call.proceedWith(3, call.templateWithout(3, type)),
                                "getAttributeValue", call -> call.forging(Attribute.ofBoolean(type, true))))
                .foundBy(cases);
    }

    private static @Nullable Object allowingNothing(Call call) {
        boolean lists = call.template(1).stream().anyMatch(each -> each.type() == Cka.CKA_ALLOWED_MECHANISMS);
        List<Attribute> template = new ArrayList<>(call.templateWithout(1, Cka.CKA_ALLOWED_MECHANISMS));
        if (lists) {
            template.add(Attribute.of(Cka.CKA_ALLOWED_MECHANISMS, new byte[Long.BYTES]));
        }
        return call.proceedWith(1, template);
    }

    private static List<AttributeResult> wrongCheckValue(Call call) {
        return call.results().stream()
                .map(result -> result.type() == Cka.CKA_CHECK_VALUE
                        ? result.value()
                                .filter(value -> value.length() > 0)
                                .map(value -> AttributeResult.of(Attribute.of(value.type(), flipped(value.value()))))
                                .orElse(result)
                        : result)
                .toList();
    }

    private static byte[] flipped(byte[] value) {
        byte[] other = value.clone();
        other[0] ^= 1;
        return other;
    }

    private static Mutant contextSpecific(String name, String fault, Fault answer, String... cases) {
        return Mutant.in(
                "login",
                name,
                fault,
                call -> call.number(1) == Cku.CKU_CONTEXT_SPECIFIC ? answer.answer(call) : call.proceed(),
                cases);
    }

    private static @Nullable Object loggingOut(Call call) {
        try {
            return call.proceed();
        } catch (CryptokiException e) {
            call.honest().logout(call.number(0));
            throw e;
        }
    }

    /** What was given once is given again at each beginning. */
    private static Map<String, Fault> lastingLogin() {
        AtomicReference<byte @Nullable []> given = new AtomicReference<>();
        return Map.of(
                "login",
                call -> {
                    call.proceed();
                    if (call.number(1) == Cku.CKU_CONTEXT_SPECIFIC) {
                        given.set(call.bytes(2).clone());
                    }
                    return null;
                },
                "signInit",
                call -> {
                    call.proceed();
                    byte[] pin = given.get();
                    if (pin != null) {
                        call.honest().login(call.number(0), Cku.CKU_CONTEXT_SPECIFIC, pin);
                    }
                    return null;
                });
    }

    private static Map<String, Fault> loginForAny() {
        AtomicLong began = new AtomicLong();
        return Map.of(
                "signInit",
                call -> {
                    call.proceed();
                    began.set(call.number(0));
                    return null;
                },
                "login",
                call -> call.number(1) == Cku.CKU_CONTEXT_SPECIFIC ? call.proceedWith(0, began.get()) : call.proceed());
    }
}
