package org.tokentwin.conformance.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawModule;
import org.tokentwin.conformance.raw.RawTemplate;
import org.tokentwin.conformance.raw.SampleArguments;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.TokenEffect;

/** Each function of the standard by each path, against a module that knows no session: what a case does not declare is not sent. */
class EffectGuardTest {
    private static final char[] PIN = "Abcdef1!".toCharArray();
    private static final char[] SO_PIN = "Sofficer1!".toCharArray();
    private static final long SESSION = 7;
    private static final long OBJECT = 9;

    private final KnownPins pins = new KnownPins(Optional.of(PIN), Optional.of(SO_PIN), PinJournal.NONE);
    private final OwnObjects objects = new OwnObjects(strangeModule());

    /** What a function needs, where nothing softens it: the arguments that a login gets here name a user. */
    private static Effect needed(String function) {
        return function.equals(CryptokiFunction.C_LoginUser.name())
                ? Effect.INITIALISES
                : needed(CryptokiFunction.valueOf(function).effects());
    }

    private static Effect needed(Set<TokenEffect> effects) {
        if (effects.contains(TokenEffect.INITIALISES_TOKEN)
                || effects.contains(TokenEffect.CHANGES_OBJECT)
                || effects.contains(TokenEffect.DESTROYS_OBJECT)) {
            return Effect.INITIALISES;
        }
        if (effects.contains(TokenEffect.CHANGES_PIN)) {
            return Effect.CHANGES_PIN;
        }
        if (effects.contains(TokenEffect.PRESENTS_PIN)) {
            return Effect.SPENDS_TRIES;
        }
        return effects.contains(TokenEffect.MAKES_OBJECT) ? Effect.TOKEN_OBJECTS : Effect.READS;
    }

    @ParameterizedTest
    @MethodSource("inMemory")
    void functionInMemory_isSentWhereTheCaseDeclaresIt(CryptokiFunction function) {
        try (Arena arena = Arena.ofConfined()) {
            assertHeld(function.name(), inMemory(function, new RawMemory(arena)));
        }
    }

    static List<CryptokiFunction> inMemory() {
        return RawModule.ALL_FUNCTIONS;
    }

    @ParameterizedTest
    @MethodSource("ofWrapper")
    void functionOfTheWrapper_isSentWhereTheCaseDeclaresIt(String function) {
        Method method = Stream.of(PKCS11.class.getMethods())
                .filter(each -> each.getName().equals(function))
                .findFirst()
                .orElseThrow();
        assertHeld(
                function,
                Arrays.stream(method.getParameterTypes())
                        .map(EffectGuardTest::ofWrapper)
                        .toArray());
    }

    static List<String> ofWrapper() {
        return Stream.of(PKCS11.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("C_"))
                .distinct()
                .toList();
    }

    private void assertHeld(String function, @Nullable Object[] arguments) {
        Effect needed = needed(function);
        for (Effect allowed : Effect.values()) {
            assertThat(isSent(allowed, function, arguments))
                    .as("%s in a case that declares %s", function, allowed)
                    .isEqualTo(allowed.covers(needed));
        }
    }

    @Test
    void functionThatNobodyKnows_isSentWhereTheCaseMayDoAnything() {
        assertThat(isSent(Effect.INITIALISES, "C_OfTomorrow", SESSION)).isFalse();
        assertThat(isSent(Effect.LOCKS, "C_OfTomorrow", SESSION)).isTrue();
    }

    @Test
    void login_isHarmlessForTheUserWithTheRightPinOnly() {
        assertThat(isSent(Effect.READS, "C_Login", SESSION, CKU_USER, PIN.clone(), true))
                .isTrue();
        assertThat(isSent(Effect.READS, "C_Login", SESSION, CKU_USER, null, true))
                .isFalse();
        assertThat(isSent(Effect.CHANGES_PIN, "C_Login", SESSION, CKU_SO, SO_PIN.clone(), true))
                .isFalse();
        assertThat(isSent(Effect.CHANGES_PIN, "C_Login", SESSION, 17L, PIN.clone(), true))
                .isFalse();
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment right = memory.bytes(new String(PIN).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(isSent(Effect.READS, "C_Login", SESSION, CKU_USER, right, (long) PIN.length))
                    .isTrue();
            assertThat(isSent(Effect.READS, "C_Login", SESSION, CKU_USER, right, PIN.length - 1L))
                    .isFalse();
            assertThat(isSent(Effect.CHANGES_PIN, "C_Login", SESSION, CKU_SO, right, (long) PIN.length))
                    .isFalse();
        }
    }

