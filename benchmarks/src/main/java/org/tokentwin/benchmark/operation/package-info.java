/**
 * What is measured: one JMH method for each operation, and {@link org.tokentwin.benchmark.operation.Operation}, which lists them with what
 * each does to a token. States follow the login: {@link org.tokentwin.benchmark.operation.Login}.
 *
 * <p>No benchmark knows its target. Not here: how often and in what order they run.
 */
@NullMarked
package org.tokentwin.benchmark.operation;

import org.jspecify.annotations.NullMarked;
