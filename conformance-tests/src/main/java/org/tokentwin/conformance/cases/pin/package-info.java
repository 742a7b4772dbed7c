/** PINs, PKCS#11 v2.40 sections 5.5 and 5.6: login, tries, rules and changes, of the user and of the security officer. */
@NullMarked
package org.tokentwin.conformance.cases.pin;

import org.jspecify.annotations.NullMarked;
