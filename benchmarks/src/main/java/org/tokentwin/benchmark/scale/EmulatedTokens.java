package org.tokentwin.benchmark.scale;

import java.util.ArrayList;
import java.util.List;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Issued tokens in one process, each in slots of its own, with an application that uses it. */
final class EmulatedTokens implements AutoCloseable {
    private final List<EmulatedToken> tokens = new ArrayList<>();
    private final List<Emulator> emulators = new ArrayList<>();
    private final List<Cryptoki> applications = new ArrayList<>();

    static EmulatedTokens issue(int number) {
        EmulatedTokens all = new EmulatedTokens();
        for (int i = 0; i < number; i++) {
            EmulatedToken token = EmulatedToken.order().withTestKey().issue();
            Emulator emulator = Emulator.with(token);
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            all.tokens.add(token);
            all.emulators.add(emulator);
            all.applications.add(application);
        }
        return all;
    }

    List<Cryptoki> applications() {
        return applications;
    }

    @Override
    public void close() {
        applications.forEach(application -> application.finalizeCryptoki(false));
        emulators.forEach(Emulator::close);
        tokens.forEach(EmulatedToken::close);
    }
}
