package org.tokentwin.emulator.cryptoki.application;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.cryptoki.Mechanism;

/** Which mechanism, with its parameter, each session's operations were begun with, for the functions that go on with them and do not name it. Safe for use by many threads. */
final class BegunOperations {
    private final Map<Begun, Mechanism> mechanisms = new ConcurrentHashMap<>();

    /** An operation of a session, by the function that begins it. */
    private record Begun(long session, CryptokiFunction init) {}

    /** Notes a call that succeeded. */
    void called(CryptokiFunction function, Object[] arguments) {
        if (function == CryptokiFunction.C_CloseSession) {
            mechanisms.keySet().removeIf(each -> each.session() == (long) arguments[0]);
        } else if (function == CryptokiFunction.C_CloseAllSessions) {
            mechanisms
                    .clear(); // of another slot, too, whose operations have then no mechanism that a condition is about
        } else if (function.name().endsWith("Init")) {
            Arrays.stream(arguments)
                    .filter(Mechanism.class::isInstance)
                    .findFirst()
                    .ifPresent(mechanism ->
                            mechanisms.put(new Begun((long) arguments[0], function), (Mechanism) mechanism));
        }
    }

    /** Returns the mechanism of the operation that a function goes on with. */
    Optional<Mechanism> mechanism(CryptokiFunction function, long session) {
        return function.begunBy().map(init -> mechanisms.get(new Begun(session, init)));
    }
}
