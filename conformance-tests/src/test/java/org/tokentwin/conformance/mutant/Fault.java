package org.tokentwin.conformance.mutant;

import org.jspecify.annotations.Nullable;

/** What a faulty token does in place of one C_ function. */
@FunctionalInterface
interface Fault {
    /** The function's result; null where it has none. */
    @Nullable
    Object answer(Call call);
}
