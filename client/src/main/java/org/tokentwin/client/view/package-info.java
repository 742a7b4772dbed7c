/**
 * What the command line shows, as data, and each of these as text. The data is what JSON output is made of. Fetching it from a token is
 * not done here.
 */
@NullMarked
package org.tokentwin.client.view;

import org.jspecify.annotations.NullMarked;
