/**
 * What a token costs: JMH benchmarks of a PKCS#11 module as its users call it.
 *
 * <p>One class makes the target, {@link org.tokentwin.benchmark.EmulatorTarget}; no benchmark knows what it measures. Not here: checks
 * that an answer is right, which are the conformance suite's.
 */
@NullMarked
package org.tokentwin.benchmark;

import org.jspecify.annotations.NullMarked;
