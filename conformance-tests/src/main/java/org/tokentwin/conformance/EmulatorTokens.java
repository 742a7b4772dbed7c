package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.TokenOrder;

/** The default: a token of the emulator in this JVM, freshly issued for each case. The one class here that knows the emulator. */
final class EmulatorTokens implements TokenSource {
    @Override
    public String name() {
        return "the emulator";
    }

    @Override
    public boolean isDisposable() {
        return true;
    }

    @Override
    public TokenLease lease(PinState.Value pinState) {
        TokenOrder order = EmulatedToken.order().withTestKey();
        return new Lease((pinState == PinState.Value.INITIAL ? order.withInitialPin() : order).issue());
    }

    @Override
    public void close() {}

    private static final class Lease implements TokenLease {
        private final EmulatedToken token;
        private final Emulator emulator;

        Lease(EmulatedToken token) {
            this.token = token;
            this.emulator = Emulator.with(token);
        }

        @Override
        public Path module() {
            return emulator.modulePath();
        }

        @Override
        public Optional<Path> otherModule() {
            return Optional.of(emulator.newModule());
        }

        @Override
        public Optional<Insertion> insertion() {
            return Optional.of(new Insertion() {
                @Override
                public void remove() {
                    emulator.remove(token);
                }

                @Override
                public void insert() {
                    emulator.insert(token);
                }
            });
        }

        @Override
        public Optional<Long> slotId() {
            return Optional.of(emulator.slotOf(token));
        }

        @Override
        public Optional<char[]> pin() {
            return Optional.of(token.pin());
        }

        @Override
        public TokenRules rules() {
            return TokenRules.HONGKONG_POST;
        }

        @Override
        public void close() {
            emulator.close();
            token.close();
        }
    }
}
