/** The management of keys, PKCS#11 v2.40 section 5.14: how they are made, wrapped and derived, and what is kept of them. */
@NullMarked
package org.tokentwin.conformance.cases.key;

import org.jspecify.annotations.NullMarked;
