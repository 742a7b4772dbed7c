/** Tests of the capture. */
@NullMarked
package org.tokentwin.conformance.capture;

import org.jspecify.annotations.NullMarked;
