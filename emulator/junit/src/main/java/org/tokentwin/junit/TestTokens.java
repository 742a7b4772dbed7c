package org.tokentwin.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The tokens of a test, a class or a suite, in one fixture. In a store, it is closed with that. */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else; those after it close what is AutoCloseable
final class TestTokens implements CloseableResource, AutoCloseable {
    private final Fixture fixture;
    private final Class<?> test;

    @GuardedBy("this")
    private Optional<Token> own = Optional.empty();

    /**
     * @param annotation says what the first token is; if there is none, there is no token until one is asked for
     * @param test where the annotation's resources are looked for from
     */
    TestTokens(Fixture fixture, Optional<TokenTwin> annotation, Class<?> test) {
        this.fixture = fixture;
        this.test = test;
        try {
            own = annotation.map(this::another);
        } catch (RuntimeException e) {
            fixture.close();
            throw e;
        }
    }

    synchronized Token own() {
        Token token = own.orElseGet(() -> another(Defaults.class.getAnnotation(TokenTwin.class)));
        own = Optional.of(token);
        return token;
    }

    Token another(TokenTwin described) {
        return fixture.issue(Order.of(described, test));
    }

    Fixture fixture() {
        return fixture;
    }

    @Override
    public void close() {
        fixture.close();
    }

    /** The annotation's defaults, for a method that has it on a parameter only. */
    @TokenTwin
    private static final class Defaults {}
}
