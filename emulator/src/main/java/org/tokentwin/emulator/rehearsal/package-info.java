/**
 * A program such as users run against a token, for the first start of the emulator: what that start loads goes into an archive, and every later one begins
 * with what a program will ask for. Beside everything else; nobody calls it but the launcher and the JUnit extension.
 */
@NullMarked
package org.tokentwin.emulator.rehearsal;

import org.jspecify.annotations.NullMarked;
