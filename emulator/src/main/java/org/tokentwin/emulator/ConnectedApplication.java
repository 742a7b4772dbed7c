package org.tokentwin.emulator;

import java.util.Map;
import java.util.Optional;
import org.tokentwin.emulator.cryptoki.application.CryptokiApplication;

/**
 * A PKCS#11 application that uses an emulator's tokens.
 *
 * @param number counted from 1, as in a transcript
 * @param pid its process, where its library says it
 * @param name of the program's file, where the operating system knows it
 * @param sessions that it has open, on all tokens
 * @param objectsMade since it began, those that are gone included
 * @param logins who is logged in, as a {@code CK_USER_TYPE}, by the ids of the slots where somebody is
 */
public record ConnectedApplication(
        int number, Optional<Long> pid, Optional<String> name, int sessions, long objectsMade, Map<Long, Long> logins) {
    public ConnectedApplication {
        logins = Map.copyOf(logins);
    }

    static ConnectedApplication of(CryptokiApplication application) {
        return new ConnectedApplication(
                application.number(),
                application.program().pid(),
                application.program().name(),
                application.sessionCount(),
                application.objectsMade(),
                application.logins());
    }
}
