/**
 * What the command lines of all programs have in common. This module is built last, so that all of them can be seen here.
 */
@NullMarked
package org.tokentwin.programs;

import org.jspecify.annotations.NullMarked;
