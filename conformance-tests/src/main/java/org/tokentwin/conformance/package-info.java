/** TokenTwin conformance. */
@NullMarked
package org.tokentwin.conformance;

import org.jspecify.annotations.NullMarked;
