/** What is published: the artifacts in a repository. It is here since this is the last module to be built. */
@NullMarked
package org.tokentwin.release;

import org.jspecify.annotations.NullMarked;
