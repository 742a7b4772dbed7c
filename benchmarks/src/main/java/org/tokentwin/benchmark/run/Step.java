package org.tokentwin.benchmark.run;

import org.tokentwin.benchmark.operation.Operation;

/** One thing to measure: an operation on a target, by this number of threads at a time, in a round counted from 1. */
record Step(Operation operation, int target, int threads, int round) {}
