package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.SessionInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;

/** Faults in numbers and names that a module tells of itself, its token and its sessions. */
final class TellingMutants {
    private TellingMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                                "getTokenInfo",
                                "sessions-miscounted",
                                "CK_TOKEN_INFO counts one session too many, and tells other PIN lengths",
                                call -> {
                                    TokenInfo info = (TokenInfo) Objects.requireNonNull(call.proceed());
                                    return new TokenInfo(
                                            info.label(),
                                            info.manufacturerId(),
                                            "",
                                            info.serialNumber(),
                                            info.flags(),
                                            info.maxSessionCount(),
                                            info.sessionCount() + 1,
                                            info.maxRwSessionCount(),
                                            info.rwSessionCount() + 1,
                                            info.maxPinLen() + 1,
                                            info.minPinLen() + 1,
                                            info.totalPublicMemory(),
                                            info.freePublicMemory(),
                                            info.totalPrivateMemory(),
                                            info.freePrivateMemory(),
                                            info.hardwareVersion(),
                                            info.firmwareVersion(),
                                            info.utcTime());
                                })
                        .foundBy("STATE-004", "TOKEN-001", "TOKEN-005"),
                Mutant.in(
                                "getSessionInfo",
                                "device-error",
                                "CK_SESSION_INFO has flags and a device error that the session does not have",
                                call -> {
                                    SessionInfo info = (SessionInfo) Objects.requireNonNull(call.proceed());
                                    return new SessionInfo(info.slotId(), info.state(), info.flags() | 8, 1);
                                })
                        .foundBy("STATE-003"),
                Mutant.in(
                                "getAttributeValue",
                                "attributes-cut",
                                "The values of attributes lack their last byte",
                                call -> call.results().stream()
                                        .map(TellingMutants::cut)
                                        .toList())
                        .foundBy("ATTRIBUTE-006", "KEYLIFE-203", "PROFILE-002"),
                Mutant.in("getObjectSize", "no-size", "Every object has the size 0", call -> 0L)
                        .foundBy("OBJECT-020"),
                Mutant.in("findObjects", "nothing-found", "C_FindObjects finds nothing", call -> new long[0])
                        .foundBy("OBJECT-029"),
                Mutant.with("seed-decides", "Random bytes are those of the last seed", TellingMutants::seeded)
                        .foundBy("RANDOM-004", "THREAD-004"));
    }

    private static Map<String, Fault> seeded() {
        AtomicReference<byte[]> seed = new AtomicReference<>(new byte[1]);
        return Map.of(
                "seedRandom",
                call -> {
                    seed.set(call.bytes(1));
                    return null;
                },
                "generateRandom",
                call -> {
                    byte[] random = new byte[(Integer) call.argument(1)];
                    for (int i = 0; i < random.length; i++) {
                        random[i] = seed.get()[i % seed.get().length];
                    }
                    return random;
                });
    }

    private static AttributeResult cut(AttributeResult result) {
        return result.value()
                .filter(value -> value.length() > 0)
                .map(value -> AttributeResult.of(
                        Attribute.of(value.type(), Arrays.copyOf(value.value(), value.length() - 1))))
                .orElse(result);
    }
}
