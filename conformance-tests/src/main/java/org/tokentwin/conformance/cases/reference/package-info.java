/** What cases of several rooms work with: the independent cryptography (Bouncy Castle and the JDK, never the module), and keys, the suite's and the token's. */
@NullMarked
package org.tokentwin.conformance.cases.reference;

import org.jspecify.annotations.NullMarked;
