package org.tokentwin.conformance.guard;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A template among the arguments of a call, whichever way the call takes. */
sealed interface Template permits WrapperTemplate, MemoryTemplate {
    /** Whether it can be read to its end. */
    boolean isReadable();

    /** Whether it says nothing. */
    boolean isEmpty();

    /** Whether it asks for an object on the token. A value that is no boolean may be taken for true. */
    boolean isOnToken();

    /** Whether it asks for an object that is gone with its session. */
    boolean isInSession();

    /** The label; empty if there is none, the empty text where its value is none. */
    Optional<String> label();

    /** The call's arguments with another label in this template. It gets one where it has none. */
    @Nullable
    Object[] relabelled(@Nullable Object[] arguments, UnaryOperator<String> label);
}
