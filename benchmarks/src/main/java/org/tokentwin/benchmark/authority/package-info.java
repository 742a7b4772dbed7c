/** What the test authority's answers cost, asked over HTTP as programs do. */
@NullMarked
package org.tokentwin.benchmark.authority;

import org.jspecify.annotations.NullMarked;
