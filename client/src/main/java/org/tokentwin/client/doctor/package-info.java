/**
 * Finds out what is missing between this process and a token, in the order in which things must work, and says for each what to do
 * next. It never sends a PIN.
 */
@NullMarked
package org.tokentwin.client.doctor;

import org.jspecify.annotations.NullMarked;
