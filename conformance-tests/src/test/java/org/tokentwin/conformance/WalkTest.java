package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.conformance.walk.Alphabet;
import org.tokentwin.conformance.walk.Walk;
import org.tokentwin.conformance.walk.WalkKeys;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.module.Pkcs11Module;

/** A walk finds a fault that it was told nothing of, and says so with the fewest calls that show it. */
class WalkTest {
    private static final String PIN = "Abcdef1!";
    private static final Version VERSION = new Version(2, 40);
    private static final String SHOWN = "The shortest sequence that shows it:\n";

    /** What a faulty module does in place of a call. */
    private interface Fault {
        @Nullable
        Object answer(Cryptoki sound, Method method, @Nullable Object[] arguments) throws Throwable;
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 103, 104, 105})
    void logoutByTheEndOfAnotherSession_isShownByFiveCalls(long seed) {
        List<String> calls = shortest(Alphabet.SESSIONS, seed, new LogoutByClosing());

        assertThat(calls).hasSize(5);
        assertThat(calls.subList(0, 4).stream().map(WalkTest::function))
                .containsExactlyInAnyOrder("C_OpenSession", "C_OpenSession", "C_Login", "C_CloseSession");
        assertThat(function(calls.get(3))).isEqualTo("C_CloseSession");
    }

    @ParameterizedTest
    @ValueSource(longs = {402, 403, 404, 405})
    void digestThatAQuestionForItsLengthEnds_isShownByFourCalls(long seed) {
        List<String> calls = shortest(Alphabet.DIGESTS, seed, WalkTest::endedByQuestion);

        assertThat(calls).hasSize(4);
        assertThat(calls.subList(0, 2).stream().map(WalkTest::function))
                .containsExactly("C_OpenSession", "C_DigestInit");
        assertThat(function(calls.get(2))).startsWith("C_Digest");
    }

    @Test
    void soundModule_isWalkedToTheEnd() {
        assertThat(failure(Alphabet.SESSIONS, 101, (sound, method, arguments) -> call(sound, method, arguments)))
                .isNull();
    }

    private static String function(String call) {
        return call.substring(0, call.indexOf('('));
    }

    private static List<String> shortest(Alphabet alphabet, long seed, Fault fault) {
        Throwable failure = Objects.requireNonNull(failure(alphabet, seed, fault), "the walk found nothing");
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining(SHOWN);
        String message = String.valueOf(failure.getMessage());
        return message.substring(message.indexOf(SHOWN) + SHOWN.length())
                .lines()
                .toList();
    }

    private static @Nullable Throwable failure(Alphabet alphabet, long seed, Fault fault) {
        try (EmulatedToken token =
                        EmulatedToken.order().withTestKey().withPin(PIN).issue();
                Emulator emulator = Emulator.with(token);
                Pkcs11Module module = Pkcs11Module.open(faulty(emulator.newApplication(), fault), VERSION);
                TokenUnderTest seen = TokenUnderTest.on(new Lease(module.path()), Effect.SESSION_OBJECTS)) {
            return catchThrowable(() -> Walk.take(seen, new NoKeys(), alphabet, seed));
        }
    }

    private static Cryptoki faulty(Cryptoki sound, Fault fault) {
        return (Cryptoki) Proxy.newProxyInstance(
                Cryptoki.class.getClassLoader(),
                new Class<?>[] {Cryptoki.class},
                (proxy, method, arguments) ->
                        fault.answer(sound, method, arguments == null ? new Object[0] : arguments));
    }

    private static @Nullable Object call(Cryptoki sound, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(sound, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static long number(@Nullable Object value) {
        return (long) Objects.requireNonNull(value);
    }

    /** Whichever session ends takes the login with it, where another one is open. */
    private static final class LogoutByClosing implements Fault {
        private final Set<Long> open = ConcurrentHashMap.newKeySet();

        @Override
        public @Nullable Object answer(Cryptoki sound, Method method, @Nullable Object[] arguments) throws Throwable {
            Object answer = call(sound, method, arguments);
            switch (method.getName()) {
                case "openSession" -> open.add(number(answer));
                case "closeSession" -> closed(sound, number(arguments[0]));
                case "closeAllSessions", "finalizeCryptoki" -> open.clear();
                default -> {}
            }
            return answer;
        }

        private void closed(Cryptoki sound, long session) {
            open.remove(session);
            for (long other : open) {
                boolean user = sound.getSessionInfo(other).state() % 2 == 1; // 1 and 3 are the user's
                if (user) {
                    sound.logout(other);
                    return;
                }
            }
        }
    }

    /** A question for the length ends the digest. */
    private static @Nullable Object endedByQuestion(Cryptoki sound, Method method, @Nullable Object[] arguments)
            throws Throwable {
        Object answer = call(sound, method, arguments);
        boolean digest = method.getName().equals("digest") || method.getName().equals("digestFinal");
        if (digest && arguments[arguments.length - 1] instanceof OutputBuffer room && room.isLengthOnly()) {
            sound.digestFinal(number(arguments[0]), OutputBuffer.of(64));
        }
        return answer;
    }

    /** Walks of sessions and digests need none. */
    private static final class NoKeys implements WalkKeys {
        @Override
        public KeyPair software() {
            throw new IllegalStateException("no key is needed");
        }

        @Override
        public TokenKey onToken(long session) {
            throw new IllegalStateException("no key is needed");
        }

        @Override
        public TokenKey askingEachTime(long session) {
            throw new IllegalStateException("no key is needed");
        }
    }

    private record Lease(Path module) implements TokenLease {
        @Override
        public Optional<char[]> pin() {
            return Optional.of(PIN.toCharArray());
        }

        @Override
        public Optional<Long> slotId() {
            return Optional.empty();
        }

        @Override
        public Optional<TokenRules> rules() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
