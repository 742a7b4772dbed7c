/**
 * JUnit 5 and later: {@link org.tokentwin.junit.TokenTwin} gives a test fresh tokens, on any JDK from 17. In a JVM that can run the emulator and has it on its class
 * path, it runs inside; else in a process that serves all tests of this JVM.
 *
 * <p>Not here: the emulator. Its own classes are seen in {@code InsideFixture} and {@code InsideToken} only, and no other library at all but JUnit.
 */
@NullMarked
package org.tokentwin.junit;

import org.jspecify.annotations.NullMarked;
