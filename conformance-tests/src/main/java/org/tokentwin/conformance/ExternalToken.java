package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A token behind a module that somebody owns: one for all cases, never disposable. Its cases take turns, since a module is
 * initialised once in a process. The PIN is tried once, before the first case, and never again where it was wrong: a PIN that was mistyped
 * must not cost a try for each case.
 */
final class ExternalToken implements TokenSource {
    private static final long ENDANGERED = CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED;

    private final Semaphore turn = new Semaphore(1);
    private final Path module;
    private final Optional<Long> slotId;
    private final Optional<Supplier<char[]>> pin;
    private boolean proven;
    private Optional<String> refusal = Optional.empty();

    /** @param pin gives the user PIN, a new array each time */
    ExternalToken(Path module, Optional<Long> slotId, Optional<Supplier<char[]>> pin) {
        this.module = module;
        this.slotId = slotId;
        this.pin = pin;
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
        provePin();
        turn.acquireUninterruptibly();
        return new Lease();
    }

    private synchronized void provePin() {
        if (!proven) {
            proven = true;
            turn.acquireUninterruptibly();
            try (TokenUnderTest token = TokenUnderTest.on(new Lease())) {
                if (pin.isPresent()) {
                    refusal = loginRefusal(token);
                }
            } catch (PKCS11Exception e) {
                refusal = Optional.of(module + " answers " + Returns.name(e.getErrorCode()));
            } catch (NoTokenException e) {
                refusal = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        refusal.ifPresent(message -> {
            throw new NoTokenException(message);
        });
    }

    private static Optional<String> loginRefusal(TokenUnderTest token) throws PKCS11Exception {
        if ((token.flags() & ENDANGERED) != 0) {
            return Optional.of(
                    "The token's PIN was wrong before, and not all tries are left: log in once with another program, "
                            + "which gives them back, and start again");
        }
        long session = token.openReadOnly();
        long result = Returns.of(() -> token.login(session, token.pin()));
        return result == CKR_OK
                ? Optional.empty()
                : Optional.of("C_Login with the PIN given returns " + Returns.name(result)
                        + ": nothing was run, and it is not tried again");
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
            return pin.map(Supplier::get);
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
