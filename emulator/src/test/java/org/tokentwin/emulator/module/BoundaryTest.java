package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Whatever is thrown behind the C ABI is an answer in front of it. */
class BoundaryTest {
    private final LoadedFake token = new LoadedFake();

    @AfterEach
    void close() {
        token.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CKR_OK")
    void refusal_isReturned(Ckr ckr) {
        assertThat(logoutThat(new CryptokiException(ckr, "as a test wants it"))).isEqualTo(ckr.code());
    }

    @ParameterizedTest
    @MethodSource
    void otherThrowable_isReturnedAsWhatItMeans(Throwable thrown, Ckr ckr) {
        assertThat(logoutThat(thrown)).isEqualTo(ckr.code());
    }

    static Stream<Arguments> otherThrowable_isReturnedAsWhatItMeans() {
        return Stream.of(
                Arguments.of(new CardRemovedException("gone"), Ckr.CKR_DEVICE_REMOVED),
                Arguments.of(new OutOfMemoryError("for a test"), Ckr.CKR_HOST_MEMORY),
                Arguments.of(new NullPointerException("for a test"), Ckr.CKR_GENERAL_ERROR),
                Arguments.of(new StackOverflowError("for a test"), Ckr.CKR_GENERAL_ERROR),
                Arguments.of(new AssertionError("for a test"), Ckr.CKR_GENERAL_ERROR));
    }

    private long logoutThat(Throwable thrown) {
        token.on("logout", _ -> {
            throw Sneaky.sneaky(thrown);
        });
        return token.c.call("C_Logout", 1L);
    }

    private static final class Sneaky {
        /** Throws what a method that declares nothing cannot throw. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }
}
