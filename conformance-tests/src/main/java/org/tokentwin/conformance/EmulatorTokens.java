package org.tokentwin.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.PersonalisationException;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.profile.PinExpiry;
import org.tokentwin.emulator.profile.PinPolicy;
import org.tokentwin.emulator.profile.PinRule;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * The default: a token of the emulator in this JVM, freshly issued for each case. The one class here that knows the emulator, and so the one
 * that reads its profiles: what makes a twin says what is expected of the token too.
 */
final class EmulatorTokens implements TokenSource {
    private final TokenProfile profile;

    /** One e-Cert for every token of a run: its signature would take most of the time in which a token is issued. */
    private final Credential credential = TestAuthority.bundled(InstantSource.system())
            .issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.RSA_2048, KeySource.TEST_KEYS, 3);

    /** @param profile the name of a bundled profile, or a profile's file; empty for the default one */
    EmulatorTokens(Optional<String> profile) {
        this.profile = profile(profile);
    }

    /**
     * What a profile promises.
     *
     * @throws NoTokenException when there is no such profile, or it says what it cannot
     */
    static TokenRules rules(String name) {
        return rules(profile(Optional.of(name)));
    }

    private static TokenRules rules(TokenProfile profile) {
        PinPolicy policy = profile.pinPolicy();
        return new TokenRules(
                policy.userTries(),
                policy.minLength(),
                policy.maxLength(),
                policy.required().size() == 4,
                initialPin(profile),
                policy.has(PinRule.INITIAL_8_DIGITS),
                TokenRules.Model.E_TOKEN);
    }

    private static TokenRules.InitialPin initialPin(TokenProfile profile) {
        if (!profile.pinPolicy().has(PinRule.CHANGE_ENFORCED)) {
            return TokenRules.InitialPin.KEPT;
        }
        return profile.pinExpiry() == PinExpiry.LOGIN
                ? TokenRules.InitialPin.REFUSED_AT_LOGIN
                : TokenRules.InitialPin.TO_BE_CHANGED;
    }

    private static TokenProfile profile(Optional<String> name) {
        try {
            return name.map(text -> Files.isRegularFile(Path.of(text))
                            ? TokenProfile.load(Path.of(text))
                            : TokenProfile.named(text))
                    .orElseGet(TokenProfile::ofDefault);
        } catch (ProfileException e) {
            throw new NoTokenException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns whether the emulator computes a mechanism, so that a profile can offer it. */
    static boolean computes(long mechanism) {
        return Mechanisms.isKnown(mechanism);
    }

    /**
     * Issues a token that stays, behind a module in this process.
     *
     * @throws NoTokenException when there is no such profile, or no token can be made of it
     */
    static Twin twin(Path file) {
        try {
            EmulatedToken token = EmulatedToken.order()
                    .profile(profile(Optional.of(file.toString())))
                    .withTestKey()
                    .issue();
            return new EmulatedTwin(new Lease(token), token.serial());
        } catch (PersonalisationException | IllegalArgumentException e) {
            throw new NoTokenException("No twin can be made of " + file + ": " + e.getMessage(), e);
        }
    }

    private record EmulatedTwin(Lease lease, String serial) implements Twin {
        @Override
        public Path module() {
            return lease.module();
        }

        @Override
        public char[] pin() {
            return lease.pin().orElseThrow();
        }

        @Override
        public Optional<char[]> soPin() {
            return lease.soPin();
        }

        @Override
        public void close() {
            lease.close();
        }
    }

    @Override
    public String name() {
        return "the emulator";
    }

    @Override
    public String device() {
        return "the emulator, profile " + profile.name() + ": no device";
    }

    @Override
    public boolean isDisposable() {
        return true;
    }

    @Override
    public TokenLease lease(PinState.Value pinState) {
        TokenOrder order = EmulatedToken.order().profile(profile).credential(credential);
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
        public Optional<char[]> soPin() {
            return token.soPin();
        }

        @Override
        public Optional<TokenRules> rules() {
            return Optional.of(EmulatorTokens.rules(token.profile()));
        }

        @Override
        public void close() {
            emulator.close();
            token.close();
        }
    }
}
