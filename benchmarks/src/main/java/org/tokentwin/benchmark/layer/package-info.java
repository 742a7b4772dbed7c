/** What each of the emulator's own layers adds to a call. These benchmarks look into the emulator, and run on no other target. */
@NullMarked
package org.tokentwin.benchmark.layer;

import org.jspecify.annotations.NullMarked;
