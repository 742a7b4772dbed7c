/**
 * One application's view of the tokens: slots and their events, sessions, login, handles, and the C_ functions on top of them.
 *
 * <p>{@link org.tokentwin.emulator.cryptoki.application.SlotBoard} is shared by all applications of an emulator; {@link
 * org.tokentwin.emulator.cryptoki.application.CryptokiApplication} is one of them. Not here: what objects are ({@code object}), what
 * mechanisms compute ({@code mechanism}), and the card's commands ({@code token}).
 */
@NullMarked
package org.tokentwin.emulator.cryptoki.application;

import org.jspecify.annotations.NullMarked;
