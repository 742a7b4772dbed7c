/**
 * What the window shows and what it asks for, without Swing: the tokens as they were last read, the pages' fields, the rules of a new
 * password, and the token's return values in plain words. {@link org.tokentwin.client.window.model.TokenDesk} is the one way to the token; it is
 * called on its own thread and never on the event thread.
 */
@NullMarked
package org.tokentwin.client.window.model;

import org.jspecify.annotations.NullMarked;
