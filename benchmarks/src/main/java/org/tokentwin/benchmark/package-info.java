/** TokenTwin benchmark. */
@NullMarked
package org.tokentwin.benchmark;

import org.jspecify.annotations.NullMarked;