    /** Of such a user nobody knows the PIN, nor the tries. */
    @Test
    void loginOfAUserWithAName_isNeverHarmless() {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment right = memory.bytes(new String(PIN).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            String function = CryptokiFunction.C_LoginUser.name();
            long length = PIN.length;
            assertThat(isSent(Effect.READS, function, SESSION, CKU_USER, right, length, RawMemory.NULL, 0L))
                    .isTrue();
            assertThat(isSent(Effect.READS, function, SESSION, CKU_USER, right, length - 1, RawMemory.NULL, 0L))
                    .isFalse();
            assertThat(isSent(Effect.CHANGES_PIN, function, SESSION, CKU_USER, right, length, memory.block(), 1L))
                    .isFalse();
            assertThat(isSent(Effect.INITIALISES, function, SESSION, CKU_USER, right, length, memory.block(), 1L))
                    .isTrue();
        }
    }

    @Test
    void templateThatCannotBeRead_isSentWhereTheCaseMayDoAnything() {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            for (long count : new long[] {-1, 2, Long.MAX_VALUE}) {
                Object[] arguments = {SESSION, memory.block(8), count, memory.block()};
                assertThat(isSent(Effect.INITIALISES, "C_CreateObject", arguments))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("makers")
    void objectThatIsMadeInMemory_carriesTheMark(CryptokiFunction function) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            AtomicReference<@Nullable Object[]> sent = new AtomicReference<>(new Object[0]);
            objects.pass(function.name(), inMemory(function, new RawMemory(arena)), passed -> {
                sent.set(passed);
                return null;
            });

            for (Template each : GuardedCall.of(function.name(), sent.get()).templates()) {
                assertThat(each.label())
                        .hasValueSatisfying(label -> assertThat(label).startsWith(OwnObjects.PREFIX));
                assertThat(each.isOnToken()).isTrue();
                List<Long> types = ((MemoryTemplate) each)
                        .raw().attributes().stream()
                                .map(RawTemplate.Attribute::type)
                                .toList();
                assertThat(types).containsExactly(CKA_PRIVATE, CKA_TOKEN, CKA_LABEL);
            }
        }
    }

    static List<CryptokiFunction> makers() {
        return RawModule.ALL_FUNCTIONS.stream()
                .filter(each -> CryptokiFunction.valueOf(each.name()).effects().contains(TokenEffect.MAKES_OBJECT))
                .toList();
    }

    private boolean isSent(Effect allowed, String function, @Nullable Object... arguments) {
        boolean[] sent = {false};
        CallStep guard = new EffectGuard(allowed, pins, objects);
        try {
            guard.pass(function, arguments, passed -> {
                sent[0] = true;
                return null;
            });
        } catch (AssertionError e) {
            assertThat(e).hasMessageContaining("not sent");
        } catch (PKCS11Exception e) {
            throw new AssertionError(e);
        }
        return sent[0];
    }

    /** Arguments that ask for the most: an object on the token, a PIN of zeros, a handle that may be the owner's. */
    private static Object[] inMemory(CryptokiFunction function, RawMemory memory) {
        Object[] arguments = SampleArguments.of(function, memory, SESSION);
        for (int i = 0; i < arguments.length - 1; i++) {
            if (arguments[i] instanceof MemorySegment && arguments[i + 1] instanceof Long count && count == 0) {
                arguments[i] = memory.attributes(
                        memory.attribute(CKA_PRIVATE, memory.bytes(new byte[] {1}), 1),
                        memory.attribute(CKA_TOKEN, memory.bytes(new byte[] {1}), 1));
                arguments[i + 1] = 2L;
            } else if (arguments[i + 1] instanceof Long handle && handle == 0) {
                arguments[i + 1] = OBJECT;
            }
        }
        if (arguments.length == 2 && function == CryptokiFunction.C_DestroyObject) {
            arguments[1] = OBJECT;
        }
        return arguments;
    }

    private static @Nullable Object ofWrapper(Class<?> type) {
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == char[].class) {
            return "00000000".toCharArray();
        }
        return type == CK_ATTRIBUTE[].class ? new CK_ATTRIBUTE[] {Attributes.bool(CKA_TOKEN, true)} : null;
    }

    /** It does not say whose an object is. */
    private static PKCS11 strangeModule() {
        return (PKCS11) Proxy.newProxyInstance(
                PKCS11.class.getClassLoader(), new Class<?>[] {PKCS11.class}, (proxy, method, arguments) -> {
                    throw new PKCS11Exception(CKR_SESSION_HANDLE_INVALID);
                });
    }
}
