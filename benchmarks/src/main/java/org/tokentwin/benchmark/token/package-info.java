/**
 * What is measured: a token behind a PKCS#11 module, described in one process and opened in another.
 *
 * <p>A disposable target is made for the run and holds the same keys and certificates as every other; any other target is somebody's
 * token. {@link org.tokentwin.benchmark.token.EmulatorTarget} alone knows the emulator. Not here: what is measured on it.
 */
@NullMarked
package org.tokentwin.benchmark.token;

import org.jspecify.annotations.NullMarked;
