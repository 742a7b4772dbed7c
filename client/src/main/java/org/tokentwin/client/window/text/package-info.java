/** The window's words: one resource bundle for each language, and who chooses between them. Swing is not known here. */
@NullMarked
package org.tokentwin.client.window.text;

import org.jspecify.annotations.NullMarked;
