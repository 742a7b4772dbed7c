package org.tokentwin.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** One case of the suite: a test method with a stable id, that names what it requires and where the standard says so. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface ConformanceCase {
    /** Group and number, for example {@code LOGIN-003}. Never given to another case, not even after this one is gone. */
    String id();

    /** Section of PKCS#11 v2.40, or {@code guide} for a rule of the token's user guide. */
    String section();

    /** What the token must do, in one line. */
    String requirement();

    /** The strongest thing that the case does to the token. A call that does more is not sent, and fails the case. */
    Effect effect() default Effect.READS;

    /** {@code CKM_} values that the token must report for the case to apply. */
    long[] mechanisms() default {};

    /** Flags of {@code CK_TOKEN_INFO}, {@code CKF_} values, that must all be set for the case to apply. */
    long tokenFlags() default 0;
}
