package org.tokentwin.junit;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Resolves the parameters that {@link TokenTwin} promises. What it made is closed with the store of the test, the class or the suite. */
final class TokenTwinExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(TokenTwinExtension.class);
    private static final String EMULATED_TOKEN = "org.tokentwin.emulator.EmulatedToken";
    private static final String EMULATOR = "org.tokentwin.emulator.Emulator";

    /** Where the emulator runs: {@code inside} or {@code process}. */
    private static final String RUNS = "tokentwin.runs";

    /**
     * What a test's tokens are known by.
     *
     * @param annotation empty for tokens of one method, which are known by that
     */
    private record Key(Lifecycle lifecycle, Optional<TokenTwin> annotation) {}

    /**
     * An annotation, and where it stands.
     *
     * @param context of the method or the class
     */
    private record Found(TokenTwin annotation, ExtensionContext context) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Token.class
                || type.getName().equals(EMULATED_TOKEN)
                || type.getName().equals(EMULATOR);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestTokens tokens = tokens(context);
        String type = parameter.getParameter().getType().getName();
        if (type.equals(EMULATOR)) {
            return tokens.fixture().emulator();
        }
        Token token = parameter
                .findAnnotation(TokenTwin.class)
                .map(annotation -> tokens.another(requireMethod(annotation)))
                .orElseGet(tokens::own);
        return type.equals(EMULATED_TOKEN) ? tokens.fixture().emulated(token) : token;
    }

    private static TokenTwin requireMethod(TokenTwin onParameter) {
        if (onParameter.lifecycle() != Lifecycle.METHOD) {
            throw new ParameterResolutionException(
                    "A token on a parameter lives as long as the test's own: put lifecycle on the method or the class");
        }
        return onParameter;
    }

    /** The transcript of a failed test is kept. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            Optional<Found> found = annotation(context);
            Optional.ofNullable(store(context, found).get(key(found), TestTokens.class))
                    .ifPresent(tokens -> FailureTrace.keep(tokens.fixture().trace(), context));
        }
    }

    private static TestTokens tokens(ExtensionContext context) {
        Optional<Found> found = annotation(context);
        if (lifecycle(found) == Lifecycle.METHOD && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "A token is fresh for each test method, so a constructor, a @BeforeAll or an @AfterAll method cannot have one:"
                            + " take it in @BeforeEach or in the test, or say @TokenTwin(lifecycle = CLASS) on the class");
        }
        return store(context, found)
                .getOrComputeIfAbsent(
                        key(found),
                        key -> new TestTokens(
                                fixture(context), found.map(Found::annotation), context.getRequiredTestClass()),
                        TestTokens.class);
    }

    private static Lifecycle lifecycle(Optional<Found> found) {
        return found.map(each -> each.annotation().lifecycle()).orElse(Lifecycle.METHOD);
    }

    private static Key key(Optional<Found> found) {
        Lifecycle lifecycle = lifecycle(found);
        return new Key(lifecycle, lifecycle == Lifecycle.METHOD ? Optional.empty() : found.map(Found::annotation));
    }

    private static Store store(ExtensionContext context, Optional<Found> found) {
        ExtensionContext owner = switch (lifecycle(found)) {
            case METHOD -> context;
            case CLASS -> classOf(found.map(Found::context).orElse(context));
            case SUITE -> context.getRoot();
        };
        return owner.getStore(NAMESPACE);
    }

    /** The context of the class in which a context is: that one itself, or one above it. */
    private static ExtensionContext classOf(ExtensionContext context) {
        ExtensionContext found = context;
        while (found.getTestMethod().isPresent()) {
            found = found.getParent().orElseThrow();
        }
        return found;
    }

    /** The nearest annotation: the method's, else its class's, else that of a class around it. */
    private static Optional<Found> annotation(ExtensionContext context) {
        return Stream.iterate(
                        Optional.of(context), Optional::isPresent, each -> each.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .flatMap(each -> own(each).map(annotation -> new Found(annotation, each)).stream())
                .findFirst();
    }

    private static Optional<TokenTwin> own(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), TokenTwin.class);
    }

    private static Fixture fixture(ExtensionContext context) {
        String runs = context.getConfigurationParameter(RUNS).orElse("");
        return switch (runs) {
            case "inside" -> Inside.open(context);
            case "process" -> new ProcessFixture(EmulatorProcess.testbed());
            case "" -> Inside.isPossible() ? Inside.open(context) : new ProcessFixture(EmulatorProcess.testbed());
            default ->
                throw new ParameterResolutionException(
                        "The configuration parameter " + RUNS + " is '" + runs + "'; allowed are inside and process");
        };
    }

    /** The emulator in this JVM. */
    private static final class Inside {
        static boolean isPossible() {
            return Runtime.version().feature() >= Jdk.NEEDED && EmulatorProgram.isOnClassPath();
        }

        static Fixture open(ExtensionContext context) {
            if (!isPossible()) {
                throw new ParameterResolutionException("The emulator cannot run inside: that takes Java " + Jdk.NEEDED
                        + " or newer, which this JVM is not (" + Runtime.version()
                        + "), or org.tokentwin:tokentwin-emulator on the class path of the tests");
            }
            return new InsideFixture(context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(
                            InsideAuthorities.class, key -> new InsideAuthorities(), InsideAuthorities.class)
                    .open());
        }
    }
}
