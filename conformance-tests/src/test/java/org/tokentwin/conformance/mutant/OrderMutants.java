package org.tokentwin.conformance.mutant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** Faults that show in a certain order of calls only, each of which is right by itself. */
final class OrderMutants {
    private static final int ROOM = 1024;

    private OrderMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                        "findObjectsInit",
                        "search-ends-the-digest",
                        "A search that begins ends the session's digest",
                        call -> {
                            Object nothing = call.proceed();
                            endDigest(call.honest(), call.number(0));
                            return nothing;
                        },
                        "WALK-402"),
                Mutant.with(
                        "closing-ends-the-others",
                        "A session that is closed takes the digests of the others with it",
                        OrderMutants::closingAll,
                        "WALK-501"),
                Mutant.with(
                        "asking-twice-ends",
                        "A signature in parts ends when its length is asked for a second time",
                        OrderMutants::endingAtTheSecond,
                        "WALK-504"),
                Mutant.with(
                        "refused-login-ends-the-signature",
                        "A login that is refused since there was one ends the session's signature",
                        OrderMutants::endingAtLogin,
                        "WALK-501"),
                Mutant.with(
                        "copies-share-their-label",
                        "What is relabelled is relabelled with its copies",
                        OrderMutants::sharedLabels,
                        "WALK-205"),
                Mutant.with(
                        "read-write-after-all-closed",
                        "After C_CloseAllSessions every session tells that it is a read-write one",
                        OrderMutants::writingAfterClosing,
                        "WALK-101"),
                Mutant.in(
                        "sign",
                        "length-asked-needs-no-login",
                        "A key that asks for the PIN signs without it when the length was asked for",
                        OrderMutants::loggingInForTheLength,
                        "WALK-805"),
                Mutant.with(
                        "destroyed-is-found",
                        "A search finds the last object that was destroyed",
                        OrderMutants::findingTheDestroyed,
                        "WALK-301"),
                Mutant.with(
                        "third-session-loses",
                        "In the third session that is open the first part of a digest is lost",
                        OrderMutants::losingInTheThird,
                        "WALK-905"),
                Mutant.with(
                        "small-room-spoils",
                        "A digest in parts that found no room is another one afterwards",
                        OrderMutants::spoilingWithoutRoom,
                        "WALK-403"));
    }

    private static void endDigest(Cryptoki honest, long session) {
        try {
            honest.digestFinal(session, OutputBuffer.of(ROOM));
        } catch (CryptokiException _) { // there was none
        }
    }

    private static void endSignature(Cryptoki honest, long session) {
        try {
            honest.signFinal(session, OutputBuffer.of(ROOM));
        } catch (CryptokiException _) { // there was none
        }
    }

    private static Map<String, Fault> closingAll() {
        Set<Long> digesting = ConcurrentHashMap.newKeySet();
        return Map.of(
                "digestInit",
                call -> {
                    digesting.add(call.number(0));
                    return call.proceed();
                },
                "closeSession",
                call -> {
                    Object nothing = call.proceed();
                    digesting.forEach(session -> endDigest(call.honest(), session));
                    return nothing;
                });
    }

    private static Map<String, Fault> endingAtTheSecond() {
        Set<Long> asked = new HashSet<>();
        return Map.of(
                "signInit",
                call -> {
                    asked.remove(call.number(0));
                    return call.proceed();
                },
                "signFinal",
                call -> {
                    Object nothing = call.proceed();
                    OutputBuffer buffer = (OutputBuffer) call.argument(1);
                    if (buffer.isLengthOnly() && !asked.add(call.number(0))) {
                        endSignature(call.honest(), call.number(0));
                    }
                    return nothing;
                });
    }

    private static Map<String, Fault> endingAtLogin() {
        return Map.of("login", call -> {
            try {
                return call.proceed();
            } catch (CryptokiException e) {
                if (e.ckr() == Ckr.CKR_USER_ALREADY_LOGGED_IN) {
                    endSignature(call.honest(), call.number(0));
                }
                throw e;
            }
        });
    }

    private static Map<String, Fault> sharedLabels() {
        Map<Long, List<Long>> copies = new ConcurrentHashMap<>();
        return Map.of(
                "copyObject",
                call -> {
                    long copy = (Long) Objects.requireNonNull(call.proceed());
                    copies.computeIfAbsent(call.number(1), any -> new ArrayList<>())
                            .add(copy);
                    return copy;
                },
                "setAttributeValue",
                call -> {
                    Object nothing = call.proceed();
                    List<Attribute> label = call.template(2).stream()
                            .filter(attribute -> attribute.type() == Cka.CKA_LABEL)
                            .toList();
                    for (long copy : copies.getOrDefault(call.number(1), List.of())) {
                        relabel(call, copy, label);
                    }
                    return nothing;
                });
    }

    private static void relabel(Call call, long copy, List<Attribute> label) {
        try {
            call.honest().setAttributeValue(call.number(0), copy, label);
        } catch (CryptokiException _) { // it is gone
        }
    }

    private static Map<String, Fault> writingAfterClosing() {
        AtomicBoolean closed = new AtomicBoolean();
        return Map.of(
                "closeAllSessions",
                call -> {
                    closed.set(true);
                    return call.proceed();
                },
                "getSessionInfo",
                call -> {
                    SessionInfo info = (SessionInfo) Objects.requireNonNull(call.proceed());
                    return closed.get()
                            ? new SessionInfo(
                                    info.slotId(), info.state(), info.flags() | Ckf.CKF_RW_SESSION, info.deviceError())
                            : info;
                });
    }

    private static @Nullable Object loggingInForTheLength(Call call) {
        if (((OutputBuffer) call.argument(2)).isLengthOnly()) {
            try {
                call.honest()
                        .login(
                                call.number(0),
                                Cku.CKU_CONTEXT_SPECIFIC,
                                call.pin().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (CryptokiException _) { // the key does not ask for one
            }
        }
        return call.proceed();
    }

    private static Map<String, Fault> findingTheDestroyed() {
        AtomicLong destroyed = new AtomicLong();
        return Map.of(
                "destroyObject",
                call -> {
                    Object nothing = call.proceed();
                    destroyed.set(call.number(1));
                    return nothing;
                },
                "findObjects",
                call -> {
                    long[] found = (long[]) Objects.requireNonNull(call.proceed());
                    long gone = found.length == 0 ? destroyed.getAndSet(0) : 0;
                    return gone == 0 ? found : new long[] {gone};
                });
    }

    private static Map<String, Fault> losingInTheThird() {
        Set<Long> open = ConcurrentHashMap.newKeySet();
        AtomicLong third = new AtomicLong();
        Set<Long> fresh = ConcurrentHashMap.newKeySet();
        return Map.of(
                "openSession",
                call -> {
                    long session = (Long) Objects.requireNonNull(call.proceed());
                    open.add(session);
                    if (open.size() == 3) {
                        third.set(session);
                    }
                    return session;
                },
                "closeSession",
                call -> {
                    open.remove(call.number(0));
                    return call.proceed();
                },
                "digestInit",
                call -> {
                    Object nothing = call.proceed();
                    fresh.add(call.number(0));
                    return nothing;
                },
                "digestUpdate",
                call -> fresh.remove(call.number(0)) && call.number(0) == third.get()
                        ? call.proceedWith(1, new byte[0])
                        : call.proceed());
    }

    private static Map<String, Fault> spoilingWithoutRoom() {
        return Map.of("digestFinal", call -> {
            try {
                return call.proceed();
            } catch (CryptokiException e) {
                if (e.ckr() == Ckr.CKR_BUFFER_TOO_SMALL) {
                    call.honest().digestUpdate(call.number(0), new byte[1]);
                }
                throw e;
            }
        });
    }
}
