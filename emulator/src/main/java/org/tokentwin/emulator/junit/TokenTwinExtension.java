package org.tokentwin.emulator.junit;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

/** Resolves the parameters that {@link TokenTwin} promises. What it made is closed with the test method's store. */
final class TokenTwinExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TokenTwinExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmulatedToken.class || type == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Method method = context.getTestMethod().orElseThrow(() -> notForClasses(parameter.getDeclaringExecutable()));
        TestTokens tokens = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TestTokens.class, key -> new TestTokens(annotation(method, context)), TestTokens.class);
        if (parameter.getParameter().getType() == Emulator.class) {
            return tokens.emulator();
        }
        return parameter.findAnnotation(TokenTwin.class).map(tokens::another).orElseGet(tokens::own);
    }

    /** The nearest annotation: the method's, else its class's, else that of a class around it. */
    private static Optional<TokenTwin> annotation(Method method, ExtensionContext context) {
        return AnnotationSupport.findAnnotation(method, TokenTwin.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), TokenTwin.class, context.getEnclosingTestClasses()));
    }

    private static ParameterResolutionException notForClasses(Executable executable) {
        return new ParameterResolutionException("A token is fresh for each test method, so " + executable.getName()
                + ", which runs once for all, cannot have one: use @BeforeEach");
    }
}
