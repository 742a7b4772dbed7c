package org.tokentwin.conformance.mutant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** One call of a faulty token: what was asked, and the honest token that would answer it. */
final class Call {
    private static final int ROOM = 1 << 16;

    private final Cryptoki honest;
    private final char[] pin;
    private final Method method;
    private final @Nullable Object[] arguments;

    Call(Cryptoki honest, char[] pin, Method method, @Nullable Object[] arguments) {
        this.honest = honest;
        this.pin = pin;
        this.method = method;
        this.arguments = arguments;
    }

    Cryptoki honest() {
        return honest;
    }

    /** The right PIN, for faults of what compares it. */
    String pin() {
        return new String(pin);
    }

    long number(int index) {
        return (Long) argument(index);
    }

    byte[] bytes(int index) {
        return (byte[]) argument(index);
    }

    Object argument(int index) {
        Object argument = arguments[index];
        if (argument == null) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "argument " + index + " is null");
        }
        return argument;
    }

    boolean isNull(int index) {
        return arguments[index] == null;
    }

    /** The same call to another application. */
    Call on(Cryptoki other) {
        return new Call(other, pin, method, arguments);
    }

    String function() {
        return method.getName();
    }

    /** What the honest token answers. */
    @Nullable
    Object proceed() {
        return proceedWith(arguments);
    }

    /** What the honest token answers with one argument changed. */
    @Nullable
    Object proceedWith(int index, Object changed) {
        @Nullable Object[] others = Arrays.copyOf(arguments, arguments.length);
        others[index] = changed;
        return proceedWith(others);
    }

    private @Nullable Object proceedWith(@Nullable Object[] others) {
        try {
            return method.invoke(honest, others);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the honest token answers to the right PIN. A wrong one is refused here, and never sent. */
    @Nullable
    Object withoutTries(int pinIndex) {
        if (!Arrays.equals(bytes(pinIndex), new String(pin).getBytes(StandardCharsets.UTF_8))) {
            throw new CryptokiException(Ckr.CKR_PIN_INCORRECT, "a fault");
        }
        return proceed();
    }

    /** As if nothing were wrong where the honest token answers one of these. */
    @Nullable
    Object ignoring(Ckr... answers) {
        try {
            return proceed();
        } catch (CryptokiException e) {
            if (Arrays.asList(answers).contains(e.ckr())) {
                return null;
            }
            throw e;
        }
    }

    /** As if nothing were wrong, whatever the honest token answers; a function that returns something returns nothing of worth. */
    @Nullable
    Object forgetting(Ckr... answers) {
        try {
            return proceed();
        } catch (CryptokiException e) {
            if (answers.length == 0 || Arrays.asList(answers).contains(e.ckr())) {
                return Nothing.of(method.getReturnType());
            }
            throw e;
        }
    }

    /** One answer in the place of another. */
    @Nullable
    Object telling(Ckr told, Ckr inPlaceOf) {
        try {
            return proceed();
        } catch (CryptokiException e) {
            if (e.ckr() == inPlaceOf) {
                throw new CryptokiException(told, "a fault", e);
            }
            throw e;
        }
    }

    /** Which argument is the caller's buffer; -1 where there is none. */
    int outputIndex() {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof OutputBuffer) {
                return i;
            }
        }
        return -1;
    }

    /** What the honest token writes to the buffer, changed on its way. */
    @Nullable
    Object altering(int index, UnaryOperator<byte[]> change) {
        OutputBuffer asked = (OutputBuffer) argument(index);
        if (asked.isLengthOnly()) {
            return proceed();
        }
        OutputBuffer roomy = OutputBuffer.of(ROOM);
        proceedWith(index, roomy);
        asked.put(change.apply(roomy.bytes().orElseThrow()));
        return null;
    }

    /** The attributes, with one of them as it is not. */
    List<AttributeResult> forging(Attribute forged) {
        return results().stream()
                .map(result -> result.type() == forged.type() ? AttributeResult.of(forged) : result)
                .toList();
    }

    @SuppressWarnings("unchecked") // the result of getAttributeValue
    List<AttributeResult> results() {
        Object results = proceed();
        return results == null ? List.of() : (List<AttributeResult>) results;
    }

    /** A template in an argument. */
    @SuppressWarnings("unchecked") // the type of every template in Cryptoki
    List<Attribute> template(int index) {
        return (List<Attribute>) argument(index);
    }

    /** A template in an argument, without one of its attributes. */
    List<Attribute> templateWithout(int index, long type) {
        return template(index).stream()
                .filter(attribute -> attribute.type() != type)
                .toList();
    }
}
