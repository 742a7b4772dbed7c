/**
 * What a token costs: JMH benchmarks of a PKCS#11 module as its users call it, and a run that compares several.
 *
 * <p>What is measured is in {@code operation}; what it is measured on is in {@code token}, where one class knows the emulator; how targets take
 * turns is in {@code run}; its reports are in {@code report}; the command line is in {@code cli}. Not here: checks that an answer is
 * right, which are the conformance suite's. This package itself is empty.
 */
@NullMarked
package org.tokentwin.benchmark;

import org.jspecify.annotations.NullMarked;
