/**
 * The cases, in a room for each chapter of the standard, a class for each group, named after what it tests. What several rooms work with is in {@code reference}; no
 * room knows another one. A case touches its token only through the PKCS#11 module, and checks
 * cryptography with Bouncy Castle or the JDK, never with the module.
 *
 * <p>Not here: where tokens come from, and how cases are run.
 */
@NullMarked
package org.tokentwin.conformance.cases;

import org.jspecify.annotations.NullMarked;
