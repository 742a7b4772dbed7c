package org.tokentwin.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** In which state of its user PIN a case wants the token; {@link Value#CHANGED} where it does not say. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PinState {
    Value value();

    /** The states of a user PIN. */
    enum Value {
        /** As the PIN envelope gave it: to be changed. Only a disposable token can be had in it. */
        INITIAL,
        /** Set by the token's user. */
        CHANGED
    }
}
