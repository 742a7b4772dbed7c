package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Faults in login, logout and the retry counter. */
final class LoginMutants {
    private static final int TRIES = 15;

    private LoginMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.with("tries-16", "The token has 16 tries", LoginMutants::oneTryMore, "LOGIN-009")
                        .foundBy("APPLICATION-009"),
                Mutant.ofProfile("tries-14", "The token has 14 tries", "[pin]\ntries = 14\n", "LOGIN-008"),
                Mutant.with(
                        "tries-120",
                        "The token does not lock",
                        () -> Map.of("login", call -> call.withoutTries(2), "setPin", call -> call.withoutTries(1)),
                        "LOGIN-009",
                        "LOGIN-011",
                        "PIN-006"),
                Mutant.with(
                        "counter-never-restored",
                        "The right PIN does not give the tries back",
                        LoginMutants::counterThatOnlyFalls,
                        "LOGIN-008"),
                Mutant.with(
                                "lock-forgotten",
                                "The counter is in the library, and new after C_Initialize",
                                LoginMutants::counterOfTheLibrary,
                                "LOGIN-010")
                        .foundBy("APPLICATION-009"),
                Mutant.with(
                        "racing-counter",
                        "The counter is read, the PIN compared, and then the counter written",
                        LoginMutants::counterThatRaces,
                        "LOGIN-011"),
                Mutant.in(
                        "login",
                        "any-pin",
                        "A wrong PIN is answered with CKR_OK",
                        call -> call.ignoring(Ckr.CKR_PIN_INCORRECT),
                        "LOGIN-003"),
                Mutant.in(
                        "login",
                        "pin-with-tail",
                        "What stands behind the right PIN is not compared",
                        LoginMutants::withoutTail,
                        "LOGIN-015"),
                Mutant.in(
                        "login",
                        "pin-may-be-null",
                        "A login without a PIN is CKR_OK",
                        call -> call.isNull(2) ? null : call.proceed(),
                        "LOGIN-017"),
                Mutant.in(
                        "login",
                        "login-twice",
                        "A second login is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_USER_ALREADY_LOGGED_IN),
                        "LOGIN-002"),
                Mutant.in(
                                "logout",
                                "logout-does-nothing",
                                "C_Logout leaves the user logged in",
                                call -> null,
                                "LOGIN-004")
                        .foundBy("KEYLIFE-204", "PROFILE-003"),
                Mutant.in(
                        "login",
                        "any-user-type",
                        "An unknown user type is taken for the user",
                        call -> call.number(1) > 2 ? call.proceedWith(1, 1L) : call.proceed(),
                        "LOGIN-005"),
                Mutant.in(
                        "login",
                        "context-specific-any-time",
                        "A context-specific login is CKR_OK without an operation",
                        call -> call.number(1) == 2 ? null : call.proceed(),
                        "LOGIN-006"),
                Mutant.in(
                        "login",
                        "expiry-untold",
                        "The envelope's PIN logs in for good",
                        call -> call.ignoring(Ckr.CKR_PIN_EXPIRED),
                        "LOGIN-012"),
                Mutant.in(
                        "login",
                        "expiry-for-wrong-pin",
                        "A wrong PIN is CKR_PIN_EXPIRED",
                        call -> call.telling(Ckr.CKR_PIN_EXPIRED, Ckr.CKR_PIN_INCORRECT),
                        "LOGIN-013"),
                Mutant.in(
                        "login",
                        "lock-told-as-wrong-pin",
                        "A locked token answers CKR_PIN_INCORRECT",
                        call -> call.telling(Ckr.CKR_PIN_INCORRECT, Ckr.CKR_PIN_LOCKED),
                        "LOGIN-009"));
    }

    private static Object withoutTail(Call call) {
        try {
            call.proceed();
        } catch (CryptokiException e) {
            if (e.ckr() != Ckr.CKR_PIN_INCORRECT && e.ckr() != Ckr.CKR_PIN_LEN_RANGE) {
                throw e;
            }
            byte[] pin = call.bytes(2);
            call.proceedWith(2, Arrays.copyOf(pin, pin.length - 1));
        }
        return Ckr.CKR_OK;
    }

    private static Map<String, Fault> oneTryMore() {
        AtomicInteger wrong = new AtomicInteger();
        return Map.of("login", call -> wrong.getAndIncrement() == 0 ? call.withoutTries(2) : call.proceed());
    }

    private static Map<String, Fault> counterThatOnlyFalls() {
        AtomicInteger wrong = new AtomicInteger();
        return Map.of("login", call -> counted(call, wrong));
    }

    private static Map<String, Fault> counterOfTheLibrary() {
        AtomicInteger wrong = new AtomicInteger();
        return Map.of("login", call -> counted(call, wrong), "finalizeCryptoki", call -> {
            wrong.set(0);
            return call.proceed();
        });
    }

    private static Object counted(Call call, AtomicInteger wrong) {
        if (wrong.get() >= TRIES) {
            throw new CryptokiException(Ckr.CKR_PIN_LOCKED, "a fault");
        }
        try {
            call.withoutTries(2);
            return Ckr.CKR_OK;
        } catch (CryptokiException e) {
            if (e.ckr() == Ckr.CKR_PIN_INCORRECT) {
                wrong.incrementAndGet();
            }
            throw e;
        }
    }

    private static Map<String, Fault> counterThatRaces() {
        AtomicInteger wrong = new AtomicInteger();
        return Map.of("login", call -> {
            int before = wrong.get();
            LockSupport.parkNanos(1);
            try {
                return counted(call, wrong);
            } finally {
                wrong.set(before + 1);
            }
        });
    }
}
