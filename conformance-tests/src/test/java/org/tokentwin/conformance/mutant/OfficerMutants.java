package org.tokentwin.conformance.mutant;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;

/** Faults in what the security officer may do, on tokens that have one. */
final class OfficerMutants {
    private static final String WITH_OFFICER = "safenet-etoken-5110";
    private static final long CKF_SO_PIN_COUNT_LOW = 0x100000;
    private static final long CKU_SO = 0;
    private static final long CKU_USER = 1;

    private OfficerMutants() {}

    static List<Mutant> all() {
        return List.of(
                officer(
                                "officer-and-user",
                                "The user and the security officer are logged in together",
                                () -> Map.of(
                                        "login",
                                        call -> call.ignoring(
                                                Ckr.CKR_USER_ANOTHER_ALREADY_LOGGED_IN,
                                                Ckr.CKR_USER_ALREADY_LOGGED_IN)))
                        .foundBy("SO-002", "SO-003", "SO-004"),
                officer(
                                "officer-reads-only",
                                "The security officer is logged in beside read-only sessions",
                                () -> Map.of(
                                        "login", call -> call.ignoring(Ckr.CKR_SESSION_READ_ONLY_EXISTS),
                                        "openSession", call -> call.forgetting(Ckr.CKR_SESSION_READ_WRITE_SO_EXISTS)))
                        .foundBy("SO-005", "SO-006"),
                officer(
                                "officer-is-the-user",
                                "The security officer's login is the user's",
                                () -> Map.of("login", OfficerMutants::asUser))
                        .foundBy("SO-001", "SO-002", "SO-003"),
                officer(
                                "officer-with-any-pin",
                                "A wrong SO PIN is answered with CKR_OK",
                                () -> Map.of(
                                        "login",
                                        call -> call.number(1) == CKU_SO
                                                ? call.ignoring(Ckr.CKR_PIN_INCORRECT, Ckr.CKR_PIN_LEN_RANGE)
                                                : call.proceed(),
                                        "initToken",
                                        call -> call.forgetting()))
                        .foundBy("SO-014", "SO-015", "WIPE-001"),
                officer(
                                "officer-makes-anything",
                                "The security officer makes private objects and uses the user's keys",
                                () -> Map.of(
                                        FaultyCryptoki.EVERYWHERE,
                                        call -> call.forgetting(
                                                Ckr.CKR_USER_NOT_LOGGED_IN,
                                                Ckr.CKR_KEY_HANDLE_INVALID,
                                                Ckr.CKR_OBJECT_HANDLE_INVALID)))
                        .foundBy("SO-009", "SO-010", "SO-018"),
                officer(
                                "init-pin-does-nothing",
                                "C_InitPIN is CKR_OK, and the PIN stays",
                                () -> Map.of("initPin", call -> null))
                        .foundBy("SO-011", "SO-012", "WIPE-005"),
                officer(
                                "init-token-does-nothing",
                                "C_InitToken is CKR_OK, and everything stays",
                                () -> Map.of("initToken", call -> null))
                        .foundBy("WIPE-001", "WIPE-002", "WIPE-003"),
                officer(
                                "logout-of-officer-does-nothing",
                                "C_Logout leaves the security officer logged in",
                                () -> Map.of("logout", call -> null))
                        .foundBy("SO-007", "SO-009", "SO-011"),
                officer(
                                "officer-tries-untold",
                                "CKF_SO_PIN_COUNT_LOW is never cleared",
                                () -> Map.of(
                                        "getTokenInfo",
                                        call -> SlotMutants.withFlags(call, flags -> flags | CKF_SO_PIN_COUNT_LOW)))
                        .foundBy("SO-016"),
                officer(
                                "missing-pin-untold",
                                "A user without a PIN is told that the PIN is wrong",
                                () -> Map.of(
                                        "login",
                                        call -> call.telling(Ckr.CKR_PIN_INCORRECT, Ckr.CKR_USER_PIN_NOT_INITIALIZED)))
                        .foundBy("WIPE-004"),
                officer("so-pin-kept", "C_SetPIN keeps the old PIN", () -> Map.of("setPin", call -> null))
                        .foundBy("SO-014"));
    }

    private static Mutant officer(String name, String fault, Supplier<Map<String, Fault>> faults, String... cases) {
        return Mutant.with(name, fault, faults, cases).on(WITH_OFFICER);
    }

    /** Whoever gives the SO PIN gets the state of a session in which nobody is. */
    private static @Nullable Object asUser(Call call) {
        if (call.number(1) == CKU_SO) {
            return null;
        }
        return call.proceedWith(1, CKU_USER);
    }
}
