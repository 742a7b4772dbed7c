package org.tokentwin.conformance;

import java.util.List;

/** One row of the data of a {@link ConformanceCases}: a separate case, with its own id. */
public interface CaseRow {
    /** As {@link ConformanceCase#id()}; given by rule, and stable as that one. */
    String id();

    /** What the token must do, in one line. */
    String requirement();

    /** As {@link ConformanceCase#effect()}; the stronger of this and its method's counts. */
    default Effect effect() {
        return Effect.READS;
    }

    /** {@code CKM_} values that the token must report for the row to apply, in addition to those of its method. */
    default List<Long> mechanisms() {
        return List.of();
    }

    /** {@code CKF_} values of {@code CK_TOKEN_INFO} that must all be set for the row to apply, in addition to those of its method. */
    default long tokenFlags() {
        return 0;
    }
}
