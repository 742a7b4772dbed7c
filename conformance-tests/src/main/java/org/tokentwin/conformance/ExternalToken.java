package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A token behind a module that somebody owns: one for all cases, never disposable. Its cases take turns, since a module is initialised
 * once in a process.
 */
final class ExternalToken implements TokenSource {
    private final Semaphore turn = new Semaphore(1);
    private final Path module;
    private final Optional<Long> slotId;
    private final Optional<String> pinVariable;

    /** @param pinVariable the environment variable that holds the user PIN */
    ExternalToken(Path module, Optional<Long> slotId, Optional<String> pinVariable) {
        this.module = module;
        this.slotId = slotId;
        this.pinVariable = pinVariable;
    }

    @Override
    public String name() {
        return module.toString();
    }

    @Override
    public boolean isDisposable() {
        return false;
    }

    @Override
    public TokenLease lease(PinState.Value pinState) {
        turn.acquireUninterruptibly();
        return new Lease();
    }

    @Override
    public void close() {}

    private final class Lease implements TokenLease {
        @Override
        public Path module() {
            return module;
        }

        @Override
        public Optional<Long> slotId() {
            return slotId;
        }

        @Override
        public Optional<char[]> pin() {
            return pinVariable.map(System::getenv).map(String::toCharArray);
        }

        @Override
        public TokenRules rules() {
            return TokenRules.HONGKONG_POST;
        }

        @Override
        public void close() {
            turn.release();
        }
    }
}
