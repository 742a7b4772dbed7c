/** Functions as such: what every function, argument, buffer and structure has to keep, PKCS#11 v2.40 sections 5.1 to 5.4 and what came with v3.0. */
@NullMarked
package org.tokentwin.conformance.cases.general;

import org.jspecify.annotations.NullMarked;
