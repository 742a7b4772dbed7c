package org.tokentwin.emulator.trace;

import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiSource;

/** An application that is traced while somebody listens, and is called directly while nobody does. */
final class TracedSource implements CryptokiSource {
    private final Cryptoki application;
    private final Trace trace;
    private final int number;

    /** Made for the first listener. If two threads make one each, either does. */
    private volatile @Nullable Cryptoki traced;

    TracedSource(Cryptoki application, Trace trace, int number) {
        this.application = application;
        this.trace = trace;
        this.number = number;
    }

    @Override
    public Cryptoki get() {
        return trace.isOn() ? traced() : application;
    }

    private Cryptoki traced() {
        Cryptoki made = traced;
        if (made == null) {
            made = trace.of(application, number);
            traced = made;
        }
        return made;
    }
}
