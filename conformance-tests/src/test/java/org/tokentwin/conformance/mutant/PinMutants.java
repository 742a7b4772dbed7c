package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Faults in the PIN's change and in the policy. */
final class PinMutants {
    private static final long CKF_RW_SERIAL = 6;

    private static final int MOST_CHARACTERS = 20;

    private PinMutants() {}

    static List<Mutant> all() {
        return List.of(
                policy("policy-without-upper", "upper case", "\"lower\", \"digit\", \"special\"", "PIN-011"),
                policy("policy-without-lower", "lower case", "\"upper\", \"digit\", \"special\"", "PIN-012"),
                policy("policy-without-digit", "digits", "\"upper\", \"lower\", \"special\"", "PIN-013"),
                policy("policy-without-special", "special characters", "\"upper\", \"lower\", \"digit\"", "PIN-014"),
                Mutant.ofProfile("pin-of-7", "7 characters are enough", "[pin]\nmin-length = 7\n", "PIN-007"),
                Mutant.ofProfile("pin-of-9", "8 characters are too few", "[pin]\nmin-length = 9\n", "PIN-008"),
                Mutant.ofProfile("pin-of-19", "20 characters are too many", "[pin]\nmax-length = 19\n", "PIN-009"),
                Mutant.in(
                                "setPin",
                                "pin-of-21",
                                "21 characters are not too many",
                                call -> call.bytes(2).length > MOST_CHARACTERS ? null : call.proceed(),
                                "PIN-010")
                        .foundBy("PINRULE-107", "PINRULE-108"),
                Mutant.in("setPin", "change-does-nothing", "C_SetPIN keeps the old PIN", call -> null, "PIN-001")
                        .foundBy("APPLICATION-011", "PINRULE-001", "PINRULE-002"),
                Mutant.with("old-pin-lives", "The old PIN logs in too", PinMutants::oldPinLives, "PIN-002"),
                Mutant.in(
                        "setPin",
                        "change-logs-out",
                        "C_SetPIN ends the login",
                        call -> {
                            call.proceed();
                            try {
                                call.honest().logout(call.number(0));
                            } catch (CryptokiException e) {
                                return null; // nobody was logged in
                            }
                            return null;
                        },
                        "PIN-003"),
                Mutant.in(
                        "setPin",
                        "change-in-any-session",
                        "A read-only session can change the PIN",
                        call -> {
                            try {
                                return call.proceed();
                            } catch (CryptokiException e) {
                                if (e.ckr() != Ckr.CKR_SESSION_READ_ONLY) {
                                    throw e;
                                }
                                return call.proceedWith(0, call.honest().openSession(0, CKF_RW_SERIAL));
                            }
                        },
                        "PIN-004"),
                Mutant.in(
                        "setPin",
                        "change-with-any-pin",
                        "A wrong old PIN is answered with CKR_OK",
                        call -> call.ignoring(Ckr.CKR_PIN_INCORRECT),
                        "PIN-005"),
                Mutant.in(
                        "setPin",
                        "same-pin-again",
                        "A new PIN may be the old one",
                        call -> Arrays.equals(call.bytes(1), call.bytes(2)) ? null : call.proceed(),
                        "PIN-019"),
                Mutant.in(
                        "setPin",
                        "refusal-costs-a-try",
                        "A refused new PIN costs a try",
                        PinMutants::costingATry,
                        "PIN-020"),
                Mutant.in(
                        "setPin",
                        "policy-before-pin",
                        "A bad new PIN is told to who does not know the old one",
                        call -> {
                            if (call.bytes(2).length < 8) {
                                throw new CryptokiException(Ckr.CKR_PIN_LEN_RANGE, "a fault");
                            }
                            return call.proceed();
                        },
                        "PIN-021"),
                Mutant.in("initPin", "init-pin-by-anyone", "C_InitPIN is CKR_OK for the user", call -> null, "PIN-022"),
                Mutant.in(
                        "setPin",
                        "empty-pin",
                        "An empty new PIN is CKR_OK",
                        call -> call.isNull(2) || call.bytes(2).length == 0 ? null : call.proceed(),
                        "PIN-018"));
    }

    private static Mutant policy(String name, String missing, String required, String... cases) {
        return Mutant.ofProfile(name, "A PIN needs no " + missing, "[pin]\nrequired = [" + required + "]\n", cases);
    }

    private static Object costingATry(Call call) {
        try {
            call.proceed();
            return Ckr.CKR_OK;
        } catch (CryptokiException e) {
            if (e.ckr() == Ckr.CKR_PIN_INVALID) {
                wrongPin(call);
            }
            throw e;
        }
    }

    private static void wrongPin(Call call) {
        byte[] wrong = call.bytes(1).clone();
        wrong[0] ^= 1;
        try {
            call.honest().setPin(call.number(0), wrong, call.bytes(2));
        } catch (CryptokiException e) {
            if (e.ckr() != Ckr.CKR_PIN_INCORRECT && e.ckr() != Ckr.CKR_PIN_LOCKED) {
                throw e;
            }
        }
    }

    private static Map<String, Fault> oldPinLives() {
        AtomicReference<byte[]> old = new AtomicReference<>(new byte[0]);
        AtomicReference<byte[]> changed = new AtomicReference<>(new byte[0]);
        return Map.of(
                "setPin",
                call -> {
                    byte[] before = call.bytes(1).clone();
                    byte[] after = call.bytes(2).clone();
                    call.proceed();
                    old.set(before);
                    changed.set(after);
                    return null;
                },
                "login",
                call -> !call.isNull(2) && old.get().length > 0 && Arrays.equals(call.bytes(2), old.get())
                        ? call.proceedWith(2, changed.get().clone())
                        : call.proceed());
    }
}
