/** TokenTwin client. */
@NullMarked
package org.tokentwin.client;

import org.jspecify.annotations.NullMarked;
