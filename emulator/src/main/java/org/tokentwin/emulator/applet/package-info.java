/**
 * The Java Card applet: PINs, policy, lockout, files and keys. Every security decision of the token is taken here.
 *
 * <p>It imports {@code javacard.*} and {@code javacardx.*} only and keeps to the Java Card language subset, so that it could go
 * onto a real card: no {@code String}, {@code long}, {@code float}, threads or collections; memory is taken in constructors and
 * by commands that create something. The command set is in {@code docs/card.md}. Not here: anything of the world
 * outside the card.
 */
package org.tokentwin.emulator.applet;
