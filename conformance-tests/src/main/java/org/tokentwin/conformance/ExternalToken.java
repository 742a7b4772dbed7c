package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.conformance.guard.KeyPin;
import org.tokentwin.conformance.guard.PinJournal;

/**
 * A token behind a module that somebody owns: one for all cases, not disposable. Its cases take turns, since a module is
 * initialised once in a process. The PIN is tried once, before the first case, and never again where it was wrong: a PIN that was mistyped
 * must not cost a try for each case.
 */
final class ExternalToken implements TokenSource {
    private static final long ENDANGERED = CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED;

    private final Semaphore turn = new Semaphore(1);
    private final Path module;
    private final TargetOptions options;
    private final Optional<TokenRules> rules;

    @GuardedBy("this")
    private boolean proven;

    private volatile long slotId;
    private volatile Optional<PinRecord> record = Optional.empty();
    private volatile KeyPin keyPin = KeyPin.ANY;

    @GuardedBy("this")
    private Optional<String> refusal = Optional.empty();

    ExternalToken(Path module, TargetOptions options) {
        this.module = module;
        this.options = options;
        this.rules = options.profile().map(Twin::rules);
    }

    @Override
    public String name() {
        return module.toString();
    }

    @Override
    public String device() {
        Path file = module.getFileName();
        return isOfTheTwin() ? "the emulator, behind " + file + ": no device" : "a token behind " + file;
    }

    /** A twin says of itself what the device says; but only its library has a place where an emulator registers. */
    private boolean isOfTheTwin() {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup(module, arena)
                    .find("tokentwin_registration")
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean isDisposable() {
        return false;
    }

    @Override
    public Effect allowed() {
        return options.allowed();
    }

    @Override
    public TokenLease lease(PinState.Value pinState) {
        prove();
        turn.acquireUninterruptibly();
        return new Lease();
    }

    private synchronized void prove() {
        if (!proven) {
            proven = true;
            turn.acquireUninterruptibly();
            try {
                Token chosen = options.selector().choose(module);
                slotId = chosen.slotId();
                keyPin = new KeyPinRecord(options.pinRecord(), chosen.serial());
                refusal = wrongToken(chosen);
                if (options.pin().isPresent() || !options.allowed().isHarmless()) {
                    TokenLock.take(options.pinRecord(), chosen.serial(), options.run());
                }
                if (refusal.isEmpty() && options.pin().isPresent()) {
                    PinRecord found = new PinRecord(options.pinRecord(), chosen.serial());
                    if (found.exists()) {
                        refusal = recover(found);
                    } else {
                        found.end();
                    }
                    refusal = refusal.isPresent() ? refusal : provePin();
                    if (refusal.isEmpty() && options.allowed().covers(Effect.TOKEN_OBJECTS)) {
                        removeLeftovers();
                    }
                    record = Optional.of(found);
                }
            } catch (NoTokenException e) {
                refusal = Optional.of(String.valueOf(e.getMessage()));
            } finally {
                turn.release();
            }
        }
        refusal.ifPresent(message -> {
            throw new NoTokenException(message);
        });
    }

    /** What may destroy a token is allowed on one token only, which its owner names by what is printed on it. */
    private Optional<String> wrongToken(Token chosen) {
        if (!options.allowed().covers(Effect.INITIALISES)
                || options.destroySerial().equals(Optional.of(chosen.serial()))) {
            return Optional.empty();
        }
        return Optional.of("The token in slot " + chosen.slotId() + " has the serial number " + chosen.serial()
                + ": to allow '" + options.allowed() + "' on it, give --destroy-serial " + chosen.serial()
                + ", and expect to lose what is on it");
    }

    private Optional<String> provePin() {
        try (TokenUnderTest token = TokenUnderTest.on(new UnsharedLease(), Effect.READS)) {
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
        } catch (PKCS11Exception e) {
            return Optional.of(module + " returns " + Returns.name(e.getErrorCode()));
        }
    }

    /** What a run left that was cut off would be found by a case of this one. */
    private void removeLeftovers() {
        try (TokenUnderTest token = TokenUnderTest.on(new UnsharedLease(), Effect.READS)) {
            token.leftovers(false);
        } catch (PKCS11Exception e) {
            throw new NoTokenException(
                    "The objects of a run that was cut off cannot be deleted: the module returns "
                            + Returns.name(e.getErrorCode()) + ". Try 'conformance clean'",
                    e);
        }
    }

    private Optional<String> recover(PinRecord found) {
        Optional<char[]> so = options.soPin()
                .filter(any -> options.allowed().covers(Effect.INITIALISES))
                .map(PinSource::read);
        try (TokenUnderTest token = TokenUnderTest.on(new UnsharedLease(), Effect.READS)) {
            return token.recover(found, so);
        } catch (PKCS11Exception e) {
            return Optional.of(module + " returns " + Returns.name(e.getErrorCode()));
        }
    }

    private synchronized String spoil(String reason) {
        String advice = record.filter(PinRecord::holdsPins)
                .map(found -> ". The PINs that it was given are in " + found.file()
                        + ", which only you can read: the last one that is 'taken' or 'sent' is the token's now, unless it is "
                        + "locked. Give it its own with another program, and delete that file")
                .orElse("");
        refusal = Optional.of(reason + advice);
        return reason + advice;
    }

    @Override
    public void close() {}

    /** For the proof, which has the turn already. */
    private class UnsharedLease implements TokenLease {
        private final Optional<Insertion> insertion = options.byHand() ? Hand.ofProcess() : Optional.empty();

        @Override
        public Path module() {
            return module;
        }

        @Override
        public Optional<Long> slotId() {
            return Optional.of(slotId);
        }

        @Override
        public Optional<String> keyId() {
            return options.keyId();
        }

        @Override
        public Optional<Insertion> insertion() {
            return insertion;
        }

        @Override
        public Optional<char[]> pin() {
            return options.pin().map(PinSource::read);
        }

        @Override
        public Optional<char[]> soPin() {
            return options.soPin().map(PinSource::read);
        }

        @Override
        public Optional<TokenRules> rules() {
            return rules;
        }

        @Override
        public Optional<Integer> floor() {
            return Optional.of(options.floor());
        }

        @Override
        public void endangered() {
            if (options.pin().isPresent()) {
                record.ifPresent(file -> file.begin(options.pin().orElseThrow().read()));
            }
        }

        @Override
        public PinJournal journal() {
            return record.<PinJournal>map(file -> file).orElse(PinJournal.NONE);
        }

        @Override
        public KeyPin keyPin() {
            return keyPin;
        }

        @Override
        public OptionalInt pinTries() {
            IntStream told = Stream.of(
                            options.pinTries(),
                            rules.map(known -> OptionalInt.of(known.maxTries())).orElseGet(OptionalInt::empty))
                    .flatMapToInt(OptionalInt::stream);
            return told.min();
        }

        @Override
        public void restored() {
            record.ifPresent(PinRecord::end);
        }

        @Override
        public String spoilt(String reason) {
            return spoil(reason);
        }

        @Override
        public void close() {}
    }

    private final class Lease extends UnsharedLease {
        @Override
        public void close() {
            turn.release();
        }
    }
}
