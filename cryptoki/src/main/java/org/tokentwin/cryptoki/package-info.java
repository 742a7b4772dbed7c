/**
 * The PKCS#11 standard as data, v2.20 to v3.2: its functions, constants and structures, each once. No behaviour, and no dependencies, so that the
 * emulator, the client, the suite and the benchmarks say the same of it.
 */
@NullMarked
package org.tokentwin.cryptoki;

import org.jspecify.annotations.NullMarked;
