package org.tokentwin.conformance.mutant;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.SessionInfo;
import org.tokentwin.emulator.cryptoki.SlotInfo;

/** Faults in what applications share, and in what is told of a token that comes and goes. */
final class ApplicationMutants {
    private static final long CKF_TOKEN_PRESENT = 1;
    private static final long CKS_RO_USER_FUNCTIONS = 1;

    private ApplicationMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.with(
                                "one-application",
                                "All applications are one: its sessions, its login, its objects",
                                ApplicationMutants::oneApplication)
                        .foundBy("APPLICATION-001", "APPLICATION-002", "APPLICATION-003"),
                Mutant.with(
                                "logout-for-all",
                                "The end of one application's login or sessions is the end of all",
                                ApplicationMutants::endForAll)
                        .foundBy("APPLICATION-002", "APPLICATION-003", "APPLICATION-004"),
                Mutant.with(
                                "objects-remembered",
                                "An application finds again what it found first, whatever has become of it",
                                ApplicationMutants::remembered)
                        .foundBy("APPLICATION-006", "APPLICATION-007"),
                Mutant.in("getSlotInfo", "always-present", "CKF_TOKEN_PRESENT is never cleared", call -> {
                            SlotInfo info = (SlotInfo) Objects.requireNonNull(call.proceed());
                            return new SlotInfo(
                                    info.slotDescription(),
                                    info.manufacturerId(),
                                    info.flags() | CKF_TOKEN_PRESENT,
                                    info.hardwareVersion(),
                                    info.firmwareVersion());
                        })
                        .foundBy("REMOVAL-001"),
                Mutant.in("waitForSlotEvent", "no-events", "C_WaitForSlotEvent never has an event", call -> {
                            throw new CryptokiException(Ckr.CKR_NO_EVENT, "a fault");
                        })
                        .foundBy("REMOVAL-010", "REMOVAL-011"),
                Mutant.with(
                                "wait-never-ends",
                                "A wait for a slot ends with an event that was none",
                                () -> Map.of(
                                        "waitForSlotEvent",
                                        call -> call.forgetting(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, Ckr.CKR_NO_EVENT)))
                        .foundBy("REMOVAL-010", "THREAD-005"),
                Mutant.with(
                                "login-told-for-good",
                                "CK_SESSION_INFO tells of a login once and for all",
                                ApplicationMutants::loggedInForGood)
                        .foundBy("REMOVAL-006", "STATE-001"),
                Mutant.in(
                                "createObject",
                                "objects-on-the-token",
                                "Every object is made on the token",
                                call -> call.proceedWith(
                                        1,
                                        Stream.concat(
                                                        call.templateWithout(1, Cka.CKA_TOKEN).stream(),
                                                        Stream.of(Attribute.ofBoolean(Cka.CKA_TOKEN, true)))
                                                .toList()))
                        .foundBy("OBJECT-006"),
                Mutant.with("keys-lost", "Private keys are lost when the token is out", ApplicationMutants::lostKeys)
                        .foundBy("KEYPAIR-008", "REMOVAL-009"),
                Mutant.in(
                                "getMechanismInfo",
                                "mechanisms-for-nothing",
                                "CK_MECHANISM_INFO has a flag that does not fit the mechanism",
                                call -> {
                                    MechanismInfo info = (MechanismInfo) Objects.requireNonNull(call.proceed());
                                    return new MechanismInfo(info.minKeySize(), info.maxKeySize(), 0x8000_0000L);
                                })
                        .foundBy("MECHANISM-001", "MECHANISM-002", "MECHANISM-003"));
    }

    private static Map<String, Fault> oneApplication() {
        AtomicReference<@Nullable Cryptoki> first = new AtomicReference<>();
        Fault shared = call -> {
            first.compareAndSet(null, call.honest());
            return call.on(Objects.requireNonNull(first.get())).proceed();
        };
        return Map.of(FaultyCryptoki.EVERYWHERE, shared, "initialize", call -> {
            first.compareAndSet(null, call.honest());
            return call.on(Objects.requireNonNull(first.get())).ignoring(Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED);
        });
    }

    private static Map<String, Fault> endForAll() {
        Set<Cryptoki> all = ConcurrentHashMap.newKeySet();
        Fault end = call -> {
            all.forEach(each -> {
                try {
                    each.closeAllSessions(0);
                } catch (CryptokiException e) {
                    // there was none
                }
            });
            return null;
        };
        return Map.of(
                "openSession",
                call -> {
                    all.add(call.honest());
                    return call.proceed();
                },
                "logout",
                end,
                "closeAllSessions",
                end,
                "finalizeCryptoki",
                call -> {
                    end.answer(call);
                    return call.proceed();
                });
    }

    private static Map<String, Fault> remembered() {
        Map<Cryptoki, long[]> found = new ConcurrentHashMap<>();
        return Map.of("findObjects", call -> {
            long[] now = (long[]) Objects.requireNonNull(call.proceed());
            return found.computeIfAbsent(call.honest(), any -> now);
        });
    }

    private static Map<String, Fault> loggedInForGood() {
        AtomicBoolean once = new AtomicBoolean();
        return Map.of(
                "login",
                call -> {
                    Object answer = call.proceed();
                    once.set(true);
                    return answer;
                },
                "getSessionInfo",
                call -> {
                    SessionInfo info = (SessionInfo) Objects.requireNonNull(call.proceed());
                    return once.get()
                            ? new SessionInfo(info.slotId(), CKS_RO_USER_FUNCTIONS, info.flags(), info.deviceError())
                            : info;
                });
    }

    /** Every object that is found after a session could not be opened, or ended by itself, is lost. */
    private static Map<String, Fault> lostKeys() {
        AtomicInteger opened = new AtomicInteger();
        return Map.of(
                "openSession",
                call -> {
                    opened.incrementAndGet();
                    return call.proceed();
                },
                "findObjects",
                call -> opened.get() > 1 ? new long[0] : call.proceed());
    }
}
