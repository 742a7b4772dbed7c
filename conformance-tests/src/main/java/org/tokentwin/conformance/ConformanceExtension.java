package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.tokentwin.conformance.call.FlightRecorder;
import org.tokentwin.cryptoki.Ckm;

/**
 * Gives every case its token, and keeps from a token that is not disposable whatever is not harmless. One source of tokens
 * serves the whole run.
 */
public final class ConformanceExtension
        implements ExecutionCondition, ParameterResolver, InvocationInterceptor, TestTemplateInvocationContextProvider {
    private static final Namespace NAMESPACE = Namespace.create(ConformanceExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<CaseDescription> found = caseOf(context);
        if (found.isEmpty()) {
            return ConditionEvaluationResult.enabled("not a case");
        }
        TokenSource source = source(context);
        if (!source.allowed().covers(found.get().effect())) {
            return ConditionEvaluationResult.disabled(
                    "'" + found.get().effect() + "' is not allowed on " + source.name());
        }
        if (!source.isDisposable() && pinState(context) == PinState.Value.INITIAL) {
            return ConditionEvaluationResult.disabled("only a disposable token has its initial PIN again and again");
        }
        return ConditionEvaluationResult.enabled("allowed on " + source.name());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TokenUnderTest.class;
    }

    @Override
    public TokenUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Effect effect = caseOf(context).map(CaseDescription::effect).orElse(Effect.READS);
        FlightRecorder.restartOfProcess();
        TokenUnderTest token = TokenUnderTest.on(source(context).lease(pinState(context)), effect);
        context.getStore(NAMESPACE).put(TokenUnderTest.class, token);
        return token;
    }

    /** Here, since a parameter resolver that gives up is a failure to JUnit, and no more. */
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceedWhereReported(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceedWhereReported(invocation, context);
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(ConformanceCases.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return CaseDescription.rows(context.getRequiredTestMethod(), vectors(context)).stream()
                .map(RowInvocation::new);
    }

    /** There are no published vectors unless somebody names a directory of them. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    private static void proceedWhereReported(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        TokenUnderTest token = context.getStore(NAMESPACE).get(TokenUnderTest.class, TokenUnderTest.class);
        if (token == null) {
            invocation.proceed();
            return;
        }
        try {
            Deviation.collect(() -> {
                caseOf(context).ifPresent(found -> assumeApplies(token, found));
                invocation.proceed();
            });
        } catch (PKCS11Exception e) {
            throw AbsentFunctions.judge(e, token.transcript());
        } finally {
            token.close();
            CaseCalls.publish(token.transcript(), context::publishReportEntry);
            token.aftermath().ifPresent(why -> context.publishReportEntry(ConformanceRun.AFTERMATH, why));
        }
    }

    private static Optional<CaseDescription> caseOf(ExtensionContext context) {
        return context.getTestMethod()
                .flatMap(method -> CaseDescription.of(method, context.getDisplayName(), vectors(context)));
    }

    private static Optional<Path> vectors(ExtensionContext context) {
        return context.getConfigurationParameter(TargetOptions.VECTORS).map(Path::of);
    }

    private static PinState.Value pinState(ExtensionContext context) {
        PinState state = context.getRequiredTestMethod().getAnnotation(PinState.class);
        if (state == null) {
            state = context.getRequiredTestClass().getAnnotation(PinState.class);
        }
        return state == null ? PinState.Value.CHANGED : state.value();
    }

    private static void assumeApplies(TokenUnderTest token, CaseDescription found) {
        if (found.isOfGuide()) {
            token.requireEToken();
        }
        try {
            long[] reported = token.p11().C_GetMechanismList(token.slot());
            for (long needed : found.mechanisms()) {
                if (Arrays.stream(reported).noneMatch(type -> type == needed)) {
                    throw new NotApplicable("the token does not report " + Ckm.name(needed));
                }
            }
            long flags = found.tokenFlags();
            NotApplicable.unless((flags & ~token.flags()) == 0, "the token's flags lack " + Long.toHexString(flags));
        } catch (PKCS11Exception e) {
            throw new AssertionError("C_GetMechanismList returns " + Returns.name(e.getErrorCode()), e);
        }
    }

    private static TokenSource source(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TokenSource.class,
                        any -> TokenSources.chosen(context::getConfigurationParameter),
                        TokenSource.class);
    }

    /** One row's turn of a method with many. */
    private record RowInvocation(CaseRow row) implements TestTemplateInvocationContext, ParameterResolver {
        @Override
        public String getDisplayName(int index) {
            return row.id();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().isInstance(row);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return row;
        }
    }
}
