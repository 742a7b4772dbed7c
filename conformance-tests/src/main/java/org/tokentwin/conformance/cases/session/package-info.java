/** Sessions, PKCS#11 v2.40 section 5.6: their states and operations, several applications and threads, and calls in orders drawn by chance. */
@NullMarked
package org.tokentwin.conformance.cases.session;

import org.jspecify.annotations.NullMarked;
