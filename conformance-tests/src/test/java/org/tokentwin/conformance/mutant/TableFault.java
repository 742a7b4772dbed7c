package org.tokentwin.conformance.mutant;

/** What a faulty module does in C, between the application and everything else. */
@FunctionalInterface
interface TableFault {
    /** The {@code CK_RV}. */
    long answer(TableCall call);
}
