package org.tokentwin.conformance.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tokentwin.conformance.Insertion;
import org.tokentwin.conformance.PinState;
import org.tokentwin.conformance.TokenLease;
import org.tokentwin.conformance.TokenRules;
import org.tokentwin.conformance.TokenSource;
import org.tokentwin.conformance.TokenSourceProvider;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.module.Pkcs11Module;
import org.tokentwin.emulator.profile.MajorMinor;
import org.tokentwin.emulator.profile.TokenProfile;

/** Fresh tokens with one mutant's fault. */
final class MutantTokens implements TokenSource {
    /** Finds the mutants by {@code mutant:NAME}. */
    public static final class Provider implements TokenSourceProvider {
        private static final String PREFIX = "mutant:";

        @Override
        public Optional<TokenSource> named(String name) {
            return name.startsWith(PREFIX)
                    ? Mutants.named(name.substring(PREFIX.length())).map(MutantTokens::new)
                    : Optional.empty();
        }
    }

    private static final Credential CREDENTIAL = TestAuthority.bundled(InstantSource.system())
            .issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.RSA_2048, KeySource.TEST_KEYS, 3);

    private final Mutant mutant;
    private final TokenProfile profile;

    MutantTokens(Mutant mutant) {
        this.mutant = mutant;
        this.profile = profile(mutant.profile());
    }

    private static TokenProfile profile(String text) {
        if (text.isEmpty()) {
            return TokenProfile.ofDefault();
        }
        return text.contains("=") ? changed(text) : TokenProfile.named(text);
    }

    private static TokenProfile changed(String toml) {
        try {
            Path file = Files.createTempFile("mutant", ".toml");
            Files.writeString(file, "based-on = \"" + TokenProfile.DEFAULT_NAME + "\"\n" + toml);
            TokenProfile profile = TokenProfile.load(file);
            Files.delete(file);
            return profile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "the mutant " + mutant;
    }

    @Override
    public boolean isDisposable() {
        return true;
    }

    @Override
    public TokenLease lease(PinState.Value pinState) {
        TokenOrder order = EmulatedToken.order().profile(profile).credential(CREDENTIAL);
        return new Lease((pinState == PinState.Value.INITIAL ? order.withInitialPin() : order).issue(), mutant);
    }

    @Override
    public void close() {}

    private static final class Lease implements TokenLease {
        private final EmulatedToken token;
        private final Emulator emulator;
        private final UnaryOperator<Cryptoki> decorator;
        private final Version version;
        private final Pkcs11Module module;
        private final Arena arena = Arena.ofShared();
        private final List<Pkcs11Module> others = new ArrayList<>();

        Lease(EmulatedToken token, Mutant mutant) {
            this.token = token;
            emulator = Emulator.with(token);
            decorator = mutant.decorator(token.pin());
            MajorMinor told = token.profile().library().cryptokiVersion();
            version = new Version(told.major(), told.minor());
            module = Pkcs11Module.open(decorator.apply(emulator.newApplication()), version);
            mutant.table().ifPresent(fault -> FaultyTable.into(module.path(), fault, arena));
        }

        @Override
        public Path module() {
            return module.path();
        }

        @Override
        public Optional<Path> otherModule() {
            Pkcs11Module other = Pkcs11Module.open(decorator.apply(emulator.newApplication()), version);
            others.add(other);
            return Optional.of(other.path());
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
        public Optional<char[]> soPin() {
            return token.soPin();
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
        public Optional<TokenRules> rules() {
            return Optional.of(TokenRules.HONGKONG_POST);
        }

        @Override
        public void close() {
            others.forEach(Pkcs11Module::close);
            module.close();
            arena.close();
            emulator.close();
            token.close();
        }
    }
}
