package org.tokentwin.client.window;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.swing.text.AbstractDocument;
import javax.swing.text.BadLocationException;
import javax.swing.text.Position;
import javax.swing.text.Segment;
import javax.swing.undo.UndoableEdit;
import org.jspecify.annotations.Nullable;

/**
 * The text of a field for passwords, in one array that is never copied to grow, is overwritten where text is taken out, and leaves nothing
 * behind to undo. Swing's own contents do all of that.
 */
final class PinContent implements AbstractDocument.Content {
    /** More than any token takes. */
    static final int LONGEST = 255;

    private final char[] characters = new char[LONGEST + 1];
    private final Set<Mark> marks = Collections.newSetFromMap(new WeakHashMap<>());
    private int length = 1; // a document adds a line feed

    PinContent() {
        characters[0] = '\n';
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public @Nullable UndoableEdit insertString(int where, String text) throws BadLocationException {
        if (where < 0 || where >= length || length + text.length() > characters.length) {
            throw new BadLocationException("no room", where);
        }
        System.arraycopy(characters, where, characters, where + text.length(), length - where);
        text.getChars(0, text.length(), characters, where);
        length += text.length();
        marks.stream().filter(mark -> mark.offset >= Math.max(1, where)).forEach(mark -> mark.offset += text.length());
        return null;
    }

    @Override
    public @Nullable UndoableEdit remove(int where, int count) throws BadLocationException {
        require(where, count);
        System.arraycopy(characters, where + count, characters, where, length - where - count);
        Arrays.fill(characters, length - count, length, '\0');
        length -= count;
        marks.stream()
                .filter(mark -> mark.offset > where)
                .forEach(mark -> mark.offset = Math.max(where, mark.offset - count));
        return null;
    }

    @Override
    public String getString(int where, int count) throws BadLocationException {
        require(where, count);
        return new String(characters, where, count);
    }

    /** Hands over the array itself, so that no copy has to be wiped. */
    @Override
    public void getChars(int where, int count, Segment text) throws BadLocationException {
        require(where, count);
        text.array = characters;
        text.offset = where;
        text.count = count;
    }

    @Override
    public Position createPosition(int offset) {
        Mark mark = new Mark(offset);
        marks.add(mark);
        return mark;
    }

    private void require(int where, int count) throws BadLocationException {
        if (where < 0 || count < 0 || where + count > length) {
            throw new BadLocationException("not within the text", where);
        }
    }

    private static final class Mark implements Position {
        private int offset;

        Mark(int offset) {
            this.offset = offset;
        }

        @Override
        public int getOffset() {
            return offset;
        }
    }
}
