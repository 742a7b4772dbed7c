package org.tokentwin.client.window;

import java.util.function.Supplier;
import javax.swing.JComponent;

/**
 * A node of the advanced view.
 *
 * @param place what stays the same when the tokens are read again, so that the choice stays where it was
 * @param page made when the node is chosen
 */
record TreeEntry(String place, String text, Glyph glyph, Supplier<JComponent> page) {
    @Override
    public String toString() {
        return text; // what a tree searches when letters are typed, and what a reader of screens says
    }
}
