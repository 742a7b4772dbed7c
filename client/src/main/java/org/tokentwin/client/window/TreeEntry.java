package org.tokentwin.client.window;

import java.util.List;
import java.util.function.Supplier;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** A node of the advanced view. What is below it is made when the tree asks for it: of many certificates it shows few. */
final class TreeEntry {
    private final String place;
    private final String text;
    private final Glyph glyph;
    private final Object content;
    private final Supplier<JComponent> page;
    private final int size;
    private final Supplier<List<TreeEntry>> makeBelow;
    private @Nullable List<TreeEntry> below;

    /**
     * @param place what stays the same when the tokens are read again, so that the choice stays where it was; below another entry it begins
     *     with that one's, and a slash
     * @param content what the page is made of: the page of an equal one is the same
     * @param page made when the node is chosen
     * @param size how many entries are below
     */
    TreeEntry(
            String place,
            String text,
            Glyph glyph,
            Object content,
            Supplier<JComponent> page,
            int size,
            Supplier<List<TreeEntry>> below) {
        this.place = place;
        this.text = text;
        this.glyph = glyph;
        this.content = content;
        this.page = page;
        this.size = size;
        this.makeBelow = below;
    }

    String place() {
        return place;
    }

    Glyph glyph() {
        return glyph;
    }

    JComponent page() {
        return page.get();
    }

    int size() {
        return size;
    }

    List<TreeEntry> below() {
        if (below == null) {
            below = makeBelow.get();
        }
        return below;
    }

    /** Whether this entry is, or is above, the one in a place. */
    boolean leadsTo(String its) {
        return its.equals(place) || its.startsWith(place + "/");
    }

    /** Whether the page of the other one is this one's too. */
    boolean hasPageOf(TreeEntry other) {
        return place.equals(other.place) && text.equals(other.text) && content.equals(other.content);
    }

    /** Two are equal in the same place, so that what was chosen and opened can be found when the tokens are read again. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreeEntry its && place.equals(its.place);
    }

    @Override
    public int hashCode() {
        return place.hashCode();
    }

    @Override
    public String toString() {
        return text; // what a tree searches when letters are typed, and what a reader of screens says
    }
}
