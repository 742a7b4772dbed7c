package org.tokentwin.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/**
 * Many cases with one method: it runs once for each row of its data, takes the row as a parameter, and each row is a case with an id of
 * its own.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
public @interface ConformanceCases {
    /**
     * The static method of the same class that returns the rows: a {@code List} of {@link CaseRow}. It has no parameter, or that of the directory of
     * published vectors that the rows come from; such cases there are only where the user names one.
     */
    String rows();

    /** As {@link ConformanceCase#section()}. */
    String section();

    /** As {@link ConformanceCase#effect()}. */
    Effect effect() default Effect.READS;

    /** As {@link ConformanceCase#mechanisms()}. */
    long[] mechanisms() default {};

    /** As {@link ConformanceCase#tokenFlags()}. */
    long tokenFlags() default 0;
}
