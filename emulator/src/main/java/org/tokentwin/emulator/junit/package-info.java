/**
 * JUnit 5: {@link org.tokentwin.emulator.junit.TokenTwin} gives a test method fresh tokens and an emulator that holds
 * them.
 *
 * <p>Not here: anything that is not JUnit's. The tokens come from the emulator's front door.
 */
@NullMarked
package org.tokentwin.emulator.junit;

import org.jspecify.annotations.NullMarked;
