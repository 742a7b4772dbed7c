/**
 * Walks: calls in an order that nobody thought of, each held against a model of the standard. The model knows sessions, the login, session objects
 * and operations; where the standard leaves a choice, it takes what the module chose and goes on from there. A walk that fails is cut down to the
 * shortest sequence of calls that still shows the failure.
 *
 * <p>Not here: what a single function must return for a wrong argument; that is a case's.
 */
@NullMarked
package org.tokentwin.conformance.walk;

import org.jspecify.annotations.NullMarked;
