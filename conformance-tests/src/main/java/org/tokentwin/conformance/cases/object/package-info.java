/** Objects, PKCS#11 v2.40 section 5.7: their attributes and templates, searches, and the e-Cert. */
@NullMarked
package org.tokentwin.conformance.cases.object;

import org.jspecify.annotations.NullMarked;
