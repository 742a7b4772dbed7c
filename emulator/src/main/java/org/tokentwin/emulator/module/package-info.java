/**
 * The C ABI of PKCS#11: {@link org.tokentwin.emulator.module.Pkcs11Module} gives a
 * {@link org.tokentwin.emulator.cryptoki.Cryptoki} the form of a shared library, which any code in this JVM loads.
 *
 * <p>The library is a small shim in C ({@code src/main/native}), one copy a module. Its functions come by one upcall to the
 * {@code XxxGroup} classes: they turn pointers into Java values and back, and know nothing of tokens. Every exception ends at {@code Boundary}. No other package sees a {@link java.lang.foreign.MemorySegment}.
 */
@NullMarked
package org.tokentwin.emulator.module;

import org.jspecify.annotations.NullMarked;
