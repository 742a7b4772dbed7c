/** Test vectors that others published, in place of the cases of the suite. */
@NullMarked
package org.tokentwin.conformance.cases.published;

import org.jspecify.annotations.NullMarked;
