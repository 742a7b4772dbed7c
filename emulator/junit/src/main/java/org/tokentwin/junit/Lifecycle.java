package org.tokentwin.junit;

/** How long a token lives. */
public enum Lifecycle {
    /** Fresh for each test method. */
    METHOD,
    /** One for all test methods of the annotated class, and of the classes nested in it. */
    CLASS,
    /** One for all classes of the test run that have an equal annotation. */
    SUITE
}
